import { readFile, realpath, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { HarnessError, systemReason } from '../../errors.ts';
import { readFileWithin } from '../../read-file.ts';
import { buildAdvice } from './build-advice.ts';
import { defaultCacheDirectory } from './cache-directory.ts';
import { noteUse, removeOldEntries } from './cache-entries.ts';
import { packagedComponents } from './packaged-components.ts';
import { prepareComponent } from './prepare-component.ts';
import { digestOf, type PreparedFiles, readPreparedFiles } from './prepared-files.ts';
import { PREPARED_BY, type PreparedRecord, parseRecord, RECORD_FILE } from './prepared-record.ts';
import { withPreparingLock } from './preparing-lock.ts';
import { isOwn, privateFolder } from './private-folder.ts';

/** A component that the embedded host can start at once. */
export interface PreparedComponent extends PreparedFiles {
  /** The component's file. */
  readonly source: string;
  /** SHA-256 of the component in hexadecimal digits. */
  readonly digest: string;
  /** The interfaces that the component imports, without versions: `wasi:io/poll`. */
  readonly imports: readonly string[];
  /** The maximum of all its memories together, in pages of 64 KiB. */
  readonly memoryPages: number;
  /** Whether an instance can be restored for the next call; see `isResettable`. */
  readonly resettable: boolean;
  /**
   * What cassettes have in `app.build`: for a component of this package the key of its sources and
   * tools, for any other component `sha256:` and its digest.
   */
  readonly buildKey: string;
}

/** Where {@link loadPrepared} keeps what it prepares. */
export interface LoadOptions {
  /** For components that are not this package's; default: in the user's cache folder. */
  readonly cacheDirectory?: string | undefined;
  /**
   * Called with the size of the component before it is prepared, which takes seconds if it is
   * large; what it returns is called afterwards.
   */
  readonly onPrepare?: ((bytes: number) => () => void) | undefined;
}

/**
 * Gives the prepared form of a component, without reading files next to the component. The package
 * has the prepared forms of its own components. Others are in the user's cache; the first use of a
 * component prepares it, which takes seconds. The returned bytes are those whose digests were
 * compared.
 *
 * @throws HarnessError `not-found` when there is no file, `unreadable` when it cannot be read or
 * the cache cannot be trusted, `component-invalid` when it is not a component.
 */
export async function loadPrepared(
  wasmPath: string,
  options: LoadOptions = {},
): Promise<PreparedComponent> {
  const file = await openComponent(wasmPath);
  const packaged = await readPackaged(file);
  if (packaged) return describe(wasmPath, packaged.record, packaged.files);

  const digest = await file.digest();
  const folder = await cacheFolder(digest, options);
  const known =
    (await readCached(folder, digest)) ??
    // Of workers and processes that need the same component at once, one prepares it.
    (await withPreparingLock(
      `${folder}.lock`,
      async () =>
        (await readCached(folder, digest)) ?? (await prepared(file, { folder, digest, options })),
    ));
  await noteUse(folder, file.path);
  return describe(wasmPath, known.record, known.files);
}

async function prepared(
  { wasmPath, bytes }: ComponentFile,
  to: { readonly folder: string; readonly digest: string; readonly options: LoadOptions },
): Promise<Known> {
  const { folder, digest, options } = to;
  const component = await bytes();
  const done = options.onPrepare?.(component.length);
  try {
    // Without the lock, two processes that prepare it at once must not disturb each other.
    const isMade = async () => (await readCached(folder, digest)) !== undefined;
    const made = await prepareComponent({ wasmPath, component, folder, isMade });
    await removeOldEntries(dirname(folder));
    return made;
  } finally {
    done?.();
  }
}

/** Whether {@link loadPrepared} finds a component in the package or in the cache. */
export async function isPrepared(wasmPath: string, options: LoadOptions = {}): Promise<boolean> {
  const file = await openComponent(wasmPath);
  if (await readPackaged(file)) return true;
  const digest = await file.digest();
  return (await readCached(await cacheFolder(digest, options), digest)) !== undefined;
}

interface ComponentFile {
  /** As the user named it. */
  readonly wasmPath: string;
  readonly path: string;
  readonly size: number;
  readonly modified: number;
  bytes(): Promise<Uint8Array>;
  digest(): Promise<string>;
}

async function openComponent(wasmPath: string): Promise<ComponentFile> {
  const { size, mtimeMs, isFile } = await statOrRefuse(wasmPath);
  if (!isFile) throw unreadable(wasmPath, 'it is not a file');
  const path = await realpath(wasmPath);
  let reading: Promise<Uint8Array> | undefined;
  const bytes = () => {
    reading ??= readComponent(wasmPath);
    return reading;
  };
  const digest = async () => digestOf(await bytes());
  return { wasmPath, path, size, modified: mtimeMs, bytes, digest };
}

/** The largest component that is read, in bytes. */
const LIMIT = 256 * 1024 * 1024;

async function readComponent(wasmPath: string): Promise<Uint8Array> {
  try {
    const tooLarge = () => new Error(`it is larger than ${LIMIT} bytes`);
    return readFileWithin(wasmPath, { bytes: LIMIT, tooLarge });
  } catch (error) {
    throw unreadable(wasmPath, systemReason(error));
  }
}

async function statOrRefuse(wasmPath: string) {
  try {
    const found = await stat(wasmPath);
    return { size: found.size, mtimeMs: found.mtimeMs, isFile: found.isFile() };
  } catch (error) {
    throw new HarnessError({
      code: 'not-found',
      problem: 'Failed to load the component: the file is missing',
      next: buildAdvice(wasmPath),
      file: wasmPath,
      cause: error,
    });
  }
}

interface Known {
  readonly record: PreparedRecord;
  readonly files: PreparedFiles;
}

// A copy of a packaged component is the same component, wherever it is. The package's own file is
// trusted without hashing its 12 MB at every start, as long as it is not newer than the list.
async function readPackaged(file: ComponentFile): Promise<Known | undefined> {
  const { components, listed } = await packagedComponents();
  const candidates = components.filter(({ record }) => record.size === file.size);
  for (const { path, record } of candidates) {
    const isItself = path === file.path && file.modified <= listed;
    if (!isItself && (await file.digest()) !== record.digest) continue;
    const files = await readPreparedFiles(preparedFolderOf(path), record);
    return files && { record, files };
  }
  return undefined;
}

/** The folder next to a component in which the build of this package prepares it: `x.prepared`. */
export function preparedFolderOf(wasmPath: string): string {
  return `${wasmPath.replace(/\.wasm$/, '')}.prepared`;
}

async function cacheFolder(digest: string, options: LoadOptions): Promise<string> {
  const cache = options.cacheDirectory ?? defaultCacheDirectory();
  await privateFolder(cache);
  return join(cache, `${digest}-${PREPARED_BY}`);
}

async function readCached(folder: string, digest: string): Promise<Known | undefined> {
  const path = join(folder, RECORD_FILE);
  if (!(await isOwn(dirname(path), 'folder')) || !(await isOwn(path, 'file'))) return undefined;
  const { buildKey: _, ...record } = parseRecord(await readFile(path, 'utf8')) ?? {};
  if (!('digest' in record) || record.digest !== digest) return undefined;
  const files = await readPreparedFiles(folder, record);
  return files && { record, files };
}

function describe(source: string, record: PreparedRecord, files: PreparedFiles): PreparedComponent {
  return {
    source,
    digest: record.digest,
    ...files,
    imports: record.imports,
    memoryPages: record.memoryPages,
    resettable: record.resettable,
    buildKey: record.buildKey ?? `sha256:${record.digest}`,
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
