import type { AppManifest } from '../host/manifest/app-manifest.ts';
import { suggestion } from '../suggestion.ts';
import type { HttpRequest } from '../tool-call/http-message.ts';
import type { FailureReason } from '../tool-call/verdict.ts';

/** The message for a call without a result, with advice if no route takes its path. */
export function withRouteAdvice(
  { reason, message }: { readonly reason: FailureReason; readonly message: string },
  { path }: Pick<HttpRequest, 'path'>,
  manifest: Pick<AppManifest, 'routes'>,
): string {
  return reason === 'no-route' ? `${message}; ${routeAdvice(path, manifest)}` : message;
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
