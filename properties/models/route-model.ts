import { requestOf, type Step } from '../runner/step.ts';
import { isCall, parsedBody } from './call-reading.ts';

const SHARED = /^(?:\/(?:vfs|mock|github))?\/(execute|health|components|list-tools)$/;
const SESSION = /^(?:\/(?:vfs|mock|github))?\/session(?:\/(.*))?$/;
const DEFINING = /^\/mock\/(?:load-schema|update-response|add-fixture|pull|clear)$/;

/** The method of a path, for the routes in docs/tools.md; undefined for any other. */
export function methodOf(path: string): 'GET' | 'POST' | 'DELETE' | undefined {
  if (SESSION.test(path)) return 'DELETE';
  if (DEFINING.test(path)) return 'POST';
  const name = SHARED.exec(path)?.[1];
  if (name === undefined) return undefined;
  return name === 'execute' ? 'POST' : 'GET';
}

/**
 * The expected status of a request if nothing fails. It is derived from the request alone; if it
 * depends on earlier definitions, or on whether a definition is valid, the request is assumed to be
 * invalid, as most of them are.
 */
export function usualStatus(step: Step): number {
  const { method, path, body } = requestOf(step);
  const [route = '', ...queries] = path.split('?');
  const usual = methodOf(route);
  if (usual === undefined) return 404;
  if (usual !== method) return 405;
  if (method === 'GET') return 200;
  if (method === 'DELETE') {
    const namesSession = (SESSION.exec(route)?.[1] ?? '') !== '';
    return namesSession || /(?:^|&)id(?:=|&|$)/.test(queries.join('?')) ? 200 : 400;
  }
  if (route === '/mock/clear') {
    return body.length === 0 || isPlainObject(parsedBody(body)) ? 200 : 400;
  }
  return isCall(step) ? 200 : 400;
}

/** An object without a session, or with one that is a string. */
function isPlainObject(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const { session_id: session } = value as { readonly session_id?: unknown };
  return session === undefined || typeof session === 'string';
}
