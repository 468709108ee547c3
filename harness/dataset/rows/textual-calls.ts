/** Tags that models of several families write around a call, with JSON in them. */
const JSON_TAG = /^\s*(?:<(tool_calls?|function_calls?)>|\[TOOL_CALLS\])\s*([[{]|$)/;

/** Tags that name the tool themselves. */
const NAMING_TAG = /^\s*<(?:function=|invoke name=")([\w.:-]+)/;

const RESPONSE_TAG = /^\s*<(?:tool_response|tool_result|function_response|function_results?)>/;

const FENCE = /^\s*(```|~~~)/;

/** In characters; a call whose tag is not closed ends here at the latest. */
const LONGEST_OPEN = 10_000;

/** A call, or an answer, that stands in the text of a message and not where an API has it. */
export interface TextualCall {
  readonly kind: 'call' | 'answer';
  /** The tool, where the text names it. */
  readonly tool?: string | undefined;
}

/**
 * The calls and answers that are written into a text, as models do that were trained on another
 * format: `<tool_call>{"name": …}</tool_call>` and its kind. Only what begins a line counts, and
 * nothing in a block of code: a text may be about such tags.
 */
export function* textualCalls(text: string): Generator<TextualCall, void, undefined> {
  if (!/<(?:tool|function|invoke)|\[TOOL_CALLS\]/.test(text)) return;
  let fence: string | undefined;
  let at = 0;
  for (const line of text.split('\n')) {
    const [, mark] = FENCE.exec(line) ?? [];
    if (mark !== undefined) fence = fence === undefined ? mark : fence === mark ? undefined : fence;
    else if (fence === undefined) {
      const found = callOn(line, text, at);
      if (found !== undefined) yield found;
    }
    at += line.length + 1;
  }
}

function callOn(line: string, text: string, at: number): TextualCall | undefined {
  if (RESPONSE_TAG.test(line)) return { kind: 'answer' };
  const named = NAMING_TAG.exec(line);
  if (named !== null) return { kind: 'call', tool: named[1] };
  const tagged = JSON_TAG.exec(line);
  if (tagged === null) return undefined;
  const end = tagged[1] === undefined ? -1 : text.indexOf(`</${tagged[1]}>`, at);
  const inner = text.slice(at, end < 0 || end > at + LONGEST_OPEN ? at + LONGEST_OPEN : end);
  const [, tool] = /["']name["']\s*:\s*["']([^"']*)["']/.exec(inner) ?? [];
  return tool === undefined ? undefined : { kind: 'call', tool };
}
