import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAllowed, parseAllowList, parseRepository } from './repository.ts';

describe('parseAllowList', () => {
  it.each([
    ['*', 'all'],
    [' * ', 'all'],
    ['', []],
    [' , ', []],
    ['*,a/b', [{ owner: 'a', name: 'b' }]],
    ['a/*, a/b/c, /b, a/.., a b/c', []],
    [
      ' a/b ,c/d.e_f',
      [
        { owner: 'a', name: 'b' },
        { owner: 'c', name: 'd.e_f' },
      ],
    ],
  ])('reads %j', (variable, list) => {
    expect(parseAllowList(variable)).toEqual(list);
  });

  it('allows nothing that it does not hold', () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,5}\/[a-z0-9._-]{1,5}$/);
    fc.assert(
      fc.property(fc.array(name), name, (names, asked) => {
        const repository = parseRepository(asked);
        if (repository === null) return;
        expect(isAllowed(parseAllowList(names.join(',')), repository)).toBe(names.includes(asked));
      }),
    );
  });
});

describe('parseRepository', () => {
  it.each([
    'a',
    'a/',
    '/b',
    'a/b/c',
    'a/.',
    'a/..',
    'a/b.git',
    'a/b.WIKI',
    '-a/b',
    'a/b%2f',
    'ä/b',
  ])('refuses %s', (name) => {
    expect(parseRepository(name)).toBe(null);
  });

  it('takes the names that GitHub gives', () => {
    const names = [
      'octocat/Hello-World',
      'corp_emu/.github',
      'a/b.gitignore',
      'x/..y',
      `${'a'.repeat(39)}/-`,
    ];
    expect(names.map((name) => parseRepository(name) !== null)).toEqual(names.map(() => true));
  });
});
