/** Where something is written. */
export interface FilePlace {
  /** As messages name it. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
}

/**
 * Where the parts of a value are written, by JSON Pointer (RFC 6901): `/files/a.txt`. Parts that
 * were written nowhere have none.
 */
export type Places = ReadonlyMap<string, FilePlace>;

/** The JSON Pointer of these keys and positions, counted from 0. */
export function pointer(...keys: readonly (string | number)[]): string {
  return keys.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
