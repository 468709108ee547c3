import type { Answer, InboundRequest } from '../protocol/http.ts';
import type { Platform } from '../protocol/platform.ts';
import { answerByRoute, descriptionRoutes, type Route } from '../protocol/route.ts';
import { deleteKeys, sessionRoute } from '../protocol/session.ts';
import { addFixture, loadSchema, updateResponse } from './define.ts';
import { executeMock } from './execute.ts';
import { jsonObject } from './json/json.ts';
import { printJson } from './json/print.ts';
import { listMockTools } from './list-tools.ts';
import { failureAnswer, mockFailureOf } from './mock-failure.ts';
import { pullTools } from './pull/pull-tools.ts';
import { ownerOf, readObject } from './read-request.ts';
import { type Situation, situationOf } from './situation.ts';
import { isOwnedBy } from './store/mock-store.ts';

/** The mock component: tools made of MCP schemas, answered by fixtures and templates. */
export function handleMock(request: InboundRequest, platform: Platform): Promise<Answer> {
  const post = (name: string, answer: DefinitionRoute): Route => ({
    method: 'POST',
    path: `/mock/${name}`,
    answer: () => guarded(() => answer(request, situationOf(platform))),
  });
  const list = () => guarded(() => listMockTools(request, platform));
  return answerByRoute(request, [
    { method: 'POST', path: '/mock/execute', answer: () => executeMock(request, platform) },
    post('load-schema', loadSchema),
    post('update-response', updateResponse),
    post('add-fixture', addFixture),
    post('clear', clear),
    post('pull', pullTools),
    { method: 'GET', path: '/mock/list-tools', answer: list },
    sessionRoute('/mock', (session) =>
      deleteKeys('mock', () => platform.openStore('default'), isOwnedBy(session)),
    ),
    ...descriptionRoutes('mock', () => []),
  ]);
}

type DefinitionRoute = (request: InboundRequest, situation: Situation) => Answer | Promise<Answer>;

/** Gives the failures of a route their answers; a bug goes on to the entry. */
async function guarded(answer: () => Answer | Promise<Answer>): Promise<Answer> {
  try {
    return await answer();
  } catch (error) {
    return failureAnswer(mockFailureOf(error));
  }
}

/** `POST /mock/clear`: removes all definitions of the owner, and only those. */
function clear(request: InboundRequest, { storeOf }: Situation): Answer {
  // A body that cannot be read might have named a session: the shared definitions must survive it.
  const body = request.body.length === 0 ? null : readObject(request);
  storeOf(ownerOf(request, body)).clear();
  return { status: 200, body: printJson(jsonObject({ cleared: true })) };
}
