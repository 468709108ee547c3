import * as real from '../../../spin-app/protocol/vfs-file.ts';
import { isActive } from '../active-mutant.ts';

export * from '../../../spin-app/protocol/vfs-file.ts';

export function sessionKeyPrefix(session: string): string {
  if (isActive('ambiguous-session-keys')) return `vfs/${session}/`;
  return real.sessionKeyPrefix(spoilt(session));
}

export function fileKey(session: string, path: string): string {
  if (isActive('ambiguous-session-keys')) return `vfs/${session}/${path}`;
  if (isActive('case-folded-paths')) return real.fileKey(session, path.toLowerCase());
  return real.fileKey(spoilt(session), path);
}

function spoilt(session: string): string {
  if (isActive('case-folded-sessions')) return session.toLowerCase();
  if (isActive('trimmed-sessions')) return session.trim();
  if (isActive('sessions-by-first-characters')) return session.slice(0, 64);
  if (!isActive('half-pairs-as-one-session')) return session;
  return new TextDecoder().decode(new TextEncoder().encode(session));
}
