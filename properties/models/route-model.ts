import { requestOf, type Step } from '../runner/step.ts';
import { isCall, parsedBody } from './call-reading.ts';

const SHARED = /^(?:\/(?:vfs|mock|github))?\/(execute|health|components|list-tools)$/;
const SESSION = /^(?:\/(?:vfs|mock|github))?\/session(?:\/(.*))?$/;
const DEFINING = /^\/mock\/(?:load-schema|update-response|add-fixture|pull|clear)$/;

/** The one method that a path takes, of the routes in docs/tools.md; undefined of any other. */
export function methodOf(path: string): 'GET' | 'POST' | 'DELETE' | undefined {
  if (SESSION.test(path)) return 'DELETE';
  if (DEFINING.test(path)) return 'POST';
  const name = SHARED.exec(path)?.[1];
  if (name === undefined) return undefined;
  return name === 'execute' ? 'POST' : 'GET';
}

/**
 * The status that a request gets where nothing breaks down. It follows from the request alone
 * where that can be; what depends on tools that were defined before, or on whether a definition
 * makes sense, is taken for a request at fault: most of them are.
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

/** An object that names no session in anything but a string. */
function isPlainObject(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const { session_id: session } = value as { readonly session_id?: unknown };
  return session === undefined || typeof session === 'string';
}
