import { trimEndOf, trimStartOf } from '../../trim-character.ts';
import type { Route, RouteSegment } from './route.ts';

/** The route that a path matches, with the parts of the path that its wildcards cover. */
export interface RouteMatch {
  readonly route: Pick<Route, 'componentId' | 'raw' | 'based'>;
  /** What the trailing wildcard covers, with its leading slash; empty when it covers nothing. */
  readonly trailingWildcard: string;
  /** What the named wildcards cover, by name. */
  readonly namedWildcards: ReadonlyMap<string, string>;
}

/**
 * The route for a path (without its query), as Spin chooses it. Segments are compared one by one:
 * exact text wins over a parameter, and a parameter over the wildcard, so exact routes and longer
 * prefixes win. Undefined when no route matches the path.
 */
export function matchRoute(routes: readonly Route[], path: string): RouteMatch | undefined {
  const trimmed = trimEndOf(trimStartOf(path, '/'), '/');
  for (const route of [...routes].sort(bySpecificity)) {
    const captures = capture(route.segments, trimmed);
    if (captures === undefined) continue;
    const { wildcard, named } = captures;
    return { route, trailingWildcard: trailing(wildcard, path), namedWildcards: named };
  }
  return undefined;
}

/** The match of a request from another component of the app, which ignores routes. */
export function chainedRouteMatch(componentId: string, path: string): RouteMatch {
  return {
    route: { componentId, raw: '/...', based: '/...' },
    trailingWildcard: path,
    namedWildcards: new Map(),
  };
}

const WEIGHT: Readonly<Record<RouteSegment['kind'], number>> = {
  exact: 3,
  parameter: 2,
  wildcard: 1,
  slash: 0,
  dot: 0,
};

function bySpecificity(a: Route, b: Route): number {
  for (const [index, segment] of a.segments.entries()) {
    const other = b.segments[index];
    if (other === undefined) break;
    if (WEIGHT[segment.kind] !== WEIGHT[other.kind])
      return WEIGHT[other.kind] - WEIGHT[segment.kind];
  }
  return dots(b) - dots(a) || a.segments.length - b.segments.length;
}

function dots(route: Route): number {
  return route.segments.filter(({ kind }) => kind === 'dot').length;
}

interface Captures {
  readonly wildcard: string | undefined;
  readonly named: ReadonlyMap<string, string>;
}

// `path` has no slash at either end.
function capture(segments: readonly RouteSegment[], path: string): Captures | undefined {
  const named = new Map<string, string>();
  let rest = path;
  for (const [index, segment] of segments.entries()) {
    const next = segments[index + 1]?.kind;
    switch (segment.kind) {
      case 'exact':
        if (!rest.startsWith(segment.text)) return undefined;
        rest = rest.slice(segment.text.length);
        break;
      case 'parameter': {
        const value = parameterValue(rest, next);
        if (value === undefined) return undefined;
        named.set(segment.name, value);
        rest = rest.slice(value.length);
        break;
      }
      case 'wildcard':
        return { wildcard: rest, named };
      case 'slash':
        if (rest.startsWith('/')) rest = rest.slice(1);
        else if (rest !== '' || next !== 'wildcard') return undefined;
        break;
      case 'dot':
        if (!rest.startsWith('.')) return undefined;
        rest = rest.slice(1);
    }
  }
  return rest === '' || rest === '/' ? { wildcard: undefined, named } : undefined;
}

// Before a dot a parameter ends at the first dot, which must come before the next slash.
function parameterValue(rest: string, next: RouteSegment['kind'] | undefined): string | undefined {
  if (rest === '') return undefined;
  const end = rest.search(next === 'dot' ? /[./]/ : /\//);
  if (next === 'dot') return end !== -1 && rest[end] === '.' ? rest.slice(0, end) : undefined;
  return end === -1 ? rest : rest.slice(0, end);
}

// Spin keeps the trailing slash of the path, which the matching above does not see.
function trailing(wildcard: string | undefined, path: string): string {
  if (wildcard === undefined) return '';
  const slash = path.endsWith('/') ? '/' : '';
  return wildcard === '' ? slash : `/${wildcard}${slash}`;
}
