import { jsonAnswer } from '../protocol/answer.ts';
import type { Answer, InboundRequest } from '../protocol/http.ts';
import type { Platform } from '../protocol/platform.ts';
import { answerByRoute, descriptionRoutes } from '../protocol/route.ts';
import { sessionRoute } from '../protocol/session.ts';
import { executeTool } from './execute.ts';
import { definitionOf } from './github-tool.ts';
import { fullName } from './repository.ts';
import { readSettings } from './settings.ts';
import { githubTools } from './tools.ts';

const components = ['github'];

/** The github component: tools on GitHub's REST API, within the allowed repositories. */
export function handleGithub(request: InboundRequest, platform: Platform): Promise<Answer> {
  return answerByRoute(request, [
    {
      method: 'POST',
      path: '/github/execute',
      answer: () => executeTool(request, platform),
    },
    {
      method: 'GET',
      path: '/github/health',
      answer: () => health(platform),
    },
    {
      method: 'GET',
      path: '/github/components',
      answer: () =>
        jsonAnswer(200, {
          components,
          tools: githubTools.map(({ name }) => name),
          mode: 'real_api',
        }),
    },
    sessionRoute('/github', () => ({ deleted: { github: 0 }, error: null })),
    ...descriptionRoutes('github', () => githubTools.map(definitionOf)),
  ]);
}

/** Degraded means that calls work, but anonymously, or that no repository is allowed. */
function health(platform: Platform): Answer {
  const { token, allowed, writesEnabled } = readSettings(platform);
  const fullNames = allowed === 'all' ? null : allowed.map(fullName);
  return jsonAnswer(200, {
    status: token === '' || fullNames?.length === 0 ? 'degraded' : 'healthy',
    components,
    component: 'github',
    mode: 'real_api',
    token_configured: token !== '',
    allowed_repos: fullNames ?? 'all',
    writes_enabled: writesEnabled,
  });
}
