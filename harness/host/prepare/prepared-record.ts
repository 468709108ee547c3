import { JCO_VERSION } from './transpile-component.ts';

/** The layout of a prepared folder; a folder of another format is prepared again. */
export const PREPARED_FORMAT = 3;

/** What a prepared form depends on besides the component's bytes; part of its name in the cache. */
export const PREPARED_BY = `${PREPARED_FORMAT}-jco-${JCO_VERSION}`;

/** The limit of all memories of a component in pages of 64 KiB: 256 MB. */
export const DEFAULT_MEMORY_PAGES = 4096;

/** The file that describes a prepared folder. It is written last, so if it exists, all files do. */
export const RECORD_FILE = 'prepared.json';

/** The glue's file: JavaScript that is read, but never imported. */
export const GLUE_FILE = 'glue.mjs';

/** A file of a prepared folder, and the SHA-256 of its bytes in hexadecimal digits. */
export interface PreparedFile {
  readonly name: string;
  readonly digest: string;
}

/** The contents of `prepared.json`. */
export interface PreparedRecord {
  readonly format: number;
  /** The version of jco that made the glue. */
  readonly jco: string;
  /** SHA-256 of the component in hexadecimal digits. */
  readonly digest: string;
  /** Length of the component in bytes: a cheap test for another file in its place. */
  readonly size: number;
  readonly glue: PreparedFile;
  /** The core modules, in the order in which the glue asks for them. */
  readonly cores: readonly PreparedFile[];
  readonly imports: readonly string[];
  /** The maximum that the memories share, in pages of 64 KiB. */
  readonly memoryPages: number;
  /** Whether an instance can be restored for the next call; see `isResettable`. */
  readonly resettable: boolean;
  /** What the component was built from; only builds of this repository write it. */
  readonly buildKey?: string;
}

/** Prints a record as the text of `prepared.json`. */
export function printRecord(record: PreparedRecord): string {
  return `${JSON.stringify(record, undefined, 2)}\n`;
}

/**
 * Reads the text of `prepared.json`. Undefined when this version of the harness did not write it;
 * the folder then counts as absent.
 */
export function parseRecord(text: string): PreparedRecord | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  return isRecord(value) ? value : undefined;
}

/** Whether a value is a record that this version of the harness wrote. */
export function isRecord(value: unknown): value is PreparedRecord {
  if (typeof value !== 'object' || value === null) return false;
  const record: Partial<Record<keyof PreparedRecord, unknown>> = value;
  return (
    record.format === PREPARED_FORMAT &&
    record.jco === JCO_VERSION &&
    isDigest(record.digest) &&
    typeof record.size === 'number' &&
    isFile(record.glue) &&
    Array.isArray(record.cores) &&
    record.cores.every(isFile) &&
    Array.isArray(record.imports) &&
    record.imports.every((item) => typeof item === 'string') &&
    typeof record.memoryPages === 'number' &&
    typeof record.resettable === 'boolean' &&
    (record.buildKey === undefined || typeof record.buildKey === 'string')
  );
}

function isFile(value: unknown): value is PreparedFile {
  if (typeof value !== 'object' || value === null) return false;
  const file: Partial<Record<keyof PreparedFile, unknown>> = value;
  // A name is joined to the folder's path, and must not point outside the folder.
  return (
    typeof file.name === 'string' && /^glue\.[a-z\d.]+$/.test(file.name) && isDigest(file.digest)
  );
}

function isDigest(value: unknown): boolean {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
}
