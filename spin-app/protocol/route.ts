import { errorAnswer, jsonAnswer } from './answer.ts';
import type { Answer, InboundRequest } from './http.ts';
import type { ToolDefinition } from './tool-definition.ts';

/** A route of a component: one method on one path, compared as sent. */
export interface Route {
  readonly method: string;
  readonly path: string;
  /** The route also takes every path below its own: `path/...`. */
  readonly below?: boolean;
  readonly answer: (request: InboundRequest) => Answer | Promise<Answer>;
}

/**
 * Answers a request by the first route that fits: 404 when no route has the path, 405 when one has
 * it with another method.
 */
export async function answerByRoute(
  request: InboundRequest,
  routes: readonly Route[],
): Promise<Answer> {
  const here = routes.filter((route) => hasPath(route, request.path));
  if (here.length === 0) return errorAnswer(404, 'Not found');
  const route = here.find(({ method }) => method === request.method);
  if (route !== undefined) return route.answer(request);
  const allow = [...new Set(here.map(({ method }) => method))];
  return { ...errorAnswer(405, `Method not allowed: use ${allow.join(' or ')}`), allow };
}

function hasPath(route: Route, path: string): boolean {
  return path === route.path || (route.below === true && path.startsWith(`${route.path}/`));
}

/** The routes that every component has: `/health`, `/components` and `/list-tools`. */
export function descriptionRoutes(
  component: string,
  listTools: (request: InboundRequest) => readonly ToolDefinition[],
): Route[] {
  const components = [component];
  return [
    {
      method: 'GET',
      path: `/${component}/health`,
      answer: () => jsonAnswer(200, { status: 'healthy', components }),
    },
    {
      method: 'GET',
      path: `/${component}/components`,
      answer: () => jsonAnswer(200, { components }),
    },
    {
      method: 'GET',
      path: `/${component}/list-tools`,
      answer: (request) => jsonAnswer(200, { tools: listTools(request) }),
    },
  ];
}
