import { describe, expect, it } from 'vitest';
import { parseAllowList } from './repository.ts';
import { nextLink, type RepositoryRoot, withinRepository } from './within-repository.ts';

describe('nextLink', () => {
  it.each<[string | null, string | null]>([
    [null, null],
    ['', null],
    ['<a>', null],
    ['<a>; rel="next"', 'a'],
    ['<a>;rel=next', 'a'],
    ['<a>;\t rel="next" ; title="x"', 'a'],
    ['<a>; title="x"; REL="NEXT"', 'a'],
    ['<a>; rel="prev", <b>; rel="next"', 'b'],
    ['<a>; rel="next", <b>; rel="next"', 'a'],
    ['<a>; rel="next"; x, <b>; rel="last"', 'a'],
    ['<a>; rel="nextish"', null],
    ['<a>; xrel="next"', null],
    ['<a>; rel="next"x', null],
    ['<>; rel="next"', ''],
    ['a; rel="next"', null],
  ])('reads %j as %j', (header, next) => {
    expect(nextLink(header)).toBe(next);
  });
});

describe('withinRepository', () => {
  const base = new URL('https://ghe.test/api/v3');
  const allowed = parseAllowList('octo/hello,octo/renamed');
  const hello: RepositoryRoot = { repository: { owner: 'octo', name: 'hello' } };
  const seven: RepositoryRoot = { id: '7' };
  const follow = (target: string, root: RepositoryRoot, bounds = { base, allowed }) => {
    const from = {
      url: 'https://ghe.test/api/v3/repos/octo/hello/issues/1',
      root,
      rest: 'issues/1',
    };
    return withinRepository(target, from, bounds);
  };
  const API = 'https://ghe.test/api/v3';

  it.each<[string, RepositoryRoot, string, RepositoryRoot]>([
    [`${API}/repos/octo/hello/issues/1?a=b#c`, hello, 'issues/1', hello],
    ['?page=2', hello, 'issues/1', hello],
    [`${API}/repositories/7/issues/1`, hello, 'issues/1', seven],
    [`${API}/repositories/7/issues/1?p`, seven, 'issues/1', seven],
    [`${API}/repositories/7//issues/%31/`, hello, '/issues/%31/', seven],
    [
      `${API}/repos/OCTO/Hello/issues/1`,
      hello,
      'issues/1',
      { repository: { owner: 'OCTO', name: 'Hello' } },
    ],
    [
      `${API}/repos/octo/renamed/issues/1`,
      seven,
      'issues/1',
      { repository: { owner: 'octo', name: 'renamed' } },
    ],
  ])('takes %s, without its fragment', (target, from, rest, root) => {
    const url = new URL(target, `${API}/repos/octo/hello/issues/1`);
    url.hash = '';
    expect(follow(target, from)).toEqual({ url: url.href, root, rest });
  });

  it('takes any repository where all are allowed, and the same one where none is', () => {
    const other = `${API}/repos/any/where/issues/1`;
    expect(follow(other, hello, { base, allowed: 'all' })?.url).toBe(other);
    const same = `${API}/repos/octo/hello/issues/1`;
    expect(follow(same, hello, { base, allowed: [] })?.url).toBe(same);
  });

  it.each([
    'https://ghe.test/repos/octo/hello/issues/1',
    'https://ghe.test/api/v33/repos/octo/hello/issues/1',
    'https://ghe.test/abc/d4/repos/octo/hello/issues/1',
    'https://ghe.test:444/api/v3/repos/octo/hello/issues/1',
    'https://user@ghe.test/api/v3/repos/octo/hello/issues/1',
    'https://:pass@ghe.test/api/v3/repos/octo/hello/issues/1',
    `${API}/repos/octo/hello/issues/2`,
    `${API}/repos/octo/hello/issues`,
    `${API}/repos/octo/hello/issues/1/comments`,
    `${API}/repos/octo/hello/issues%2F1`,
    `${API}/repos/octo/hello/issues/%zz`,
    `${API}/repos/octo`,
    `${API}/repos/evil/hello/issues/1`,
    `${API}/repositories/x7/issues/1`,
    `${API}/repositories/7x/issues/1`,
    `${API}/repositories//issues/1`,
    `${API}/users/octo/hello/issues/1`,
    `${API}/users/7/issues/1`,
    API,
    'https://[',
  ])('does not take %s', (target) => {
    expect(follow(target, hello)).toBeNull();
  });

  it('does not take another number than the one it came from', () => {
    expect(follow(`${API}/repositories/8/issues/1`, seven)).toBeNull();
  });
});
