import { stringEnd } from '../../../json/json-tokens.ts';
import { isRowObject, textOf } from '../row-value.ts';
import { proseLines } from './prose-lines.ts';

/** A text without any of these has no call: most texts. */
const HINT = /tool|function|invoke|<[|｜]/i;

/**
 * Text that may precede a call at the beginning of a line: white space, or the end of another call.
 */
const BEFORE = /(?:[\t\p{Zs}\p{Cf}]|<\/[^<>]*>|<think(?:ing)?>)*/iuy;

/** An XML tag with its attributes. */
const TAG = /<([^<>]*)>/y;

/** The name of a tag, without its namespace. */
const TAG_NAME = /^\s*(?:\w{1,20}:)?([\w-]+)/;

/** A token of a chat template: `<|python_tag|>`, `<｜tool▁calls▁begin｜>`. */
const TOKEN = /<[|｜]([^|｜<>]*)[|｜]>/iy;

/** The words in brackets of Mistral and its like. */
const BRACKETS = /\[(TOOL_[A-Z_]*)\]/iy;

const OF_CALLS = /^(?:tool|function)[_-]?(?:calls?|uses?|code|requests?)$/i;
const THAT_NAME = /^(?:invoke|function|tool)$/i;
const OF_ANSWERS = /^(?:tool|function)[_-]?(?:responses?|results?|outputs?)$/i;
const TOKEN_OF_CALLS = /tool|function|python_tag/i;
const TOKEN_OF_ANSWERS = /response|result|output/i;
const TOKEN_WITHIN = /^\/|end$|sep$|argument/i;

/** The recipient of a message in the Harmony format, after a token of its header. */
const ADDRESSEE = /[^<\n\r]*\bto=(?:functions?\.)?([\w.-]+)/iy;

