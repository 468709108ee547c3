import type { HttpRequest } from '../../harness/internal.ts';
import { percentEncoded } from '../runner/step.ts';

/** A request in prefixed sessions, and their ids, percent-encoded. */
export interface OwnSessions {
  readonly request: HttpRequest;
  readonly ids: readonly string[];
}

/** The places of session ids in the path and the query of a request. */
const NAMED = /(?<=^[^?]*\/session\/)[^/?]+|(?<=[?&](?:session_id|id)=)[^&]*/g;

/**
 * The same request byte for byte, except that the ids of its sessions get a prefix.
 *
 * @param prefix of characters that no URL encodes
 */
export function inOwnSessions(request: HttpRequest, prefix: string): OwnSessions {
  const ids: string[] = [];
  const path = request.path.replace(NAMED, (id) => {
    ids.push(prefix + id);
    return prefix + id;
  });
  const call = callIn(request.body);
  if (call === undefined) return { request: { ...request, path }, ids };
  const session = prefix + call.session_id;
  const body = new TextEncoder().encode(JSON.stringify({ ...call, session_id: session }));
  return { request: { ...request, path, body }, ids: [...ids, percentEncoded(session)] };
}

function callIn(body: Uint8Array): { readonly session_id: string } | undefined {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
  const hasSession =
    typeof value === 'object' &&
    value !== null &&
    'session_id' in value &&
    typeof value.session_id === 'string';
  return hasSession ? (value as { session_id: string }) : undefined;
}
