import type { Pattern } from '../../harness/internal.ts';
import { type Answer, jsonOf } from '../runner/answer.ts';
import { requestOf, type Step } from '../runner/step.ts';
import type { Demand } from '../runner/trace.ts';
import { asksInComponentStyle, isNoCall } from './call-reading.ts';
import { exactly } from './expected-answer.ts';
import { methodOf, usualStatus } from './route-model.ts';

/** How an answer breaks the promise of well-formed answers, and the expectation instead. */
export interface Complaint {
  readonly explanation: string;
  /** An expectation that this answer does not meet, but a correct one does. */
  readonly demand: Demand;
}

type Members = Readonly<Record<string, unknown>>;

/**
 * How an answer breaks the promise: it is a JSON object; its status is 200 or a client error, with
 * the reason as a string in `error`; an answer in the component style (every 200 to a call in that
 * style) has `success`, `result` and `error_type` of the right types. A malformed call gets 400,
 * and a 405 lists the allowed methods. An uncommon method may get 501.
 */
export function complaintAbout(step: Step, answer: Answer): Complaint | undefined {
  const { status } = answer;
  // The status for a method that a server does not know (RFC 9110, 15.6.2).
  if (status === 501 && step.kind === 'raw' && !KNOWN_METHODS.includes(step.request.method)) {
    return undefined;
  }
  if (status !== 200 && (status < 400 || status >= 500)) {
    return { explanation: `has the status ${status}`, demand: usualAnswer(step) };
  }
  return (
    // The answer to HEAD has no body (RFC 9110, 9.3.2).
    (isHead(step) ? undefined : complaintAboutBody(step, answer)) ??
    complaintAboutMethods(step, answer)
  );
}

function complaintAboutBody(step: Step, answer: Answer): Complaint | undefined {
  const { status, headers, body } = answer;
  if (status !== 400 && isNoCall(step)) {
    const explanation = `has the status ${status}, but the request is not a call`;
    return { explanation, demand: usualAnswer(step) };
  }
  const value = jsonOf(answer);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { explanation: 'is not a JSON object', demand: { body: bodyWith(step, status) } };
  }
  const complaint = complaintAboutMembers(step, status, value as Members);
  const type = headers.find(([name]) => name === 'content-type')?.[1];
  if (complaint !== undefined || type === 'application/json') return complaint;
  // Patterns only cover bodies, so the expectation is the whole answer with the right header.
  const others = headers.filter(([name]) => name !== 'content-type');
  const right = [...others, ['content-type', 'application/json'] as const];
  const demand: Demand = { response: { status, headers: right, body } };
  return { explanation: `is of the type ${type}`, demand };
}

function complaintAboutMembers(step: Step, status: number, value: Members): Complaint | undefined {
  const { success, result, error_type: errorType, error } = value;
  const isHalf = Object.hasOwn(value, 'error_type');
  if (isHalf || (status === 200 && asksInComponentStyle(step))) {
    const hasType = success === true ? errorType === null : typeof errorType === 'string';
    if (typeof success !== 'boolean' || typeof result !== 'string' || !hasType) {
      const explanation = `is ${isHalf ? 'half an' : 'no'} answer in the component style`;
      return { explanation, demand: { body: componentStyle(status, value) } };
    }
  }
  if (status === 200 || typeof error === 'string') return undefined;
  return { explanation: 'does not give the reason in `error`', demand: { body: WITH_ERROR } };
}

function complaintAboutMethods(step: Step, { status, headers, body }: Answer) {
  if (status !== 405 || headers.some(([name]) => name === 'allow')) return undefined;
  const [path = ''] = requestOf(step).path.split('?', 1);
  const allowed = methodOf(path);
  const reported: Demand = {
    response: { status, headers: [...headers, ['allow', String(allowed)]], body },
  };
  const demand = usualStatus(step) === 405 ? reported : usualAnswer(step);
  return { explanation: 'does not say which methods are allowed', demand };
}

/** The expected answer to a request if nothing fails. */
function usualAnswer(step: Step): Demand {
  const status = usualStatus(step);
  return isHead(step) ? { status } : { status, body: bodyWith(step, status) };
}

/** The expected body of an answer with a status. */
function bodyWith(step: Step, status: number): Pattern {
  if (status !== 200) return WITH_ERROR;
  return asksInComponentStyle(step) ? A_RESULT : AN_OBJECT;
}

/**
 * The members of the component style. The answer itself shows whether the call succeeded, by its
 * status, by `success`, or else by `error_type`; if none of them does, either may be right, and no
 * pattern covers exactly the types of both.
 */
function componentStyle(status: number, { success, error_type: errorType }: Members): Pattern {
  const byType = typeof errorType === 'string' ? false : errorType === null || undefined;
  const reported = status === 200 ? (typeof success === 'boolean' ? success : byType) : false;
  if (reported === undefined) return A_RESULT;
  return objectWith({
    success: exactly(reported),
    result: A_STRING,
    error_type: reported ? exactly(null) : A_STRING,
  });
}

function isHead(step: Step): boolean {
  return step.kind === 'raw' && step.request.method === 'HEAD';
}

function objectWith(members: Readonly<Record<string, Pattern>>): Pattern {
  return { kind: 'object', members: new Map(Object.entries(members)) };
}

const KNOWN_METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'];

const A_STRING: Pattern = { kind: 'type', type: 'string' };
const AN_OBJECT = objectWith({});
const WITH_ERROR = objectWith({ error: A_STRING });
const A_RESULT = objectWith({ success: { kind: 'type', type: 'boolean' }, result: A_STRING });
