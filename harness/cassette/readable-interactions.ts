import { Buffer } from 'node:buffer';
import type { CassetteFile } from './cassette-file.ts';
import { parseCassette } from './parse-cassette.ts';
import { DIVIDER } from './print-cassette.ts';
import { decodeText } from './store/decode-text.ts';
import type { YamlSource } from './yaml/yaml-node.ts';

/** The readable part of a recording. */
export interface ReadableInteractions extends CassetteFile {
  /** Present if the recorder was killed while it wrote an interaction, which is left out. */
  readonly unfinished?: UnfinishedStep;
}

/** An interaction that a killed recorder did not finish; its caller had no answer. */
export interface UnfinishedStep {
  /** Its place in the file, counted from 1. */
  readonly step: number;
  /** The line where the complete part ends. */
  readonly line: number;
}

/**
 * Reads the recording of a recorder that may have been killed: everything up to the last complete
 * interaction. A recorder writes the divider before an interaction last, so an unfinished
 * interaction follows NUL characters, which nothing else leaves. A file that was truncated in
 * another way may have lost answered interactions, and is an error.
 *
 * @throws HarnessError as `parseCassette`, for errors before the unfinished interaction.
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

// The divider may be partly written: a write can end at a page boundary.
function tearOf(bytes: Buffer): number | undefined {
  const hole = bytes.indexOf(0);
  if (hole < 0 || bytes.includes(`\n${DIVIDER}`, hole)) return undefined;
  const start = bytes.lastIndexOf('\n', hole) + 1;
  const isAtStart = start > 0 && DIVIDER.startsWith(bytes.toString('latin1', start, hole));
  return isAtStart ? start : undefined;
}
