import { HarnessError } from '../../errors.ts';
import { componentOfModule, describesComponent } from './component-of-module.ts';
import { type PreparedFiles, recordOf, writePreparedFiles } from './prepared-files.ts';
import { DEFAULT_MEMORY_PAGES, type PreparedRecord } from './prepared-record.ts';
import { refuseUnsafeNames } from './refuse-unsafe-names.ts';
import { replaceFolder } from './replace-folder.ts';
import { type TranspiledComponent, transpileComponent } from './transpile-component.ts';
import { componentExports } from './wasm/component-exports.ts';
import { rewriteCores } from './wasm/rewrite-cores.ts';

const HANDLER = /^wasi:http\/incoming-handler@0\.2\./;

/** What a component of WASI 0.3 exports in the handler's place; a release candidate, too. */
const NEWER_HANDLER = /^wasi:http\/handler@0\.3\./;

/** jco's error for a part that the component format has gained since. */
const UNKNOWN_PART = /invalid leading byte/;

/** A component, and the folder for its prepared form. */
export interface PrepareOptions {
  /** The component's file, for messages. */
  readonly wasmPath: string;
  /** The file's bytes: a component, or a core module that describes one. */
  readonly component: Uint8Array;
  /** The folder to make or replace. */
  readonly folder: string;
  /** Whether another process has made the folder in the meantime; it is then left alone. */
  readonly isMade?: (() => Promise<boolean>) | undefined;
}

/**
 * Transpiles a component, and writes the glue, the rewritten core modules and the record into a
 * folder, all at once or not at all; returns them as well.
 *
 * @throws HarnessError `component-invalid` when the bytes are not a component that the host can
 * run, `unreadable` when the folder cannot be written.
 */
export async function prepareComponent(
  options: PrepareOptions,
): Promise<{ readonly record: PreparedRecord; readonly files: PreparedFiles }> {
  const { wasmPath, component, folder } = options;
  const { glue, cores, imports } = await transpileOrRefuse(
    wasmPath,
    await asComponent(wasmPath, component),
  );
  const files = { glue, cores };
  const record = recordOf(component, files, { imports });
  const fill = (temporary: string) => writePreparedFiles(temporary, files, record);
  await fillFolder(folder, fill, options.isMade);
  return { record, files };
}

async function fillFolder(
  folder: string,
  fill: (temporary: string) => Promise<void>,
  isMade: PrepareOptions['isMade'],
): Promise<void> {
  try {
    await replaceFolder(folder, fill, isMade);
  } catch (error) {
    throw new HarnessError({
      code: 'unreadable',
      problem: `Failed to write the prepared component: ${reasonOf(error)}`,
      next: 'Make the folder writable, or name another cache folder in XDG_CACHE_HOME.',
      file: folder,
      cause: error,
    });
  }
}

async function transpileOrRefuse(
  wasmPath: string,
  component: Uint8Array,
): Promise<TranspiledComponent> {
  refuseNewer(wasmPath, component);
  const transpiled = await transpileComponent(component).catch((error: unknown) => {
    throw unreadableByJco(wasmPath, error);
  });
  if (!transpiled.exports.some((name) => HANDLER.test(name))) {
    throw invalid(wasmPath, 'it exports no wasi:http/incoming-handler@0.2');
  }
  try {
    await refuseUnsafeNames(transpiled.cores);
    const cores = rewriteCores(transpiled, { memoryPages: DEFAULT_MEMORY_PAGES });
    return { ...transpiled, cores };
  } catch (error) {
    throw invalid(wasmPath, reasonOf(error), error);
  }
}

function reasonOf(error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  return reason.replace(/\s+/g, ' ').trim();
}

// The four bytes after the magic number distinguish a component (version 13, layer 1) from a core
// module (version 1, layer 0): Component Model, "Binary Format Explainer".
async function asComponent(wasmPath: string, bytes: Uint8Array): Promise<Uint8Array> {
  const header = Buffer.from(bytes.subarray(0, 8)).toString('hex');
  if (!header.startsWith('0061736d')) throw invalid(wasmPath, 'it is not WebAssembly');
  if (header === '0061736d0d000100') return bytes;
  if (header !== '0061736d01000000') {
    throw invalid(wasmPath, `its version ${header.slice(8)} is unknown`);
  }
  try {
    if (describesComponent(bytes)) return await componentOfModule(bytes);
  } catch (error) {
    throw unreadableByJco(wasmPath, error);
  }
  throw invalid(wasmPath, 'it is a core module, and does not describe a component');
}

function unreadableByJco(wasmPath: string, error: unknown): HarnessError {
  const reason = reasonOf(error);
  return UNKNOWN_PART.test(reason)
    ? tooNew(wasmPath, `has a part that WASI 0.2 lacks (${reason})`)
    : invalid(wasmPath, reason, error);
}

function refuseNewer(wasmPath: string, component: Uint8Array): void {
  const newer = componentExports(component).find((name) => NEWER_HANDLER.test(name));
  if (newer !== undefined) throw tooNew(wasmPath, `exports ${newer}`);
}

function tooNew(file: string, reason: string): HarnessError {
  return new HarnessError({
    code: 'component-invalid',
    problem:
      `Failed to prepare the component: it ${reason}, so it is a component of WASI 0.3, which is ` +
      'not supported yet',
    next:
      'Build it with an SDK for wasi:http 0.2: spin-sdk 5 for Rust, spin-sdk 3.4.1 with ' +
      'componentize-py 0.17.2 for Python, @spinframework/build-tools 1 for JavaScript; see ' +
      'docs/spin.md.',
    file,
  });
}

function invalid(file: string, reason: string, cause?: unknown): HarnessError {
  return new HarnessError({
    code: 'component-invalid',
    problem: `Failed to prepare the component: ${reason}`,
    next: 'Build it as a wasi:http 0.2 component, and point `source` in spin.toml at it.',
    file,
    cause,
  });
}
