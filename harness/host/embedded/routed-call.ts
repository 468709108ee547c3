import { basename } from 'node:path';
import type { HttpRequest } from '../../tool-call/http-message.ts';
import type { CallOutcome, CallWorld } from '../host.ts';
import type { AppManifest, LeftOut } from '../manifest/app-manifest.ts';
import { componentHeaders } from '../manifest/component-headers.ts';
import { matchRoute } from '../manifest/match-route.ts';
import { reachableComponents } from '../reachable-components.ts';
import type { WorkerCall } from './messages.ts';

/** A call, and the components that have to be loaded before it starts. */
export interface RoutedCall {
  readonly call: WorkerCall;
  /** The component itself, and those that it may call by service chaining. */
  readonly components: readonly string[];
}

/** The call that a request makes by the routes of an app, or why there is none. */
export function routedCall(
  manifest: AppManifest,
  request: HttpRequest,
  { at, seed, timers, grants, placeholders }: CallWorld,
): RoutedCall | Exclude<CallOutcome, { kind: 'answered' }> {
  const { routes, components } = manifest;
  const match = matchRoute(routes, withoutQuery(request.path));
  if (match === undefined) return { kind: 'no-route' };
  const component = match.route.componentId;
  const leftOut = leftOutTexts(manifest);
  const message = leftOut?.get(component);
  if (message !== undefined) return { kind: 'failed', reason: 'unsupported', message, log: [] };
  const headers = componentHeaders(match, request);
  const placeholderKey = placeholders?.key;
  return {
    call: { component, request, headers, at, seed, timers, placeholderKey, leftOut },
    components: reachableComponents([component], components.keys(), grants),
  };
}

function leftOutTexts({ leftOut, file }: AppManifest): ReadonlyMap<string, string> | undefined {
  if (leftOut.size === 0) return undefined;
  return new Map([...leftOut].map(([id, left]) => [id, leftOutText(left, file)]));
}

/** Why a component is left out, as a clause with the place in the manifest. */
function leftOutText({ component, why, line }: LeftOut, file: string): string {
  return `the component ${component} is left out: ${why} (${basename(file)}:${line})`;
}

/** The component that a request's path is routed to; undefined when there is none. */
export function componentAt({ routes }: AppManifest, path: string): string | undefined {
  return matchRoute(routes, withoutQuery(path))?.route.componentId;
}

function withoutQuery(path: string): string {
  return path.replace(/\?.*$/s, '');
}
