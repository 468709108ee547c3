import { Buffer } from 'node:buffer';
import type { CassetteFile } from './cassette-file.ts';
import { parseCassette } from './parse-cassette.ts';
import { DIVIDER } from './print-cassette.ts';
import { decodeText } from './store/decode-text.ts';
import type { YamlSource } from './yaml/yaml-node.ts';

/** What could be read of a recording. */
export interface ReadableInteractions extends CassetteFile {
  /** Present when the recorder was killed while it wrote an interaction, which is left out. */
  readonly unfinished?: UnfinishedStep;
}

/** An interaction that a killed recorder did not finish; its caller had no answer. */
export interface UnfinishedStep {
  /** Its place in the file, counted from 1. */
  readonly step: number;
  /** The line at which the whole part ends. */
  readonly line: number;
}

/**
 * Reads the recording of a recorder that may have been killed: everything up to the last whole
 * interaction. A recorder writes the divider before an interaction last, so an unfinished one
 * stands behind NUL characters, which nothing else leaves. A file that was cut off by other means
 * may have lost interactions that were answered, and is a fault.
 *
 * @throws HarnessError as `parseCassette`, for faults before the unfinished interaction.
 */
export function readableInteractions(
  bytes: Uint8Array,
  file: string,
  bodies: YamlSource['body'],
): ReadableInteractions {
  const end = tearOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
  const text = decodeText(bytes.subarray(0, end), file);
  const read = parseCassette(text, file, { bodies });
  if (end === undefined) return read;
  return { ...read, unfinished: { step: read.entries.length + 1, line: text.split('\n').length } };
}

// The divider may be there in part: a write can end where a page of memory does.
function tearOf(bytes: Buffer): number | undefined {
  const hole = bytes.indexOf(0);
  if (hole < 0 || bytes.includes(`\n${DIVIDER}`, hole)) return undefined;
  const start = bytes.lastIndexOf('\n', hole) + 1;
  const isAtStart = start > 0 && DIVIDER.startsWith(bytes.toString('latin1', start, hole));
  return isAtStart ? start : undefined;
}
