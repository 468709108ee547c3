import { decodeUtf8 } from '../tool-call/utf8.ts';

const LONGEST = 160;

/** A value on one line, for a reader; text as JSON, other bytes as base64, long ones cut. */
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
 * Two texts on one line each; where they are too long to show whole, from shortly before the first
 * character that differs.
 */
export function printedPair(recorded: string, actual: string): [recorded: string, actual: string] {
  if (Math.max(recorded.length, actual.length) <= LONGEST) {
    return [quoted(recorded), quoted(actual)];
  }
  let start = 0;
  while (start < recorded.length && recorded[start] === actual[start]) start += 1;
  const from = Math.max(0, start - 40);
  const window = (text: string): string =>
    `${from > 0 ? '…' : ''}${cut(quoted(text.slice(from, from + LONGEST)))}`;
  return [window(recorded), window(actual)];
}

function quoted(text: string): string {
  return JSON.stringify(text);
}

/** A text that stands on one line already, cut when it is long. */
export function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
