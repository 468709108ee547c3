import { jsonAnswer } from '../protocol/answer.ts';
import type { Answer, InboundRequest } from '../protocol/http.ts';
import type { Platform } from '../protocol/platform.ts';
import {
  absent,
  askComponent,
  COMPONENTS,
  type ComponentAnswer,
  type ComponentName,
} from './component.ts';

/**
 * `GET /health`: healthy when every component answers, and the names of those that do. How well a
 * component is (GitHub calls itself degraded without a token) its own health route tells.
 */
export async function answerHealth(platform: Platform): Promise<Answer> {
  const answers = await askEach(platform, '/health');
  const present = answers.filter(({ answer }) => answer?.status === 200);
  return jsonAnswer(200, {
    status: present.length === COMPONENTS.length ? 'healthy' : 'degraded',
    components: present.map(({ component }) => component),
  });
}

/** `GET /components`. */
export function answerComponents(): Answer {
  return jsonAnswer(200, { components: COMPONENTS });
}

/**
 * `GET /list-tools`: the tools of all components, in the components' order. A component that gives
 * no list is named under `unavailable`, a key that is absent when all of them do.
 */
export async function answerListTools(
  request: InboundRequest,
  platform: Platform,
): Promise<Answer> {
  const query = request.query === '' ? '' : `?${request.query}`;
  const answers = await askEach(platform, `/list-tools${query}`);
  const unavailable = answers.filter(({ answer }) => !Array.isArray(answer?.value['tools']));
  return jsonAnswer(200, {
    tools: answers.flatMap(({ answer }) => answer?.value['tools'] ?? []),
    ...(unavailable.length > 0 && { unavailable: unavailable.map(({ component }) => component) }),
  });
}

async function askEach(
  platform: Platform,
  target: string,
): Promise<{ component: ComponentName; answer: ComponentAnswer | null }[]> {
  return Promise.all(
    COMPONENTS.map(async (component) => ({
      component,
      answer: await askComponent(platform, component, { method: 'GET', target }).catch(absent),
    })),
  );
}
