import { decodeUtf8 } from '../tool-call/utf8.ts';

const LONGEST = 160;

/** A value for people, on one line: text as JSON, other bytes as base64, long values cut. */
export function printedValue(value: unknown): string {
  if (value instanceof Uint8Array) {
    const text = decodeUtf8(value);
    return cut(
      text === undefined ? `base64 ${Buffer.from(value).toString('base64')}` : quoted(text),
    );
  }
  return cut(typeof value === 'string' ? quoted(value) : JSON.stringify(value));
}

/**
 * Two texts on one line each. If they are too long to be shown whole, they begin shortly before the
 * first character that differs.
 */
export function printedPair(recorded: string, actual: string): [recorded: string, actual: string] {
  if (Math.max(recorded.length, actual.length) <= LONGEST) {
    return [quoted(recorded), quoted(actual)];
  }
  const [from, start] = partingOf(recorded, actual);
  let begin = from;
  // Escapes take room, and what comes before the difference must not push it out of sight.
  while (quoted(recorded.slice(begin, start)).length > 2 * LEAD) begin += 1;
  const window = (text: string): string =>
    `${placeText(begin)}${cut(quoted(text.slice(begin, begin + LONGEST)))}`;
  return [window(recorded), window(actual)];
}

/** As {@link printedPair}, for texts without line breaks, such as JSON. */
export function cutPair(recorded: string, actual: string): [recorded: string, actual: string] {
  if (Math.max(recorded.length, actual.length) <= LONGEST) return [recorded, actual];
  const [from] = partingOf(recorded, actual);
  const window = (text: string): string => `${placeText(from)}${cut(text.slice(from))}`;
  return [window(recorded), window(actual)];
}

function placeText(from: number): string {
  return from === 0 ? '' : `from character ${from + 1}: `;
}

/** How much of their common beginning is shown before two texts differ, in UTF-16 code units. */
const LEAD = 40;

/** Where the shown part of two texts begins, and where they differ. */
function partingOf(one: string, other: string): [from: number, start: number] {
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  return [Math.max(0, start - LEAD), start];
}

function quoted(text: string): string {
  return JSON.stringify(text);
}

/** A text without line breaks, cut when it is long. */
export function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
