import type { TextualCall } from './textual-call.ts';

/** What a form at the beginning of a line says, and what is left to read. */
export interface PlainCalls {
  readonly calls: readonly TextualCall[];
  readonly end: number;
  /** Whether JSON or a name follows that says which tools are called. */
  readonly isBefore?: boolean;
}

/** ReAct: `Action: write_file`, and the arguments in the next line. */
const ACTION = /Action[ \t]*:[ \t]*["'`]?([\w.-]+)/iy;
const ACTION_INPUT = /\s*Action[ _]Input[ \t]*:/iy;
/** So much may follow the name in its line. */
const LONGEST_REST = 80;
const OBSERVATION = /Observation[ \t]*:/iy;

/** Older models of Qwen. */
const FLOWERS = /✿(FUNCTION|ARGS|RESULT|RETURN)✿[:：]?[ \t]*([\w.-]*)/y;

/** Phi-4-mini and MiniCPM. */
const FUNCTOOLS = /functools(?=\[)/y;

/** Glaive, and labels that others made like it. */
const ANSWER_LABEL = /(?:FUNCTION|TOOL)[ _]RESPONSE[ \t]*:/y;
const CALL_LABEL = /(?:tool|function)[ _]call[ \t]*:[ \t]*([\w.-]+)[ \t]*[({]/iy;

/** Calls in Python: Llama's `[read(path="a"), list()]`; a link with such a text is not one. */
const PYTHON = /\[[ \t]*[A-Za-z_][\w.]*\(/y;
const WORD = /[\w.]+/g;
const KEYWORD = /\s*\w+\s*=/y;
const CLOSING = /\s*\)/y;
const LIST_GOES_ON = /\s*(?:,|\](?:[^(]|$))/y;

/** A block of code for a tool, as Gemma writes them. */
const FENCE =
  /^[ \t]*(?:`{3}|~{3})[ \t]*(?:tool|function)[_-]?(?:(calls?|code)|output|result|response)/gim;

/** The beginning of a text that is one call in Python. */
const WHOLE = /^\s*([A-Za-z_][\w.]*)\(\s*\w+\s*=/;

/** A word of each form: most texts have none. */
export const PLAIN_HINT = /action|tool|function|✿|\[[ \t]*[a-z_][\w.]*\(|^\s*[a-z_][\w.]*\(/i;

/** Reads the forms without tags, at the beginnings of lines. */
export class PlainForms {
  readonly #text: string;
  #isReAct = false;

  constructor(text: string) {
    this.#text = text;
  }

  /** The form that begins at an offset of a line; undefined if there is none. */
  at(at: number, lineEnd: number): PlainCalls | undefined {
    const react = this.#reAct(at, lineEnd);
    if (react !== undefined) {
      this.#isReAct = true;
      return react;
    }
    const answer =
      this.#match(ANSWER_LABEL, at) ?? (this.#isReAct ? this.#match(OBSERVATION, at) : null);
    if (answer !== null) return { calls: [{ kind: 'answer' }], end: at + answer[0].length };
    const label = this.#match(CALL_LABEL, at);
    if (label !== null)
      return { calls: [{ kind: 'call', tool: label[1] }], end: at + label[0].length };
    const flowers = this.#match(FLOWERS, at);
    if (flowers !== null) return { calls: flowersSay(flowers), end: at + flowers[0].length };
    const functools = this.#match(FUNCTOOLS, at);
    if (functools !== null) return { calls: [], end: at + functools[0].length, isBefore: true };
    return this.#isPython(at) ? { calls: this.#pythonCalls(at, lineEnd), end: lineEnd } : undefined;
  }

  #reAct(at: number, lineEnd: number): PlainCalls | undefined {
    const action = this.#match(ACTION, at);
    if (action === null || lineEnd - at - action[0].length > LONGEST_REST) return undefined;
    const input = this.#match(ACTION_INPUT, lineEnd);
    if (input === null) return undefined;
    return { calls: [{ kind: 'call', tool: action[1] }], end: lineEnd + input[0].length };
  }

  #isPython(at: number): boolean {
    const open = this.#match(PYTHON, at);
    if (open === null) return false;
    const first = at + open[0].length;
    if (this.#match(KEYWORD, first) !== null) return true;
    const closing = this.#match(CLOSING, first);
    return closing !== null && this.#match(LIST_GOES_ON, first + closing[0].length) !== null;
  }

  #pythonCalls(at: number, lineEnd: number): TextualCall[] {
    const calls: TextualCall[] = [];
    for (const { 0: tool, index } of this.#text.slice(at, lineEnd).matchAll(WORD)) {
      const open = at + index + tool.length;
      if (this.#text[open] !== '(' || !/^[A-Za-z_]/.test(tool)) continue;
      const isCall = [KEYWORD, CLOSING].some((next) => this.#match(next, open + 1) !== null);
      if (isCall) calls.push({ kind: 'call', tool });
    }
    return calls;
  }

  #match(expression: RegExp, at: number): RegExpExecArray | null {
    expression.lastIndex = at;
    return expression.exec(this.#text);
  }
}

function flowersSay([, word, tool]: RegExpExecArray): TextualCall[] {
  if (word === 'FUNCTION') return [{ kind: 'call', tool: tool === '' ? undefined : tool }];
  return word === 'ARGS' ? [] : [{ kind: 'answer' }];
}

/** The call that is the whole of a text. */
export function wholeCall(text: string): TextualCall | undefined {
  const [beginning = '', tool] = WHOLE.exec(text) ?? [];
  const isClosed = text.slice(beginning.length).trimEnd().endsWith(')');
  return tool !== undefined && isClosed ? { kind: 'call', tool } : undefined;
}

/** The blocks of code in a text that are calls or answers, with the offset of what is in them. */
export function* toolBlocks(
  text: string,
): Generator<{ readonly kind: TextualCall['kind']; readonly start: number }> {
  for (const { 0: fence, 1: call, index } of text.matchAll(FENCE)) {
    yield { kind: call === undefined ? 'answer' : 'call', start: index + fence.length };
  }
}
