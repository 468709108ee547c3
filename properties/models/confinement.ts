/** Where the API is that hostile calls are sent to: the origin, and the prefix of its paths. */
export interface ApiPlace {
  readonly origin: string;
  /** Empty, or such as `/v3`. */
  readonly prefix: string;
}

/** The variables with which only two repositories may be touched. */
export const CONFINED = {
  allowed_repos: 'octo/hello,acme/tools',
  allow_writes: 'true',
  github_token: 'confined-t0ken',
} as const;

const KNOWN_QUERY = ['ref', 'state', 'per_page', 'page', 'sha', 'q', 'sort', 'order'];

/**
 * What is wrong with a URL where only `CONFINED` is allowed, or null. Judges it by itself, decoding
 * whatever some server on the way might decode.
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
 * The first request of a call is made of its arguments; the query of a later one is GitHub's own.
 */
export function complaintAboutQuery(url: string): string | null {
  const names = [...new URL(url).searchParams.keys()];
  if (names.some((name) => !KNOWN_QUERY.includes(name))) return 'has an injected parameter';
  return new Set(names).size === names.length ? null : 'has a parameter twice';
}

/**
 * What is wrong with going from one URL to another, or null: GitHub gives a repository one number,
 * and never another.
 */
export function complaintAboutMove(from: string | undefined, to: string): string | null {
  const number = (url = ''): string | undefined => /\/repositories\/(\d+)\//.exec(url)?.[1];
  const [before, after] = [number(from), number(to)];
  const isOther = before !== undefined && after !== undefined && before !== after;
  return isOther ? 'moves to another repository' : null;
}

/**
 * What is wrong with telling a caller these results of a search where only `CONFINED` is allowed,
 * or null. A total that GitHub counted would tell of what is left out.
 *
 * @param given what GitHub answered, @param told the result of the tool
 */
export function complaintAboutResults(given: unknown, reported: unknown): string | null {
  const results = itemsOf(reported);
  if (results.length > openItems(reported).length)
    return 'tells of a repository that is not allowed';
  const isPart = itemsOf(given).length > openItems(given).length;
  const { total_count: total } = Object(reported) as { readonly total_count?: unknown };
  return isPart && total !== results.length ? 'counts what it may not tell of' : null;
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

/** All that GitHub takes, or took, for a choice of where to search. */
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
