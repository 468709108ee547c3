import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GithubErrorType } from '../protocol/error-type.ts';
import { GithubFailure } from './github-failure.ts';
import { parseAllowList } from './repository.ts';
import { confineQuery } from './search-query.ts';

const ALLOWED = parseAllowList('octo/a,octo/b,acme/c');
const confined = (query: string) => confineQuery(query, ALLOWED).query;
const EVERYWHERE = 'repo:octo/a repo:octo/b repo:acme/c';

describe('a confined search', () => {
  it('leaves the query alone when every repository is allowed', () => {
    const query = 'repo:any/where OR "open';
    expect(confineQuery(query, 'all')).toEqual({ query, scope: 'all' });
  });

  it('names every allowed repository before the words', () => {
    expect(confined('addClass in:file "two words" NOT x')).toBe(
      `${EVERYWHERE} addClass in:file "two words" NOT x`,
    );
  });

  it.each([
    ['repo:OCTO/b x', 'repo:octo/b x'],
    ['x repo:octo/a repo:acme/c', 'repo:octo/a repo:acme/c x'],
    ['org:octo x', 'repo:octo/a repo:octo/b x'],
    ['x user:ACME', 'repo:acme/c x'],
    ['repo:evil/x repo:"octo/a"', 'repo:octo/a'],
  ])("narrows by the caller's own qualifiers: %s", (query, sent) => {
    expect(confined(query)).toBe(sent);
  });

  it.each([
    ['-repo:octo/a x', `${EVERYWHERE} -repo:octo/a x`],
    ['a,OR,b', `${EVERYWHERE} "a,OR,b"`],
    ['+repo:evil/x', `${EVERYWHERE} "+repo:evil/x"`],
    ['enterprise:"big co"', `${EVERYWHERE} "enterprise:big co"`],
    ['"repo":evil/x', `${EVERYWHERE} "repo" :evil/x`],
    ['language:"C++"x', `${EVERYWHERE} language:"C++" x`],
    ['x\u00a0enterprise:big', `${EVERYWHERE} x "enterprise:big"`],
    ['zero\u200brepo:evil/x', `${EVERYWHERE} "zero\u200brepo:evil/x"`],
    ['f(x) | \\" a\\"', `${EVERYWHERE} f x " a "`],
  ])('disarms what GitHub might read as more than words: %s', (query, sent) => {
    expect(confined(query)).toBe(sent);
  });

  it.each([
    ['', EVERYWHERE],
    ['color for notion cannot', `${EVERYWHERE} color for notion cannot`],
    ['notes repo:octo/a', 'repo:octo/a notes'],
    ['cannot repo:octo/a', 'repo:octo/a cannot'],
    ['x-repo:octo/a', `${EVERYWHERE} "x-repo:octo/a"`],
    ['-repo:octo/a+repo:evil/x', `${EVERYWHERE} "-repo:octo/a+repo:evil/x"`],
  ])('leaves plain words alone, and only those: %s', (query, sent) => {
    expect(confined(query)).toBe(sent);
  });

  it.each<[GithubErrorType, string, string]>([
    ['InvalidArguments', 'a "b', 'The query has an open quote'],
    [
      'InvalidArguments',
      'a OR b',
      'A search of the allowed repositories takes no OR, and no NOT beside repo:, org: or user:',
    ],
    [
      'RepoNotAllowed',
      'repo:evil/x org:evil',
      "Repository 'evil/x, evil' is not in the allowed list. " +
        'Allowed repositories: octo/a, octo/b, acme/c',
    ],
  ])('refuses as %s, and says why: %s', (type, query, message) => {
    expect(() => confined(query)).toThrow(new GithubFailure(type, message));
  });

  it.each([
    ['a OR b', 'InvalidArguments'],
    ['a or b', 'InvalidArguments'],
    ['(a)OR(repo:evil/x)', 'InvalidArguments'],
    ['NOT repo:octo/a', 'InvalidArguments'],
    ['x NOT -repo:evil/x', 'InvalidArguments'],
    ['open "quote', 'InvalidArguments'],
    ['repo:evil/x', 'RepoNotAllowed'],
    ['org:evil', 'RepoNotAllowed'],
    ['repo:', 'RepoNotAllowed'],
    ['repo:"evil/x"', 'RepoNotAllowed'],
    ['a OR"" b', 'InvalidArguments'],
  ])('refuses %s', (query, type) => {
    expect(() => confined(query)).toThrowError(
      expect.toSatisfy((error) => error instanceof GithubFailure && error.type === type),
    );
  });

  it('sends no scoping term that is not allowed, whatever the words are', () => {
    const part = fc.constantFrom(
      'repo:',
      'org:',
      'user:',
      'evil/x',
      'octo/a',
      '"',
      '\\',
      '(',
      ')',
      '|',
      ' ',
      '\t',
      '\u3000',
      'OR',
      'NOT',
      'AND',
      '-',
      '+',
      ':',
      ',',
      'word',
      'REPO:',
      '\u200b',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 14 }), (parts) => {
        let sent: string;
        try {
          sent = confined(parts.join(''));
        } catch (error) {
          expect(error).toBeInstanceOf(GithubFailure);
          return;
        }
        const unquoted = sent.replace(/"[^"]*"/g, ' ');
        expect(unquoted).not.toContain('"');
        expect(unquoted).not.toMatch(/(?:^|\s)OR(?:\s|$)/i);
        const scopes = unquoted.match(/(?<!-)(?:repo|org|user):[^\s]*/gi) ?? [];
        expect(scopes.filter((scope) => !EVERYWHERE.split(' ').includes(scope))).toEqual([]);
        expect(scopes.length).toBeGreaterThan(0);
      }),
      { numRuns: 2000 },
    );
  });
});
