import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HarnessError } from '../../errors.ts';
import type { PreparedRecord } from './prepared-record.ts';
import {
  DEFAULT_MEMORY_PAGES,
  GLUE_FILE,
  PREPARED_FORMAT,
  printRecord,
  RECORD_FILE,
} from './prepared-record.ts';
import { replaceFolder } from './replace-folder.ts';
import { rewriteCore } from './rewrite-core.ts';
import {
  JCO_VERSION,
  type TranspiledComponent,
  transpileComponent,
} from './transpile-component.ts';

const HANDLER = /^wasi:http\/incoming-handler@0\.2\./;

/** A component and where its prepared form goes. */
export interface PrepareOptions {
  /** The component's file, for messages. */
  readonly wasmPath: string;
  readonly component: Uint8Array;
  /** The folder to make or replace. */
  readonly folder: string;
  /** What the component was built from, when the caller built it. */
  readonly buildKey?: string | undefined;
  /** Whether the folder was made by somebody else in the meantime; it is then left as it is. */
  readonly isMade?: (() => Promise<boolean>) | undefined;
}

/**
 * Transpiles a component and writes the glue, the rewritten core modules and the record into a
 * folder, all at once or not at all.
 *
 * @throws HarnessError `component-invalid` when the bytes are no component that the host can run,
 * `unreadable` when the folder cannot be written.
 */
export async function prepareComponent(options: PrepareOptions): Promise<PreparedRecord> {
  const { wasmPath, component, folder, buildKey } = options;
  refuseNonComponent(wasmPath, component);
  const { glue, cores, imports } = await transpileOrRefuse(wasmPath, component);
  const record: PreparedRecord = {
    format: PREPARED_FORMAT,
    jco: JCO_VERSION,
    digest: digestOf(component),
    size: component.length,
    cores: cores.map(({ name }) => name),
    imports,
    memoryPages: DEFAULT_MEMORY_PAGES,
    ...(buildKey === undefined ? {} : { buildKey }),
  };
  const fill = async (temporary: string) => {
    for (const { name, bytes } of cores) await writeFile(join(temporary, name), bytes);
    await writeFile(join(temporary, GLUE_FILE), glue);
    await writeFile(join(temporary, RECORD_FILE), printRecord(record));
  };
  await fillFolder(folder, fill, options.isMade);
  return record;
}

/** The SHA-256 of a component in hexadecimal digits. */
export function digestOf(component: Uint8Array): string {
  return createHash('sha256').update(component).digest('hex');
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
  const transpiled = await transpileComponent(component).catch((error: unknown) => {
    throw invalid(wasmPath, reasonOf(error), error);
  });
  if (!transpiled.exports.some((name) => HANDLER.test(name))) {
    throw invalid(wasmPath, 'it exports no wasi:http/incoming-handler@0.2');
  }
  try {
    const cores = transpiled.cores.map(({ name, bytes }) => ({
      name,
      bytes: rewriteCore(bytes, { maxMemoryPages: DEFAULT_MEMORY_PAGES }),
    }));
    return { ...transpiled, cores };
  } catch (error) {
    throw invalid(wasmPath, reasonOf(error), error);
  }
}

function reasonOf(error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  return reason.replace(/\s+/g, ' ').trim();
}

// The four bytes after the magic number tell a component (version 13, layer 1) from a core module
// (version 1, layer 0): Component Model, "Binary Format Explainer".
function refuseNonComponent(wasmPath: string, bytes: Uint8Array): void {
  const header = Buffer.from(bytes.subarray(0, 8)).toString('hex');
  if (!header.startsWith('0061736d')) throw invalid(wasmPath, 'it is not WebAssembly');
  if (header === '0061736d01000000') {
    throw invalid(wasmPath, 'it is a core module, not a component');
  }
  if (header !== '0061736d0d000100') {
    throw invalid(wasmPath, `its version ${header.slice(8)} is unknown`);
  }
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
