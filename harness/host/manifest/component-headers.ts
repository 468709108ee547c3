import type { HeaderList, HttpRequest } from '../../tool-call/http-message.ts';
import type { RouteMatch } from './match-route.ts';

/** The origin in `spin-full-url`, wherever the service listens: its real port must not leak in. */
const CANONICAL_ORIGIN = 'http://localhost:3000';

/** The address in `spin-client-addr`, whoever the client really is. */
const CANONICAL_CLIENT = '127.0.0.1:0';

/**
 * The headers that a component gets with a request, sorted by name: `content-type`, `accept` and
 * `mcp-*` from the client, and those in which Spin describes the route (its crates/trigger-http).
 * All others are dropped, so that a call does not depend on the client that made it.
 */
export function componentHeaders(
  match: RouteMatch,
  request: HttpRequest,
  canonicalOrigin: string = CANONICAL_ORIGIN,
): HeaderList {
  const kept = request.headers.filter(
    ([name]) => name === 'content-type' || name === 'accept' || name.startsWith('mcp-'),
  );
  const headers: HeaderList = [...kept, ...routeHeaders(match, canonicalOrigin + request.path)];
  return [...headers].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

function routeHeaders(match: RouteMatch, fullUrl: string): HeaderList {
  const { raw, based } = match.route;
  const matches = [...match.namedWildcards].map(([name, value]) => {
    return [`spin-path-match-${name.replaceAll('_', '-').toLowerCase()}`, value] as const;
  });
  return [
    ['spin-path-info', match.trailingWildcard],
    ['spin-full-url', fullUrl],
    ['spin-matched-route', based],
    ['spin-base-path', '/'],
    ['spin-raw-component-route', raw],
    ['spin-component-route', raw.endsWith('/...') ? raw.slice(0, -4) : raw],
    ['spin-client-addr', CANONICAL_CLIENT],
    ...matches,
  ];
}
