import type { Pattern } from '../../harness/index.ts';
import { type Answer, jsonOf } from '../answer.ts';
import type { Step } from '../step.ts';
import type { Demand } from '../story.ts';
import { isNoCall } from './call-reading.ts';

/** What an answer breaks of the promise that all answers keep, and what is demanded instead. */
export interface Complaint {
  readonly explanation: string;
  readonly demand: Demand;
}

/**
 * What of the promise an answer breaks: it is a JSON object; its status is 200 or says that the
 * request is at fault, and then `error` says why in a string; one in the component style has
 * `success`, `result` and `error_type` of the right types. A request that should be a call and is
 * none gets 400. A method that few servers know may get 501.
 */
export function complaintAbout(step: Step, answer: Answer): Complaint | undefined {
  const { status, headers } = answer;
  // What a server says of a method that it does not know (RFC 9110, 15.6.2).
  if (status === 501 && step.kind === 'raw' && !KNOWN_METHODS.includes(step.request.method)) {
    return undefined;
  }
  if (status !== 200 && (status < 400 || status >= 500)) {
    // In the component style a tool's failure has the status 200; what is no call gets 400.
    const demanded = step.kind === 'tool' ? 200 : 400;
    const demand: Demand = { status: demanded, body: AN_OBJECT };
    return { explanation: `has the status ${status}`, demand };
  }
  if (status === 405 && !headers.some(([name]) => name === 'allow')) {
    const demand: Demand = { status: 404 };
    return { explanation: 'does not say which methods are allowed', demand };
  }
  // The answer to HEAD has no body (RFC 9110, 9.3.2).
  if (step.kind === 'raw' && step.request.method === 'HEAD') return undefined;
  const type = headers.find(([name]) => name === 'content-type')?.[1];
  if (status !== 400 && isNoCall(step)) {
    const explanation = `has the status ${status}, and the request is no call`;
    return { explanation, demand: { status: 400, body: WITH_ERROR } };
  }
  const value = jsonOf(answer);
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isObject || type !== 'application/json') {
    const explanation = isObject ? `is of the type ${type}` : 'is no JSON object';
    return { explanation, demand: { body: AN_OBJECT } };
  }
  return complaintAboutMembers(status, value as Readonly<Record<string, unknown>>);
}

function complaintAboutMembers(
  status: number,
  value: Readonly<Record<string, unknown>>,
): Complaint | undefined {
  const { success, result, error_type: errorType, error } = value;
  if (Object.hasOwn(value, 'error_type')) {
    const hasType = success === true ? errorType === null : typeof errorType === 'string';
    if (typeof success !== 'boolean' || typeof result !== 'string' || !hasType) {
      const explanation = 'is half an answer in the component style';
      return { explanation, demand: { body: COMPONENT_STYLE } };
    }
  }
  if (status === 200 || typeof error === 'string') return undefined;
  return { explanation: 'does not say in `error` what is wrong', demand: { body: WITH_ERROR } };
}

const KNOWN_METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'];

const AN_OBJECT: Pattern = { kind: 'object', members: new Map() };
const A_STRING: Pattern = { kind: 'type', type: 'string' };
const WITH_ERROR: Pattern = { kind: 'object', members: new Map([['error', A_STRING]]) };
const COMPONENT_STYLE: Pattern = {
  kind: 'object',
  members: new Map<string, Pattern>([
    ['success', { kind: 'type', type: 'boolean' }],
    ['result', A_STRING],
  ]),
};
