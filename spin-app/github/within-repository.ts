import { parseUrl } from './parse-url.ts';
import {
  type AllowList,
  isAllowed,
  isSameRepository,
  parseRepository,
  type Repository,
} from './repository.ts';

/** What a path begins with that lies in one repository: its name, or the number GitHub gave it. */
export type RepositoryRoot = { readonly repository: Repository } | { readonly id: string };

/** A URL of the API that lies in one repository. */
export interface RepositoryUrl {
  readonly url: string;
  readonly root: RepositoryRoot;
  /** The path below the root, percent-encoded. */
  readonly rest: string;
}

/** The bounds of a call: the API's origin with its path prefix, and the repositories in it. */
export interface Bounds {
  readonly base: URL;
  readonly allowed: AllowList;
}

/**
 * The URL that GitHub's answer points to (a redirect or a `Link`), if following it stays in the
 * repository: on the API's own origin, at the same path below the same repository, which is known
 * by its name or by its number; a new name must be an allowed one. Null otherwise.
 */
export function withinRepository(
  target: string,
  from: RepositoryUrl,
  { base, allowed }: Bounds,
): RepositoryUrl | null {
  const pointed = parseUrl(target, from.url);
  if (pointed === null) return null;
  const { origin, username, password, pathname, search } = pointed;
  const prefix = `${base.pathname.replace(/\/$/, '')}/`;
  if (origin !== base.origin || username !== '' || password !== '') return null;
  if (!pathname.startsWith(prefix)) return null;
  const found = splitRoot(pathname.slice(prefix.length));
  if (found === null || !isSamePath(found.rest, from.rest)) return null;
  if (!isSameRoot(found.root, from.root, allowed)) return null;
  return { url: `${origin}${pathname}${search}`, ...found };
}

/** The page that a `Link` header (RFC 8288) calls `next`, or null. */
export function nextLink(header: string | null): string | null {
  for (const [, target = '', parameters = ''] of (header ?? '').matchAll(/<([^>]*)>([^<]*)/g)) {
    if (/;\s*rel="?next"?\s*(?:[;,]|$)/i.test(parameters)) return target;
  }
  return null;
}

function splitRoot(path: string): { root: RepositoryRoot; rest: string } | null {
  const [kind, first = '', second = '', ...others] = path.split('/');
  if (kind === 'repositories' && /^\d+$/.test(first)) {
    return { root: { id: first }, rest: [second, ...others].join('/') };
  }
  const repository = kind === 'repos' ? parseRepository(`${first}/${second}`) : null;
  return repository && { root: { repository }, rest: others.join('/') };
}

/** Whether `root` is where the call already was: a number once seen stays the same. */
function isSameRoot(root: RepositoryRoot, from: RepositoryRoot, allowed: AllowList): boolean {
  if ('id' in root) return !('id' in from) || from.id === root.id;
  const isSameName = 'repository' in from && isSameRepository(root.repository, from.repository);
  return isSameName || isAllowed(allowed, root.repository);
}

function isSamePath(left: string, right: string): boolean {
  const decoded = (path: string) =>
    path
      .split('/')
      .filter((segment) => segment !== '')
      .map((segment) => decodeURIComponent(segment));
  try {
    return JSON.stringify(decoded(left)) === JSON.stringify(decoded(right));
  } catch {
    return false;
  }
}
