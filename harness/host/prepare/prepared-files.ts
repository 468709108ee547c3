import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  DEFAULT_MEMORY_PAGES,
  GLUE_FILE,
  PREPARED_FORMAT,
  type PreparedRecord,
  printRecord,
  RECORD_FILE,
} from './prepared-record.ts';
import { JCO_VERSION, type NamedBytes } from './transpile-component.ts';
import { isResettable } from './wasm/is-resettable.ts';

/** The code that runs: the glue, and the core modules that it asks for by name. */
export interface PreparedFiles {
  readonly glue: string;
  readonly cores: readonly NamedBytes[];
}

/** The SHA-256 of bytes in hexadecimal digits. */
export function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The record of files that were just made from a component. */
export function recordOf(
  component: Uint8Array,
  { glue, cores }: PreparedFiles,
  rest: { readonly imports: readonly string[]; readonly buildKey?: string | undefined },
): PreparedRecord {
  return {
    format: PREPARED_FORMAT,
    jco: JCO_VERSION,
    digest: digestOf(component),
    size: component.length,
    glue: { name: GLUE_FILE, digest: digestOf(new TextEncoder().encode(glue)) },
    cores: cores.map(({ name, bytes }) => ({ name, digest: digestOf(bytes) })),
    imports: rest.imports,
    memoryPages: DEFAULT_MEMORY_PAGES,
    resettable: cores.every(({ bytes }) => isResettable(bytes)),
    ...(rest.buildKey === undefined ? {} : { buildKey: rest.buildKey }),
  };
}

/**
 * The files of a prepared folder as its record describes them, or undefined when one is missing or
 * has other bytes. Files are read once: the returned bytes are those that were compared.
 */
export async function readPreparedFiles(
  folder: string,
  record: PreparedRecord,
): Promise<PreparedFiles | undefined> {
  const files = await Promise.all(
    [record.glue, ...record.cores].map(async ({ name, digest }) => {
      const file = await readFile(join(folder, name)).catch(() => undefined);
      if (file === undefined || digestOf(file) !== digest) return undefined;
      return { name, bytes: new Uint8Array(file.buffer, file.byteOffset, file.byteLength) };
    }),
  );
  const [glue, ...cores] = files.filter((file) => file !== undefined);
  if (glue === undefined || cores.length !== record.cores.length) return undefined;
  return { glue: new TextDecoder().decode(glue.bytes), cores };
}

/** Writes the files into a folder, and then their record. */
export async function writePreparedFiles(
  folder: string,
  { glue, cores }: PreparedFiles,
  record: PreparedRecord,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const { name, bytes } of cores) await writeFile(join(folder, name), bytes);
  await writeFile(join(folder, GLUE_FILE), glue);
  await writeFile(join(folder, RECORD_FILE), printRecord(record));
}
