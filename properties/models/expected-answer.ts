import {
  type JsonValue,
  type Pattern,
  parseJson,
  patternMismatch,
} from '../../harness/internal.ts';
import type { Answer } from '../runner/answer.ts';
import type { Demand } from '../runner/trace.ts';
import { type JsonModel, jsonTextOf } from './json-value.ts';

/** The answer that a model expects: a status, and members of its JSON body. */
export interface ExpectedAnswer extends Demand {
  readonly status: number;
  readonly body: Pattern;
}

/** An answer with this status whose body has these members, and any others. */
export function answered(
  status: number,
  members: Readonly<Record<string, Pattern>>,
): ExpectedAnswer {
  return { status, body: { kind: 'object', members: new Map(Object.entries(members)) } };
}

/** A success of a tool in the component style. */
export function succeeded(result: Pattern): ExpectedAnswer {
  return answered(200, { success: exactly(true), result, error_type: exactly(null) });
}

/** A failure of a tool in the component style (default: with any text). */
export function failed(errorType: string, result?: string): ExpectedAnswer {
  return answered(200, {
    success: exactly(false),
    result: result === undefined ? ANY_TEXT : exactly(result),
    error_type: exactly(errorType),
  });
}

/** A refusal in MCP style, or of a route that defines something. */
export function refused(status: number): ExpectedAnswer {
  return answered(status, { error: ANY_TEXT });
}

/** The pattern of one value; numbers compare by value, and members have no order. */
export function exactly(value: JsonModel): Pattern {
  const json = jsonTextOf(value);
  // A text, a flag or null is its own pattern, which is more readable.
  const isPlain = /^(?:"|true$|false$|null$)/.test(json);
  return { kind: isPlain ? 'value' : 'exactly', json };
}

/** How an answer differs from the expected one, as text; undefined if it does not. */
export function unlike({ status, body }: ExpectedAnswer, answer: Answer): string | undefined {
  if (answer.status !== status) return `is answered with ${answer.status}, and not ${status}`;
  const value = parsed(answer);
  if (value === undefined) return 'is answered with something that is not JSON';
  const mismatch = patternMismatch(body, value);
  if (mismatch === undefined) return undefined;
  const { path, expected, actual } = mismatch;
  return `is answered with${path === '' ? '' : ` ${path} =`} ${actual}, and not ${expected}`;
}

const ANY_TEXT: Pattern = { kind: 'type', type: 'string' };

function parsed({ text }: Answer): JsonValue | undefined {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}
