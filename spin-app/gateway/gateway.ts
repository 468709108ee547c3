import type { Answer, InboundRequest } from '../protocol/http.ts';
import type { Platform } from '../protocol/platform.ts';
import { answerByRoute } from '../protocol/route.ts';
import { sessionRoute } from '../protocol/session.ts';
import { deleteSession } from './delete-session.ts';
import { answerComponents, answerHealth, answerListTools } from './describe.ts';
import { executeByName } from './execute.ts';

/** The gateway: the root routes, which speak for all components. */
export function handleGateway(request: InboundRequest, platform: Platform): Promise<Answer> {
  return answerByRoute(request, [
    { method: 'POST', path: '/execute', answer: () => executeByName(request, platform) },
    sessionRoute('', (session) => deleteSession(session, platform)),
    { method: 'GET', path: '/health', answer: () => answerHealth(platform) },
    { method: 'GET', path: '/components', answer: answerComponents },
    { method: 'GET', path: '/list-tools', answer: () => answerListTools(request, platform) },
  ]);
}
