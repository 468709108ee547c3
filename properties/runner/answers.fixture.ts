import { type Answer, answerOf } from './answer.ts';
import type { Step } from './step.ts';

/** An answer with a JSON body (default: with the content type of JSON). */
export function jsonAnswer(
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = { 'content-type': 'application/json' },
): Answer {
  const body = new TextEncoder().encode(JSON.stringify(value));
  return answerOf({ status, headers: Object.entries(headers), body });
}

/** A request as it is sent; a text is its whole body. */
export function rawStep(method: string, path: string, body = ''): Step {
  return {
    kind: 'raw',
    request: { method, path, headers: [], body: new TextEncoder().encode(body) },
  };
}
