import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { preparedFolderOf } from '../harness/host/prepare/load-prepared.ts';
import { digestOf, readPreparedFiles } from '../harness/host/prepare/prepared-files.ts';
import {
  type PreparedRecord,
  parseRecord,
  RECORD_FILE,
} from '../harness/host/prepare/prepared-record.ts';

/**
 * What an earlier build prepared next to a component of the package. Undefined when it is missing,
 * was changed or belongs to another component, or when there is no component.
 */
export async function builtRecord(wasmPath: string): Promise<PreparedRecord | undefined> {
  const folder = preparedFolderOf(wasmPath);
  try {
    const record = parseRecord(await readFile(join(folder, RECORD_FILE), 'utf8'));
    if (record?.digest !== digestOf(await readFile(wasmPath))) return undefined;
    return (await readPreparedFiles(folder, record)) && record;
  } catch {
    return undefined;
  }
}
