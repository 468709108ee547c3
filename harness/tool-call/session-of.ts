import type { HttpRequest } from './http-message.ts';
import { decodeUtf8 } from './utf8.ts';

/**
 * The session that a request belongs to: `/…/session/{id}` (percent-decoded; the id may hold
 * slashes), else `?session_id=` (on session routes `?id=` too), else `session_id` of a JSON body.
 * Undefined if there is none. Any string may be an id, including the empty one (not in a path).
 */
export function sessionOf(request: HttpRequest): string | undefined {
  const [path = '', query = ''] = splitOnce(request.path, '?');
  const inPath = SESSION_ROUTE.exec(path);
  if (inPath?.[1]) return decodePercent(inPath[1]);
  const parameters = new URLSearchParams(query);
  const inQuery = parameters.get('session_id') ?? (inPath === null ? null : parameters.get('id'));
  return inQuery ?? sessionInBody(request.body);
}

const SESSION_ROUTE = /^(?:\/[^/]+)?\/session(?:\/(.*))?$/s;

function splitOnce(text: string, separator: string): readonly string[] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function sessionInBody(body: Uint8Array): string | undefined {
  const text = decodeUtf8(body);
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    const session = isObject && 'session_id' in value ? value.session_id : undefined;
    return typeof session === 'string' ? session : undefined;
  } catch {
    return undefined;
  }
}
