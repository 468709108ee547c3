import { percentEncode } from '../protocol/percent.ts';
import type { Platform } from '../protocol/platform.ts';
import { platformFailure } from '../protocol/platform-failure.ts';
import type { SessionDeletion } from '../protocol/session.ts';
import { askComponent } from './component.ts';

/** The components that keep something for a session. */
const STATEFUL = ['vfs', 'mock'] as const;

/** Deletes a session in every component; one that fails does not keep the others from it. */
export async function deleteSession(session: string, platform: Platform): Promise<SessionDeletion> {
  const parts = await Promise.all(STATEFUL.map((name) => deleteIn(name, session, platform)));
  const errors = parts.map(({ error }) => error).filter((error) => error !== null);
  return {
    deleted: Object.fromEntries(parts.map(({ component, count }) => [component, count])),
    error: errors.length === 0 ? null : errors.join('; '),
  };
}

async function deleteIn(
  component: (typeof STATEFUL)[number],
  session: string,
  platform: Platform,
): Promise<{ component: string; count: number; error: string | null }> {
  // The query takes any id, where a path would lose dots and slashes on the way.
  const target = `/session?id=${percentEncode(session)}`;
  try {
    const { value } = await askComponent(platform, component, { method: 'DELETE', target });
    const error = value['success'] === true ? null : `${component}: ${String(value['error'])}`;
    return { component, count: countOf(value['deleted'], component), error };
  } catch (failure) {
    return { component, count: 0, error: platformFailure(failure).result };
  }
}

function countOf(deleted: unknown, component: string): number {
  if (typeof deleted !== 'object' || deleted === null) return 0;
  const count = new Map<string, unknown>(Object.entries(deleted)).get(component);
  return typeof count === 'number' ? count : 0;
}
