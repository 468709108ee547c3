import type { Answer, InboundRequest } from '../protocol/http.ts';
import type { Platform } from '../protocol/platform.ts';
import { answerByRoute, descriptionRoutes } from '../protocol/route.ts';
import { deleteKeys, type SessionDeletion, sessionRoute } from '../protocol/session.ts';
import { sessionKeyPrefix } from '../protocol/vfs-file.ts';
import { executeTool } from './execute.ts';
import { vfsTools } from './tools.ts';

/** The vfs component: files in sessions, kept in the key-value store `default`. */
export function handleVfs(request: InboundRequest, platform: Platform): Promise<Answer> {
  return answerByRoute(request, [
    {
      method: 'POST',
      path: '/vfs/execute',
      answer: () => executeTool(request, platform),
    },
    sessionRoute('/vfs', (session) => deleteSession(session, platform)),
    ...descriptionRoutes('vfs', () => vfsTools),
  ]);
}

function deleteSession(session: string, platform: Platform): SessionDeletion {
  const prefix = sessionKeyPrefix(session);
  return deleteKeys(
    'vfs',
    () => platform.openStore('default'),
    (key) => key.startsWith(prefix),
  );
}
