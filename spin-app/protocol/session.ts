import { errorAnswer, jsonAnswer } from './answer.ts';
import type { Answer, InboundRequest } from './http.ts';
import { percentDecode, queryParameter } from './percent.ts';
import type { Store } from './platform.ts';
import { platformFailure } from './platform-failure.ts';
import type { Route } from './route.ts';

/** How far the deletion of a session came. */
export interface SessionDeletion {
  /** How many things of the session each component deleted, by component. */
  readonly deleted: Readonly<Record<string, number>>;
  /** Why something of the session may be left, or null. */
  readonly error: string | null;
}

/**
 * The session that a request to `<base>/session/{id}` or `<base>/session?id=` names, or undefined.
 * The first form cannot name the empty session, and clients resolve its dot segments away; the
 * second takes any id.
 */
function sessionOf(request: InboundRequest, base: string): string | undefined {
  const id = request.path.slice(`${base}/session/`.length);
  return id === '' ? queryParameter(request.query, 'id') : percentDecode(id);
}

/**
 * The route that deletes a session: `DELETE <base>/session/{id}` and `DELETE <base>/session?id=`.
 */
export function sessionRoute(
  base: string,
  deleteSession: (session: string) => SessionDeletion | Promise<SessionDeletion>,
): Route {
  return {
    method: 'DELETE',
    path: `${base}/session`,
    below: true,
    answer: async (request) => {
      const session = sessionOf(request, base);
      if (session === undefined) return errorAnswer(400, 'Missing session_id');
      return sessionAnswer(await deleteSession(session));
    },
  };
}

function sessionAnswer({ deleted, error }: SessionDeletion): Answer {
  const counts = { deleted, deleted_files: deleted['vfs'] ?? 0 };
  return error === null
    ? jsonAnswer(200, { success: true, ...counts })
    : jsonAnswer(200, { success: false, ...counts, error });
}

/**
 * Deletes a component's keys of a session one by one and says how far it came: a store that fails
 * half-way, or that the manifest does not grant, leaves the rest for the next attempt.
 */
export function deleteKeys(
  component: string,
  openStore: () => Store,
  isOwned: (key: string) => boolean,
): SessionDeletion {
  let count = 0;
  let error: string | null = null;
  try {
    const store = openStore();
    for (const key of store.keys().filter(isOwned).sort()) {
      store.delete(key);
      count += 1;
    }
  } catch (failure) {
    error = platformFailure(failure).result;
  }
  return { deleted: { [component]: count }, error };
}