/** The name of a tool that comes after a tag without JSON, or before its JSON. */
const BARE_NAME =
  /(?:function<[|｜]tool[▁_]sep[|｜]>)?(?:functions?\.)?([\w.-]+)(?::\d+)?[^\S\n]*(?:[\n\r<{[(]|$)/y;

const NAMED = /(?:^=|\bname\s*=)\s*["']?([^\s"'<>]+)/i;

/** A call or an answer in the text of a message, instead of in the members of the API. */
export interface TextualCall {
  readonly kind: 'call' | 'answer';
  /** The tool, if the text names it. */
  readonly tool?: string | undefined;
}

/** A text with the position of its last closing tag. */
interface SearchedText {
  readonly text: string;
  readonly lastClosing: number;
}

/** The findings at a position, and the position after them. */
interface Found {
  readonly calls: readonly TextualCall[];
  readonly end: number;
}

/**
 * The calls and answers that a model writes into its text, if it was trained on another format:
 * `<tool_call>{"name": …}</tool_call>` and similar. Only calls at the beginning of a line count,
 * with the text after them on that line, and nothing in a code block, because a text may be about
 * such tags.
 */
export function* textualCalls(text: string): Generator<TextualCall, void, undefined> {
  yield* wholeCalls(text);
  if (!HINT.test(text)) return;
  const searched = { text, lastClosing: text.lastIndexOf('</') };
  let read = 0;
  for (const { start, end } of proseLines(text)) {
    let at = matchEnd(BEFORE, text, Math.max(start, read));
    let found = at < end ? foundAt(searched, at) : undefined;
    while (found !== undefined) {
      yield* found.calls;
      read = Math.max(read, found.end);
      at = found.end;
      found = undefined;
      for (; at < end && found === undefined; at += 1) {
        if (text[at] === '<' || text[at] === '[') found = foundAt(searched, at);
      }
    }
  }
}

/** A text that is nothing but calls, without a tag, as Llama writes them. */
function wholeCalls(text: string): TextualCall[] {
  if (!/^\s*[[{]/.test(text) || !/"(?:arguments|parameters)"/.test(text)) return [];
  const value = parsed(text);
  const calls = Array.isArray(value) ? value : [value];
  const areCalls = calls.every(
    (call) =>
      isRowObject(call) &&
      Object.keys(call).every((key) => MEMBERS_OF_CALLS.has(key)) &&
      (isRowObject(call['arguments']) || isRowObject(call['parameters'])),
  );
  return areCalls ? namesIn(calls).map((tool) => ({ kind: 'call', tool })) : [];
}

const MEMBERS_OF_CALLS = new Set(['id', 'type', 'name', 'function', 'arguments', 'parameters']);

function foundAt({ text, lastClosing }: SearchedText, at: number): Found | undefined {
  const [tag, inner = ''] = matchAt(TAG, text, at) ?? [];
  const [head = '', name = ''] = TAG_NAME.exec(inner) ?? [];
  const after = (end: number): Found | undefined => callsAfter({ text, lastClosing }, end);
  if (tag !== undefined && head !== '') {
    const end = at + tag.length;
    if (OF_ANSWERS.test(name)) return { calls: [{ kind: 'answer' }], end };
    const [, tool] = NAMED.exec(inner.slice(head.length)) ?? [];
    const isCall = OF_CALLS.test(name);
    if (tool === undefined) return isCall ? after(end) : undefined;
    if (!isCall && !THAT_NAME.test(name)) return undefined;
    const within = isCall ? after(end) : undefined;
    return { calls: [{ kind: 'call', tool }, ...(within?.calls ?? [])], end: within?.end ?? end };
  }
  const [token, word = ''] = matchAt(TOKEN, text, at) ?? matchAt(BRACKETS, text, at) ?? [];
  if (token === undefined) return undefined;
  const end = at + token.length;
  if (TOKEN_OF_CALLS.test(word) && !TOKEN_WITHIN.test(word)) {
    return TOKEN_OF_ANSWERS.test(word) ? { calls: [{ kind: 'answer' }], end } : after(end);
  }
  const [, tool] = matchAt(ADDRESSEE, text, end) ?? [];
  return { calls: tool === undefined ? [] : [{ kind: 'call', tool }], end };
}

/** The calls after a tag: JSON, a name, or unreadable text before a closing tag. */
function callsAfter({ text, lastClosing }: SearchedText, start: number): Found | undefined {
  let at = matchEnd(BLANKS, text, start);
  if (at === text.length) return undefined;
  if (text[at] === '<') return { calls: [], end: start };
  const [head, tool] = matchAt(BARE_NAME, text, at) ?? [];
  if (head !== undefined) return { calls: [{ kind: 'call', tool }], end: at + head.length - 1 };
  if (text[at] !== '{' && text[at] !== '[') {
    return lastClosing < at ? undefined : { calls: [{ kind: 'call' }], end: at };
  }
  const calls: TextualCall[] = [];
  while (text[at] === '{' || text[at] === '[') {
    const end = valueEnd(text, at);
    const named = namesIn(parsed(text.slice(at, end)));
    calls.push(...named.map((tool) => ({ kind: 'call', tool }) as const));
    at = matchEnd(BLANKS, text, end);
  }
  return { calls, end: at };
}

/** White space, and the commas between values. */
const BLANKS = /[\s,]*/y;

/** The position where the brackets at `start` close, or the end of the text. */
function valueEnd(text: string, start: number): number {
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

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/**
 * The tools that a value calls; undefined for a tool that it does not name, or names in two ways.
 */
function namesIn(value: unknown): (string | undefined)[] {
  if (Array.isArray(value)) return value.flatMap(namesIn);
  if (!isRowObject(value)) return [undefined];
  const called = isRowObject(value['function']) ? value['function']['name'] : value['function'];
  const names = [value['name'], called, value['tool'], value['tool_name']].flatMap(
    (name) => textOf(name) ?? [],
  );
  return [new Set(names).size === 1 ? names[0] : undefined];
}

function matchAt(expression: RegExp, text: string, at: number): RegExpExecArray | null {
  expression.lastIndex = at;
  return expression.exec(text);
}

function matchEnd(expression: RegExp, text: string, at: number): number {
  return at + (matchAt(expression, text, at)?.[0].length ?? 0);
}
