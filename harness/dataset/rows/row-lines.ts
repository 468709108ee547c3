/** A line of a dataset, or why it cannot be held. */
export interface RowLine {
  /** Counted from 1. */
  readonly line: number;
  /** Undefined when the line is longer than the limit, or is not UTF-8. */
  readonly text: string | undefined;
  readonly problem?: string;
}

/** The problem of a line that is not text. */
export const NOT_UTF8 = 'Failed to read the row: the line is not UTF-8';

/** The longest line that is read, in bytes. */
const LONGEST_LINE = 64 * 1024 * 1024;

/** The most bytes of empty lines in one place: gzip packs a thousand of them into one. */
const MOST_BLANK = 64 * 1024 * 1024;

const NEWLINE = 0x0a;
const BLANKS: ReadonlySet<number> = new Set([NEWLINE, 0x0d, 0x20, 0x09]);

/** Limits in bytes. */
export interface RowLineLimits {
  readonly longest?: number;
  readonly mostBlank?: number;
}

/**
 * The lines of a stream of bytes, holding only one at a time; empty lines are skipped. A line that
 * cannot be read gives its problem, and the lines after it still follow; a stream that breaks off
 * after its beginning, or has too many consecutive empty lines, ends with such a line.
 *
 * @throws the error of a stream that fails before its first byte.
 */
export async function* rowLines(
  chunks: AsyncIterable<Uint8Array>,
  { longest = LONGEST_LINE, mostBlank = MOST_BLANK }: RowLineLimits = {},
): AsyncGenerator<RowLine, void, undefined> {
  const open = new OpenLine(longest);
  let hasBegun = false;
  let blank = 0;
  try {
    for await (const chunk of chunks) {
      hasBegun = true;
      let start = open.skipBlank(chunk, 0);
      blank = start === chunk.length ? blank + start : 0;
      if (blank > mostBlank) {
        const reason = `more than ${mostBlank} bytes of empty lines are here`;
        const problem = `Failed to read the rows: ${reason}`;
        yield { line: open.line, text: undefined, problem };
        return;
      }
      for (let end = chunk.indexOf(NEWLINE, start); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
        open.add(chunk.subarray(start, end));
        yield* open.close();
        start = open.skipBlank(chunk, end + 1);
      }
      open.add(chunk.subarray(start));
    }
  } catch (error) {
    if (!hasBegun) throw error;
    const problem = 'Failed to read the row: the file breaks off here';
    yield { line: open.line, text: undefined, problem };
    return;
  }
  yield* open.close();
}

/** The line whose end has not come yet. */
class OpenLine {
  line = 1;
  readonly #longest: number;
  #held: Uint8Array[] = [];
  #length = 0;

  constructor(longest: number) {
    this.#longest = longest;
  }

  /**
   * The start of the first line that is not empty, from `start` on, which is the start of a line.
   */
  skipBlank(chunk: Uint8Array, start: number): number {
    if (this.#length > 0) return start;
    let at = start;
    while (at < chunk.length && BLANKS.has(chunk[at] ?? 0)) {
      if (chunk[at] === NEWLINE) this.line += 1;
      at += 1;
    }
    return at;
  }

  add(piece: Uint8Array): void {
    this.#length += piece.length;
    if (this.#length <= this.#longest) this.#held.push(piece);
    else this.#held = [];
  }

  /** Ends the line, and gives it unless it is empty. */
  close(): RowLine[] {
    const line = this.line;
    const [held, length, longest] = [this.#held, this.#length, this.#longest];
    this.line += 1;
    this.#held = [];
    this.#length = 0;
    const read = readLine({ line, held, length, longest });
    return read === undefined ? [] : [read];
  }
}

function readLine(found: {
  readonly line: number;
  readonly held: readonly Uint8Array[];
  readonly length: number;
  readonly longest: number;
}): RowLine | undefined {
  const { line, held, length, longest } = found;
  if (length > longest) {
    const problem = `Failed to read the row: the line is longer than ${longest} bytes`;
    return { line, text: undefined, problem };
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(held)).trim();
    return text === '' ? undefined : { line, text };
  } catch {
    return { line, text: undefined, problem: NOT_UTF8 };
  }
}
