import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chainedRouteMatch, matchRoute, type RouteMatch } from './match-route.ts';
import { parseRoute } from './route.ts';

function find(routes: readonly string[], path: string): RouteMatch | undefined {
  const parsed = routes.map((raw, index) => parseRoute(raw, { componentId: raw, line: index + 1 }));
  return matchRoute(parsed, path);
}

function winner(routes: readonly string[], path: string): string | undefined {
  return find(routes, path)?.route.componentId;
}

const NESTED = ['/one/...', '/one/two/...', '/one/two/three/...'];

describe('matchRoute', () => {
  it.each<[string[], string, string | undefined]>([
    [['/foo', '/foo/bar'], '/foo', '/foo'],
    [['/foo', '/foo/bar'], '/foo/bar', '/foo/bar'],
    [['/foo'], '/foo/', '/foo'],
    [['/foo/'], '/foo', '/foo/'],
    [['foo'], '/foo', 'foo'],
    [['/foo'], '/foobar', undefined],
    [['/foo'], '/FOO', undefined],
    [['/foo'], '/', undefined],
    [['/'], '/', '/'],
    [['/'], '/foo', undefined],
    [['/...'], '/foo/bar', '/...'],
    [['/...'], '/abc/', '/...'],
    [['/...'], '/', '/...'],
    [['/foo/...'], '/foo', '/foo/...'],
    [['/foo/...'], '/foobar', undefined],
    [['/*'], '/foo', '/*'],
    [NESTED, '/one/two/three/four', '/one/two/three/...'],
    [NESTED.toReversed(), '/one/two/three/four', '/one/two/three/...'],
    [NESTED, '/one/two', '/one/two/...'],
    [NESTED, '/one/3', '/one/...'],
    [['/one', '/...'], '/one', '/one'],
    [['/...', '/one'], '/one', '/one'],
    [['/one/...', '/one'], '/one', '/one'],
    [['/', '/...'], '/', '/'],
    [['/*', '/:param', '/hello'], '/hello', '/hello'],
    [['/*', '/:param', '/hello'], '/hey', '/:param'],
    [['/*', '/:param', '/hello'], '/hey/there', '/*'],
    [['/a/...', '/:x/b'], '/a/b', '/a/...'],
    [['/:x/b', '/:x/...'], '/a/b', '/:x/b'],
    [['/a.txt', '/...'], '/a.txt', '/a.txt'],
    [['/:name.:type', '/:name'], '/a.txt', '/:name.:type'],
    [['/:name.:type', '/:name'], '/a', '/:name'],
    [['/%2e%2e'], '/%2e%2e', '/%2e%2e'],
  ])('of %j, %s goes to %s', (routes, path, expected) => {
    expect(winner(routes, path)).toBe(expected);
  });

  it.each([
    ['/...', '/1/2/3', '/1/2/3'],
    ['/1/...', '/1/2/3', '/2/3'],
    ['/test/...', '/test', ''],
    ['/test/...', '/test/', '/'],
    ['/test/...', '/test/hello', '/hello'],
    ['/test/...', '/test/hello/', '/hello/'],
    ['/test', '/test/', ''],
  ])('the trailing wildcard of %s covers of %s: %j', (route, path, covered) => {
    expect(find([route], path)?.trailingWildcard).toBe(covered);
  });

  it('gives what named wildcards cover', () => {
    expect(find(['/1/:two/3'], '/1/2/3')?.namedWildcards).toEqual(new Map([['two', '2']]));
    expect(find(['/1/:two/...'], '/1/2/3')).toEqual({
      route: parseRoute('/1/:two/...', { componentId: '/1/:two/...', line: 1 }),
      trailingWildcard: '/3',
      namedWildcards: new Map([['two', '2']]),
    });
    expect(find(['/:name.:type'], '/a.txt')?.namedWildcards).toEqual(
      new Map([
        ['name', 'a'],
        ['type', 'txt'],
      ]),
    );
  });

  it('chooses the same route whatever the order of the manifest', () => {
    const section = fc.constantFrom('a', 'b', ':x', '...');
    const route = fc
      .array(section, { maxLength: 4 })
      .filter((sections) => !sections.slice(0, -1).includes('...'))
      .map((sections) => `/${sections.join('/')}`);
    const path = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 4 });
    fc.assert(
      fc.property(fc.uniqueArray(route, { maxLength: 6 }), path, (routes, sections) => {
        const asked = `/${sections.join('/')}`;
        expect(winner(routes.toReversed(), asked)).toBe(winner(routes, asked));
      }),
    );
  });
});

describe('chainedRouteMatch', () => {
  it('covers the whole path with a wildcard route', () => {
    expect(chainedRouteMatch('vfs', '/vfs/execute')).toEqual({
      route: { componentId: 'vfs', raw: '/...', based: '/...' },
      trailingWildcard: '/vfs/execute',
      namedWildcards: new Map(),
    });
  });
});

describe('parseRoute', () => {
  it.each([
    ['/*/a', 'a wildcard is allowed only at the end'],
    ['/*rest', 'the wildcard "*rest" has a name'],
    ['/a/:', 'a parameter ":" has no name'],
  ])('refuses %s', (raw, reason) => {
    expect(() => parseRoute(raw, { componentId: 'a', line: 1 })).toThrow(new SyntaxError(reason));
  });
});
