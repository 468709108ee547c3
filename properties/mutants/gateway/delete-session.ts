import * as real from '../../../spin-app/gateway/delete-session.ts';
import type { FetchRequest, Platform } from '../../../spin-app/protocol/platform.ts';
import type { SessionDeletion } from '../../../spin-app/protocol/session.ts';
import { isActive } from '../active-mutant.ts';

export function deleteSession(session: string, platform: Platform): Promise<SessionDeletion> {
  if (!isActive('cleanup-forgets-mocks')) return real.deleteSession(session, platform);
  // Whatever it asks of the mock goes to the files instead, which are gone by then.
  const fetch = (request: FetchRequest) =>
    platform.fetch({ ...request, url: request.url.replaceAll('mock', 'vfs') });
  return real.deleteSession(session, { ...platform, fetch });
}
