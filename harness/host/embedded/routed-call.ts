import type { HttpRequest } from '../../tool-call/http-message.ts';
import type { CallWorld } from '../host.ts';
import type { AppManifest } from '../manifest/app-manifest.ts';
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

/** The call that a request makes by the routes of an app; undefined if none matches its path. */
export function routedCall(
  { routes, components }: AppManifest,
  request: HttpRequest,
  { at, seed, timers, grants, placeholders }: CallWorld,
): RoutedCall | undefined {
  const match = matchRoute(routes, withoutQuery(request.path));
  if (match === undefined) return undefined;
  const component = match.route.componentId;
  const headers = componentHeaders(match, request);
  const placeholderKey = placeholders?.key;
  return {
    call: { component, request, headers, at, seed, timers, placeholderKey },
    components: reachableComponents([component], components.keys(), grants),
  };
}

/** The component that a request's path is routed to; undefined when there is none. */
export function componentAt({ routes }: AppManifest, path: string): string | undefined {
  return matchRoute(routes, withoutQuery(path))?.route.componentId;
}

function withoutQuery(path: string): string {
  return path.replace(/\?.*$/s, '');
}
