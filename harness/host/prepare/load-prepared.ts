import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { HarnessError, systemReason } from '../../errors.ts';
import { defaultCacheDirectory } from './cache-directory.ts';
import { digestOf, prepareComponent } from './prepare-component.ts';
import { GLUE_FILE, type PreparedRecord, parseRecord, RECORD_FILE } from './prepared-record.ts';

/** A component that the embedded host can start at once; every path is absolute or as given. */
export interface PreparedComponent {
  /** The component's file. */
  readonly source: string;
  /** SHA-256 of the component in hexadecimal digits. */
  readonly digest: string;
  /** The ES module whose `instantiate(getCoreModule, imports, instantiateCore)` runs it. */
  readonly gluePath: string;
  /** The rewritten core modules; `name` is what the glue passes to `getCoreModule`. */
  readonly cores: readonly { readonly name: string; readonly path: string }[];
  /** The interfaces that the component imports, without versions: `wasi:io/poll`. */
  readonly imports: readonly string[];
  /** The maximum of its memory in pages of 64 KiB. */
  readonly memoryPages: number;
  /**
   * What cassettes name in `app.build`: the key of sources and tools, or for a component that
   * somebody else built `sha256:` and the first 16 digits of its digest.
   */
  readonly buildKey: string;
}

/** Where {@link loadPrepared} keeps what it prepares. */
export interface LoadOptions {
  /** For components that no build prepared; the user's cache folder unless given. */
  readonly cacheDirectory?: string | undefined;
}

/**
 * Finds the prepared form of a component: the folder beside it (`x.prepared` for `x.wasm`) when it
 * is fresh, else one in the cache, made now when it must be, which takes seconds.
 *
 * @throws HarnessError `not-found` when there is no file, `unreadable` when it cannot be read,
 * `component-invalid` when it is no component.
 */
export async function loadPrepared(
  wasmPath: string,
  options: LoadOptions = {},
): Promise<PreparedComponent> {
  const file = await openComponent(wasmPath);
  const built = await readFresh(preparedFolderOf(wasmPath), file);
  if (built) return describe(wasmPath, preparedFolderOf(wasmPath), built);

  const digest = await file.digest();
  const cache = options.cacheDirectory ?? defaultCacheDirectory();
  const cached = join(cache, digest);
  const known = await readFresh(cached, file);
  if (known) return describe(wasmPath, cached, known);

  const component = await file.bytes();
  // Two that prepare the same component at once must not take it away from each other.
  const isMade = async () => (await readFresh(cached, file)) !== undefined;
  const made = await prepareComponent({ wasmPath, component, folder: cached, isMade });
  return describe(wasmPath, cached, made);
}

/**
 * The prepared form beside a component, or undefined when there is none, when it is stale, or when
 * there is no component: what a build has to make.
 */
export async function findPrepared(wasmPath: string): Promise<PreparedComponent | undefined> {
  if (!existsSync(wasmPath)) return undefined;
  const folder = preparedFolderOf(wasmPath);
  const record = await readFresh(folder, await openComponent(wasmPath));
  return record && describe(wasmPath, folder, record);
}

/** The folder beside a component that a build prepares: `a/x.prepared` for `a/x.wasm`. */
export function preparedFolderOf(wasmPath: string): string {
  return `${wasmPath.replace(/\.wasm$/, '')}.prepared`;
}

interface ComponentFile {
  readonly size: number;
  readonly modified: number;
  bytes(): Promise<Uint8Array>;
  digest(): Promise<string>;
}

async function openComponent(wasmPath: string): Promise<ComponentFile> {
  const { size, mtimeMs, isFile } = await statOrRefuse(wasmPath);
  if (!isFile) throw unreadable(wasmPath, 'it is not a file');
  let reading: Promise<Uint8Array> | undefined;
  const bytes = () => {
    reading ??= readFile(wasmPath).catch((error: unknown) => {
      throw unreadable(wasmPath, systemReason(error));
    });
    return reading;
  };
  return { size, modified: mtimeMs, bytes, digest: async () => digestOf(await bytes()) };
}

async function statOrRefuse(wasmPath: string) {
  try {
    const found = await stat(wasmPath);
    return { size: found.size, mtimeMs: found.mtimeMs, isFile: found.isFile() };
  } catch (error) {
    throw new HarnessError({
      code: 'not-found',
      problem: 'Failed to load the component: the file is missing',
      next: 'Build the app first: `npm run build`, or `spin build` for an app of your own.',
      file: wasmPath,
      cause: error,
    });
  }
}

// The digest decides; but reading and hashing 12 MB at every start is a waste when size and time
// say that the component is the one that the folder was made from.
async function readFresh(folder: string, file: ComponentFile): Promise<PreparedRecord | undefined> {
  const path = join(folder, RECORD_FILE);
  const found = await stat(path).catch(() => undefined);
  if (!found) return undefined;
  const record = parseRecord(await readFile(path, 'utf8'));
  if (!record || record.size !== file.size) return undefined;
  if (file.modified <= found.mtimeMs) return record;
  return (await file.digest()) === record.digest ? record : undefined;
}

function describe(source: string, folder: string, record: PreparedRecord): PreparedComponent {
  return {
    source,
    digest: record.digest,
    gluePath: join(folder, GLUE_FILE),
    cores: record.cores.map((name) => ({ name, path: join(folder, name) })),
    imports: record.imports,
    memoryPages: record.memoryPages,
    buildKey: record.buildKey ?? `sha256:${record.digest.slice(0, 16)}`,
  };
}

function unreadable(file: string, reason: string): HarnessError {
  return new HarnessError({
    code: 'unreadable',
    problem: `Failed to load the component: ${reason}`,
    next: 'Point `source` in spin.toml at a Wasm component that you may read.',
    file,
  });
}
