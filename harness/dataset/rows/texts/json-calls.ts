import { shallowJson } from '../../../json/json-depth.ts';
import { stringEnd } from '../../../json/json-tokens.ts';
import { isRowObject, textOf } from '../row-value.ts';
import { callWithin, isArgumentName } from '../shapes/call-likeness.ts';

/** JSON in a text that looks like calls. */
export interface JsonCalls {
  /** The tools that it calls; undefined for one that it does not name, or names in two ways. */
  readonly tools: readonly (string | undefined)[];
  readonly end: number;
}

/** JSON that holds an object; code and lists in brackets begin otherwise. */
const START = /\{\s*["}]|\[[\s[]*\{/y;

/** Finds calls in the JSON values of a text, in linear time. */
export class JsonInText {
  readonly #text: string;
  #budget: number;

  constructor(text: string) {
    this.#text = text;
    this.#budget = 8 * text.length + 1_000;
  }

  /**
   * The calls in the value that begins at an offset; undefined if there is none, or no call in it.
   * A text whose brackets take too long to match counts as an unnamed call.
   */
  callsAt(at: number): JsonCalls | undefined {
    START.lastIndex = at;
    if (!START.test(this.#text)) return undefined;
    const end = valueEnd(this.#text, at);
    this.#budget -= end - at;
    if (this.#budget < 0) return { tools: [undefined], end: this.#text.length };
    const value = shallowJson(this.#text.slice(at, end))?.value;
    if (callWithin(value, { path: '', isDecoding: false, isOfText: true }) === undefined) {
      // It is searched once; what does not close, or is not JSON, may have others in it.
      return value === undefined ? undefined : { tools: [], end };
    }
    const tools = calledTools(value);
    return { tools: tools.length === 0 ? [undefined] : tools, end };
  }
}

/** The position where the brackets at `start` close, or the end of the text. */
export function valueEnd(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') at = stringEnd(text, at) - 1;
    else if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') depth -= 1;
    if (depth === 0) return at + 1;
  }
  return text.length;
}

const NAMES = ['name', 'tool', 'tool_name', 'function_name', 'tool_used', 'action'];

/** The tools that a value calls, wherever in it, but not among arguments. */
function calledTools(value: unknown): (string | undefined)[] {
  if (Array.isArray(value)) return value.flatMap(calledTools);
  if (!isRowObject(value)) return [];
  const called = value['function'];
  const names = NAMES.map((name) => value[name]).concat(
    isRowObject(called) ? called['name'] : called,
  );
  const texts = new Set(names.flatMap((name) => textOf(name) ?? []));
  const own = texts.size === 0 ? [] : [texts.size === 1 ? [...texts][0] : undefined];
  const within = Object.entries(value).flatMap(([name, member]) =>
    name === 'function' || isArgumentName(name) ? [] : calledTools(member),
  );
  return [...own, ...within];
}
