/** The API that hostile calls are sent to: the origin, and the prefix of its paths. */
export interface ApiPlace {
  readonly origin: string;
  /** Empty, or such as `/v3`. */
  readonly prefix: string;
}

/** The variables that allow only two repositories. */
export const CONFINED = {
  allowed_repos: 'octo/hello,acme/tools',
  allow_writes: 'true',
  github_token: 'confined-t0ken',
} as const;

const KNOWN_QUERY = ['ref', 'state', 'per_page', 'page', 'sha', 'q', 'sort', 'order'];

/**
 * The violation in a URL if only `CONFINED` is allowed, or null. Judges the URL by itself, decoding
 * everything that a server on the way might decode.
 */
export function complaintAbout(url: string, place: ApiPlace): string | null {
  if (!url.startsWith(`${place.origin}${place.prefix}/`)) return 'leaves the API';
  const { origin, pathname, search, hash, username } = new URL(url);
  if (origin !== place.origin || username !== '' || hash !== '') return 'leaves the API';
  if (`${origin}${pathname}` !== url.split('?')[0]) return 'is rewritten by a URL parser';
  const path = decodedFully(pathname.slice(place.prefix.length));
  if (path.split(/[/\\]/).some((segment) => segment === '.' || segment === '..')) return 'has dots';
  if (/^\/repos\/(octo\/hello|acme\/tools)\//i.test(path)) return null;
  if (/^\/repositories\/[78]\//.test(path)) return null;
  return /^\/search\/(code|repositories)$/.test(path) ? complaintAboutSearch(search) : 'strays';
}

/**
 * The first request of a call is built from its arguments; the query of a later one is GitHub's
 * own.
 */
export function complaintAboutQuery(url: string): string | null {
  const names = [...new URL(url).searchParams.keys()];
  if (names.some((name) => !KNOWN_QUERY.includes(name))) return 'has an injected parameter';
  return new Set(names).size === names.length ? null : 'has a parameter twice';
}

/**
 * The violation in following one URL to another, or null: a repository has one number at GitHub.
 */
export function complaintAboutMove(from: string | undefined, to: string): string | null {
  const number = (url = ''): string | undefined => /\/repositories\/(\d+)\//.exec(url)?.[1];
  const [before, after] = [number(from), number(to)];
  const isOther = before !== undefined && after !== undefined && before !== after;
  return isOther ? 'moves to another repository' : null;
}

/**
 * The violation in showing a caller these search results if only `CONFINED` is allowed, or null.
 * GitHub's own total would reveal the number of hidden results.
 *
 * @param given what GitHub answered, @param reported the result of the tool
 */
export function complaintAboutResults(given: unknown, reported: unknown): string | null {
  const results = itemsOf(reported);
  if (results.length > openItems(reported).length) return 'shows a repository that is not allowed';
  const isPart = itemsOf(given).length > openItems(given).length;
  const { total_count: total } = Object(reported) as { readonly total_count?: unknown };
  return isPart && total !== results.length ? 'counts results that it must not show' : null;
}

function itemsOf(answer: unknown): readonly unknown[] {
  const { items } = Object(answer) as { readonly items?: unknown };
  return Array.isArray(items) ? items : [];
}

/** The items of a search, GitHub's or a tool's, that are from repositories that are allowed. */
export function openItems(answer: unknown): readonly unknown[] {
  return itemsOf(answer).filter(isOpen);
}

function isOpen(item: unknown): boolean {
  const { repository, full_name: own } = Object(item) as Readonly<Record<string, unknown>>;
  const { full_name: nested = repository } = Object(repository) as { full_name?: unknown };
  return CONFINED.allowed_repos.split(',').includes(String(nested ?? own).toLowerCase());
}

/** All qualifiers that GitHub treats, or treated, as a scope of a search. */
const SCOPES = /(?<!-)\b(?:repo|repository|org|user|owner|enterprise):\S*/gi;

function complaintAboutSearch(search: string): string | null {
  const query = new URLSearchParams(search).get('q') ?? '';
  const bare = query.replace(/"[^"]*"/g, ' ');
  const scopes = (bare.match(SCOPES) ?? []).map((scope) => scope.toLowerCase());
  const isConfined =
    scopes.length > 0 && scopes.every((s) => s === 'repo:octo/hello' || s === 'repo:acme/tools');
  return isConfined && !/"|\bOR\b/.test(bare) ? null : 'widens the search';
}

function decodedFully(text: string): string {
  for (let current = text; ; ) {
    const next = current.replace(/%[0-7][0-9a-f]/gi, (each) => decodeURIComponent(each));
    if (next === current) return current;
    current = next;
  }
}
