import type { AppManifest } from '../host/manifest/app-manifest.ts';
import { suggestion } from '../suggestion.ts';
import { recognizeCall } from '../tool-call/dialect.ts';
import type { HttpRequest } from '../tool-call/http-message.ts';
import type { FailureReason } from '../tool-call/verdict.ts';

/** The message for a call without a result, with advice if no route takes its path. */
export function withRouteAdvice(
  { reason, message }: { readonly reason: FailureReason; readonly message: string },
  request: HttpRequest,
  manifest: Pick<AppManifest, 'routes'>,
): string {
  if (reason !== 'no-route') return message;
  // Files name the component of a call, and its path only where the call is not a tool's.
  const component = recognizeCall(request)?.component;
  const problem = component === undefined ? message : `the app has no component "${component}"`;
  return `${problem}; ${routeAdvice(request.path, manifest)}`;
}

function routeAdvice(path: string, { routes }: Pick<AppManifest, 'routes'>): string {
  const [, first = ''] = /^\/([^/?]*)/.exec(path) ?? [];
  const names = routes.flatMap(({ raw }) => /^\/?([^/:]+)/.exec(raw)?.[1] ?? []);
  const near = suggestion(
    first,
    names.filter((name) => name !== first),
  );
  if (near !== undefined) return `did you mean ${near}?`;
  const known = routes.map(({ raw }) => raw).join(', ');
  return `its routes are ${known === '' ? 'none' : known}; --app names another app`;
}
