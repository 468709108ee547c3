import { Buffer } from 'node:buffer';
import { HarnessError } from '../errors.ts';
import type { CassetteFile } from './cassette-file.ts';
import { decodeText } from './decode-text.ts';
import { parseCassette } from './parse-cassette.ts';
import type { YamlSource } from './yaml-node.ts';

/** What could be read of a recording; `isTorn` says that its end was lost. */
export interface ReadableInteractions extends CassetteFile {
  readonly isTorn: boolean;
}

/**
 * Reads the recording of a recorder that may have been killed: everything up to the last whole
 * interaction. A recorder writes the divider before an interaction last, so an unfinished one
 * stands behind NUL characters; a file that was cut off by other means loses its last document when
 * that cannot be read.
 *
 * @throws HarnessError as `parseCassette`, for faults before the last document.
 */
export function readableInteractions(
  bytes: Uint8Array,
  file: string,
  bodies: YamlSource['body'],
): ReadableInteractions {
  const hole = bytes.indexOf(0);
  const whole = Buffer.from(hole < 0 ? bytes : bytes.subarray(0, hole));
  try {
    return { ...parseCassette(decodeText(whole, file), file, { bodies }), isTorn: hole >= 0 };
  } catch (error) {
    const divider = whole.lastIndexOf('\n---\n');
    if (!(error instanceof HarnessError) || divider < 0) throw error;
    const rest = decodeText(whole.subarray(0, divider + 1), file);
    return { ...parseCassette(rest, file, { bodies }), isTorn: true };
  }
}
