import { type JsonText, type JsonValue, parseJson } from './json-text.ts';
import { stringEnd } from './json-tokens.ts';

/**
 * The value of a JSON text, its numbers lossless; of repeated members the last counts, as in
 * Python. Rows may be large, so the engine's own parser reads texts in which all numbers are safe.
 *
 * @throws SyntaxError when it is not JSON; RangeError when it is nested too deep.
 */
export function readJson(text: JsonText): JsonValue {
  return hasOnlySafeNumbers(text) ? (JSON.parse(text) as JsonValue) : parseJson(text);
}

/** Whether doubles keep the exact spelling of every number in a text. */
function hasOnlySafeNumbers(text: string): boolean {
  let at = 0;
  while (at < text.length) {
    const quote = text.indexOf('"', at);
    const outside = text.slice(at, quote < 0 ? text.length : quote);
    for (const [number] of outside.matchAll(/[-\d][-+\d.eE]*/g)) {
      if (JSON.stringify(Number(number)) !== number) return false;
    }
    if (quote < 0) return true;
    at = stringEnd(text, quote);
  }
  return true;
}
