import type { AppManifest } from '../host/manifest/app-manifest.ts';
import { suggestion } from '../suggestion.ts';

/** What to do about a path that no route of the app takes; the rest of a sentence. */
export function routeAdvice(path: string, { routes }: Pick<AppManifest, 'routes'>): string {
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
