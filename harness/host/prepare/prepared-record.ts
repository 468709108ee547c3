import { JCO_VERSION } from './transpile-component.ts';

/** The layout of a prepared folder; a folder of another format is prepared anew. */
export const PREPARED_FORMAT = 1;

/** The limit of a component's memory in pages of 64 KiB: 256 MB. */
export const DEFAULT_MEMORY_PAGES = 4096;

/** The file in a prepared folder that describes it; written last, so its presence means all is. */
export const RECORD_FILE = 'prepared.json';

/** The glue's file; `.mjs` because a cache folder has no package.json that calls it a module. */
export const GLUE_FILE = 'glue.mjs';

/** The contents of `prepared.json`. */
export interface PreparedRecord {
  readonly format: number;
  /** The version of jco that made the glue. */
  readonly jco: string;
  /** SHA-256 of the component in hexadecimal digits. */
  readonly digest: string;
  /** Length of the component in bytes: a cheap sign that another file took its place. */
  readonly size: number;
  /** The core modules by file name, in the order in which the glue asks for them. */
  readonly cores: readonly string[];
  readonly imports: readonly string[];
  /** The maximum that the memory was given, in pages of 64 KiB. */
  readonly memoryPages: number;
  /** What the component was built from; absent when somebody else built it. */
  readonly buildKey?: string;
}

/** Prints a record as the text of `prepared.json`. */
export function printRecord(record: PreparedRecord): string {
  return `${JSON.stringify(record, undefined, 2)}\n`;
}

/**
 * Reads the text of `prepared.json`, or gives undefined when it is none that this version of the
 * harness wrote; the folder is then as good as absent.
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

function isRecord(value: unknown): value is PreparedRecord {
  if (typeof value !== 'object' || value === null) return false;
  const record: Partial<Record<keyof PreparedRecord, unknown>> = value;
  return (
    record.format === PREPARED_FORMAT &&
    record.jco === JCO_VERSION &&
    typeof record.digest === 'string' &&
    typeof record.size === 'number' &&
    isStrings(record.cores) &&
    isStrings(record.imports) &&
    typeof record.memoryPages === 'number' &&
    (record.buildKey === undefined || typeof record.buildKey === 'string')
  );
}

function isStrings(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
