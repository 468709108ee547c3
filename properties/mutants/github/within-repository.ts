import { parseUrl } from '../../../spin-app/github/parse-url.ts';
import * as real from '../../../spin-app/github/within-repository.ts';
import { isActive } from '../active-mutant.ts';

export * from '../../../spin-app/github/within-repository.ts';

let lastLink: string | null = null;

export function nextLink(header: string | null): string | null {
  lastLink = real.nextLink(header);
  return lastLink;
}

export function withinRepository(
  target: string,
  from: real.RepositoryUrl,
  bounds: real.Bounds,
): real.RepositoryUrl | null {
  const fault = target === lastLink ? 'link-followed-outside' : 'redirect-followed-outside';
  const url = parseUrl(target, from.url);
  if (!isActive(fault) || url === null) return real.withinRepository(target, from, bounds);
  return { ...from, url: url.href };
}
