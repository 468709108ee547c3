import { canonicalArguments } from '../../json/canonical-json.ts';
import type { JsonText } from '../../json/json-text.ts';
import { stringEnd } from '../../json/json-tokens.ts';
import { MOST_ENTRIES } from './row-limits.ts';
import { isRowObject, objectsOf, textOf } from './row-value.ts';

/** A call in a row's reasoning. */
export interface ReasonedAction {
  readonly tool: string;
  readonly args: JsonText;
}

/**
 * The calls in DeepFabric's reasoning, `name(args); name(args)` per step: all calls that the model
 * asked for, including those that were never executed.
 */
export function reasonedActions(reasoning: unknown): ReasonedAction[] {
  const steps = isRowObject(reasoning) ? objectsOf(reasoning['content']) : [];
  const actions: ReasonedAction[] = [];
  for (const step of steps) actionsOf(textOf(step['action']) ?? '', actions);
  return actions;
}

/** The actions of one step; anything that is not a call is ignored. */
function actionsOf(text: string, actions: ReasonedAction[]): void {
  let at = 0;
  while (at < text.length && actions.length <= MOST_ENTRIES) {
    const open = text.indexOf('(', at);
    const close = open < 0 ? -1 : closing(text, open);
    if (close < 0) return;
    const args = text.slice(open + 1, close);
    const tool = text.slice(at, open);
    if (canonicalArguments(args) === undefined || /\s/.test(tool)) return;
    actions.push({ tool, args });
    at = text.startsWith('; ', close + 1) ? close + 3 : text.length;
  }
}

/**
 * The position of the parenthesis that closes the one at `open`, ignoring JSON strings; -1 if there
 * is none.
 */
function closing(text: string, open: number): number {
  for (let at = open + 1; at < text.length; at += 1) {
    if (text[at] === '"') at = stringEnd(text, at) - 1;
    else if (text[at] === ')') return at;
  }
  return -1;
}

/** A claim of a row: an action without a call, or the index of a call. */
export type Claim = { readonly shown: number } | { readonly lost: ReasonedAction };

/**
 * The claims of a row in order. The calls are a subsequence of the reasoned actions; the other
 * actions were dropped: repeated calls, calls in a final step.
 */
export function claimsInOrder(
  shown: readonly { readonly tool: string; readonly args: JsonText | undefined }[],
  actions: readonly ReasonedAction[],
): Claim[] {
  const claims: Claim[] = [];
  let next = 0;
  for (const action of actions) {
    const call = shown[next];
    if (call !== undefined && isSameCall(call, action)) {
      claims.push({ shown: next });
      next += 1;
    } else claims.push({ lost: action });
  }
  // If the calls are not in the reasoning, it is not evidence of lost calls.
  if (next < shown.length) return shown.map((_, index) => ({ shown: index }));
  return claims;
}

function isSameCall(
  call: { readonly tool: string; readonly args: JsonText | undefined },
  action: ReasonedAction,
): boolean {
  if (call.tool !== action.tool || call.args === undefined) return false;
  return canonicalArguments(call.args) === canonicalArguments(action.args);
}
