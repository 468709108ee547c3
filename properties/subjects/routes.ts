import { type Answer, jsonOf } from '../runner/answer.ts';
import type { Law } from '../runner/law.ts';
import { routeStep, toolStep } from '../runner/step.ts';
import type { ToolService } from './subject.ts';

/** The parts that a tool service may have, by their path prefix. */
export const ROUTES = ['vfs', 'mock', 'github', 'gateway'] as const;

/** One of {@link ROUTES}; the gateway is at the root. */
export type Route = (typeof ROUTES)[number];

/** The parts that a law needs: all of them, or any one. */
interface Needed {
  readonly of: 'all' | 'any';
  readonly routes: readonly Route[];
}

const all = (...routes: readonly Route[]): Needed => ({ of: 'all', routes });
const any = (...routes: readonly Route[]): Needed => ({ of: 'any', routes });

/** By the law's name; laws that are not listed need no specific part. */
const NEEDED: ReadonlyMap<string, Needed> = new Map([
  ['argument-validation', all('mock')],
  ['clean-instances', any(...ROUTES)],
  ['cleanup', all('vfs', 'mock', 'gateway')],
  ['determinism', any('vfs', 'mock')],
  ['failing-stores', any('vfs', 'mock')],
  ['files-like-a-map', all('vfs')],
  ['fixture-precedence', all('mock')],
  ['gateway-adds-nothing', all('vfs', 'mock', 'gateway')],
  ['github-confinement', all('github')],
  ['github-totality', all('github')],
  ['mock-ownership', all('mock')],
  // A recorder refuses a call that no component takes.
  ['noticed-changes', all(...ROUTES)],
  ['parallel-calls', all('vfs', 'mock')],
  ['record-then-replay', all(...ROUTES)],
  ['seeds-and-clocks', all('vfs', 'mock', 'github')],
  ['session-isolation', any('vfs', 'mock')],
  ['template-filling', all('mock')],
]);

/** Why a law cannot be checked on a service that has only these parts; undefined if it can. */
export function lackOf({ name }: Law, present: ReadonlySet<Route>): string | undefined {
  const needed = NEEDED.get(name);
  if (needed === undefined) return undefined;
  const missing = needed.routes.filter((route) => !present.has(route));
  const least = needed.of === 'all' ? 1 : needed.routes.length;
  if (missing.length < least) return undefined;
  return `there is no ${missing.map(pathOf).join(' and no ')}`;
}

/** The path of a part, for people. */
export function pathOf(route: Route): string {
  return route === 'gateway' ? 'gateway at /execute' : `/${route}`;
}

/** Finds the parts of a service: each has a health route, or accepts calls. */
export async function presentRoutes(service: ToolService): Promise<ReadonlySet<Route>> {
  const run = await service.begin();
  const present = new Set<Route>();
  for (const route of ROUTES) {
    const base = route === 'gateway' ? '' : `/${route}`;
    const health = await run.call(routeStep({ method: 'GET', path: `${base}/health` }));
    // A host may refuse unknown routes in the style of components, with another status.
    const isWell = health.status === 200 && isObject(jsonOf(health));
    if (isWell || isResult(await run.call(listingFiles(route)))) present.add(route);
  }
  return present;
}

function listingFiles(route: Route) {
  const component = route === 'gateway' ? '' : route;
  return toolStep({ component, session: 'probe', tool: 'list_files', args: {} });
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isResult(answer: Answer): boolean {
  const value = jsonOf(answer);
  return answer.status === 200 && isObject(value) && 'success' in value && 'result' in value;
}
