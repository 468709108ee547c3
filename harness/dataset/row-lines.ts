/** A line of a dataset, or why it cannot be held. */
export interface RowLine {
  /** Counted from 1. */
  readonly line: number;
  /** Undefined when the line is longer than the limit, or is not UTF-8. */
  readonly text: string | undefined;
  readonly problem?: string;
}

/** The longest line that is read, in bytes. */
const LONGEST_LINE = 128 * 1024 * 1024;

const NEWLINE = 0x0a;

/**
 * The lines of a stream of bytes, one at a time, so that no more than one is held; empty ones are
 * left out. A line that cannot be read gives its problem, and the lines after it still come.
 */
export async function* rowLines(
  chunks: AsyncIterable<Uint8Array>,
  { longest = LONGEST_LINE }: { longest?: number } = {},
): AsyncGenerator<RowLine, void, undefined> {
  let line = 1;
  let held: Uint8Array[] = [];
  let length = 0;
  const take = (piece: Uint8Array): void => {
    length += piece.length;
    if (length <= longest) held.push(piece);
    else held = [];
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(NEWLINE, start);
      take(chunk.subarray(start, end < 0 ? chunk.length : end));
      if (end < 0) break;
      const read = readLine({ line, held, length, longest });
      if (read !== undefined) yield read;
      start = end + 1;
      line += 1;
      held = [];
      length = 0;
    }
  }
  const last = readLine({ line, held, length, longest });
  if (last !== undefined) yield last;
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
    return { line, text: undefined, problem: 'Failed to read the row: the line is not UTF-8' };
  }
}
