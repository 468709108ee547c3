import { Buffer } from 'node:buffer';
import { closeSync, fstatSync, ftruncateSync, read, readSync, writeSync } from 'node:fs';
import { promisify } from 'node:util';
import { type RowLine, rowLines } from '../../dataset/rows/row-lines.ts';

const NEWLINE = 0x0a;
const PIECE = 64 * 1024;

const readPiece = promisify(read);

/**
 * An open file of lines that grows at its end. A last line without a line break is incomplete,
 * because its writer was killed: it is not read, and stays until it is overwritten.
 */
export class LineFile {
  readonly #descriptor: number;
  /** The end of the last complete line, in bytes. */
  #end: number;

  /** @param descriptor open for reading and for appending; closed by {@link close} alone */
  constructor(descriptor: number) {
    this.#descriptor = descriptor;
    this.#end = endOfLastLine(descriptor);
  }

  get isEmpty(): boolean {
    return fstatSync(this.#descriptor).size === 0;
  }

  /** Whether the complete lines begin with `text`. */
  beginsWith(text: string): boolean {
    return this.#end >= Buffer.byteLength(text) && this.#isPrefixAt(0, text);
  }

  /** Whether the incomplete line, if there is one, may have begun with `text`. */
  breaksOffAs(text: string): boolean {
    return this.#isPrefixAt(this.#end, text);
  }

  /** The complete lines that are not empty. */
  lines(): AsyncGenerator<RowLine, void, undefined> {
    return rowLines(this.#pieces());
  }

  /**
   * Writes a line after the complete ones, over an incomplete one. If only a part of the line can
   * be written, that part is removed again.
   *
   * @param line with its newline
   */
  append(line: string): void {
    const bytes = Buffer.from(line);
    ftruncateSync(this.#descriptor, this.#end);
    try {
      // A disk that is nearly full accepts only a part at first.
      for (let at = 0; at < bytes.length; ) at += writeSync(this.#descriptor, bytes, at);
    } catch (error) {
      ftruncateSync(this.#descriptor, this.#end);
      throw error;
    }
    this.#end += bytes.length;
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  // A stream of node:fs would close the descriptor if its reader stopped early.
  async *#pieces(): AsyncGenerator<Uint8Array, void, undefined> {
    for (let at = 0; at < this.#end; ) {
      const length = Math.min(PIECE, this.#end - at);
      const piece = Buffer.alloc(length);
      const { bytesRead } = await readPiece(this.#descriptor, piece, 0, length, at);
      if (bytesRead === 0) return;
      yield piece.subarray(0, bytesRead);
      at += bytesRead;
    }
  }

  /** Whether the bytes at an offset are `text`, or the file ends before they differ from it. */
  #isPrefixAt(offset: number, text: string): boolean {
    const expected = Buffer.from(text);
    const found = Buffer.alloc(expected.length);
    const count = readSync(this.#descriptor, found, 0, found.length, offset);
    return found.subarray(0, count).equals(expected.subarray(0, count));
  }
}

function endOfLastLine(descriptor: number): number {
  let end = fstatSync(descriptor).size;
  const piece = Buffer.alloc(PIECE);
  while (end > 0) {
    const start = Math.max(0, end - PIECE);
    const count = readSync(descriptor, piece, 0, end - start, start);
    const found = piece.subarray(0, count).lastIndexOf(NEWLINE);
    if (found >= 0) return start + found + 1;
    end = start;
  }
  return 0;
}
