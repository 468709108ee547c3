import { isRowObject, textOf } from '../row-value.ts';
import { JsonInText, valueEnd } from './json-calls.ts';
import { PLAIN_HINT, PlainForms, toolBlocks, wholeCall } from './plain-calls.ts';
import { proseLines } from './prose-lines.ts';
import type { TextualCall } from './textual-call.ts';

/** A text without any of these has no call in tags: most texts. */
const HINT = /tool|function|invoke|observation|<[|｜]/i;

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

const OF_CALLS = /^(?:tools?|functions?)[_-]?(?:calls?|uses?|code|requests?|name|call[_-]begin)$/i;
const THAT_NAME = /^(?:invoke|function|tool)$/i;
const OF_ANSWERS =
  /^(?:(?:tools?|functions?)[_-]?(?:responses?|results?|outputs?)|observations?)$/i;
const TOKEN_OF_CALLS = /tool|function|python_tag|action_start|plugin|observation/i;
const TOKEN_OF_ANSWERS = /response|result|output|observation/i;
const TOKEN_WITHIN = /^\/|end$|sep$|argument/i;

/** The recipient of a message in the Harmony format, after a token of its header. */
const ADDRESSEE = /[^<\n\r]*\bto=(?:functions?\.)?([\w.-]+)/iy;

/** The name of a tool that comes after a tag without JSON, or before its JSON. */
const BARE_NAME =
  /(?:function<[|｜]tool[▁_]sep[|｜]>)?(?:functions?\.)?([\w.-]+)(?::\d+)?[^\S\n]*(?:[\n\r<{[(]|$)/y;

const NAMED = /(?:^=|\bname\s*=)\s*["']?([^\s"'<>]+)/i;

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
 * `<tool_call>{"name": …}</tool_call>` and similar, forms without tags, and JSON. Only calls at the
 * beginning of a line count, with the text after them on that line, and nothing in a block of code,
 * unless the block is called after tools, because a text may be about such calls.
 */
export function* textualCalls(text: string): Generator<TextualCall, void, undefined> {
  const whole = wholeCall(text);
  if (whole !== undefined) yield whole;
  const hasTags = HINT.test(text);
  const searched = { text, lastClosing: text.lastIndexOf('</') };
  if (hasTags) yield* callsInBlocks(searched);
  const finder = new Finder(searched, hasTags, PLAIN_HINT.test(text));
  if (!hasTags && !finder.hasForms && !/[[{]/.test(text)) return;
  let read = 0;
  for (const { start, end } of proseLines(text)) {
    let at = matchEnd(BEFORE, text, Math.max(start, read));
    let found = at < end ? finder.atStart(at, end) : undefined;
    while (found !== undefined) {
      yield* found.calls;
      read = Math.max(read, found.end);
      at = matchEnd(BETWEEN, text, found.end);
      found = at < end ? finder.jsonAt(at) : undefined;
      for (; hasTags && at < end && found === undefined; at += 1) {
        if (text[at] === '<' || text[at] === '[') found = foundAt(searched, at);
      }
    }
  }
}

/** What is between calls in JSON. */
const BETWEEN = /[ \t;,]*/y;

function* callsInBlocks(searched: SearchedText): Generator<TextualCall> {
  for (const { kind, start } of toolBlocks(searched.text)) {
    const calls = kind === 'call' ? callsAfter(searched, start)?.calls : undefined;
    yield* calls === undefined || calls.length === 0 ? [{ kind }] : calls;
  }
}

/** Finds calls of all forms at the beginning of a line. */
class Finder {
  readonly hasForms: boolean;
  readonly #searched: SearchedText;
  readonly #hasTags: boolean;
  readonly #forms: PlainForms;
  readonly #json: JsonInText;

  constructor(searched: SearchedText, hasTags: boolean, hasForms: boolean) {
    this.hasForms = hasForms;
    this.#searched = searched;
    this.#hasTags = hasTags;
    this.#forms = new PlainForms(searched.text);
    this.#json = new JsonInText(searched.text);
  }

  atStart(at: number, lineEnd: number): Found | undefined {
    const tagged = this.#hasTags ? foundAt(this.#searched, at) : undefined;
    if (tagged !== undefined) return tagged;
    const form = this.hasForms ? this.#forms.at(at, lineEnd) : undefined;
    if (form?.isBefore === true) return callsAfter(this.#searched, form.end);
    return form ?? this.jsonAt(at);
  }

  jsonAt(at: number): Found | undefined {
    const found = this.#json.callsAt(at);
    if (found === undefined) return undefined;
    return { calls: found.tools.map((tool) => ({ kind: 'call', tool })), end: found.end };
  }
}

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
