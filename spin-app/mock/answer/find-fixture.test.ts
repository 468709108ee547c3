import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fixture } from '../definition/definition.ts';
import { canonicalJson } from '../json/canonical.ts';
import { type Json, jsonObject } from '../json/json.ts';
import { parseJson } from '../json/parse.ts';
import { findFixture, findTies } from './find-fixture.ts';

const value = fc.constantFrom(
  '1',
  '1.0',
  '10e-1',
  '"1"',
  '2',
  'null',
  '[1,{"k":2}]',
  '[1.0,{"k":2}]',
);
const args = fc
  .dictionary(fc.constantFrom('a', 'b', 'c', 'k=v', 'q,r'), value, { maxKeys: 4 })
  .map((texts) => Object.entries(texts).map(([name, text]) => [name, parseJson(text)] as const));

const fixtures = fc.uniqueArray(args, {
  maxLength: 8,
  selector: (match) => canonicalJson(new Map(match)),
});

const fixtureOf = (match: readonly (readonly [string, Json])[]): Fixture => ({
  match: new Map(match),
  response: canonicalJson(new Map(match)),
});

/** Says the same in other words: all fitting fixtures, sorted by a key, the first. */
function naive(all: readonly Fixture[], given: Map<string, Json>): string | null {
  const text = (json: Json | undefined) => (json === undefined ? 'absent' : canonicalJson(json));
  const fitting = all.filter(({ match }) =>
    Object.entries(Object.fromEntries(match)).every(
      ([name, wanted]) => text(wanted) === text(given.get(name)),
    ),
  );
  const keys = fitting.map(({ match }) => `${9 - match.size} ${canonicalJson(match)}`).sort();
  return keys[0]?.slice(2) ?? null;
}

describe('findFixture', () => {
  it('finds the most specific fixture, whatever the order of fixtures and of arguments', () => {
    const shuffled = fixtures.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
    const twice = args.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
    fc.assert(
      fc.property(shuffled, twice, ([all, other], [given, turned]) => {
        const first = findFixture(all.map(fixtureOf), new Map(given));
        const second = findFixture(other.map(fixtureOf), new Map(turned));
        expect(first?.response ?? null).toBe(naive(all.map(fixtureOf), new Map(given)));
        expect(second?.response ?? null).toBe(first?.response ?? null);
      }),
      { numRuns: 1000 },
    );
  });

  it('lets two matched arguments win over one, whatever they are called', () => {
    const of = (...names: string[]): Fixture => ({
      match: jsonObject(Object.fromEntries(names.map((name) => [name, '1']))),
      response: names.join('+'),
    });
    const given = jsonObject({ a: '1', b: '1', c: '1' });
    for (const [one, two] of [
      ['a', ['b', 'c']],
      ['c', ['a', 'b']],
    ] as const) {
      const all = [of(one), of(...two)];
      expect(findFixture(all, given)?.response).toBe(two.join('+'));
      expect(findFixture(all.reverse(), given)?.response).toBe(two.join('+'));
    }
  });

  it('gives no fixture to arguments that are no object', () => {
    expect(findFixture([fixtureOf([])], null)).toBeNull();
  });
});

describe('findTies', () => {
  it('finds exactly the fixtures that some arguments fit as well', () => {
    fc.assert(
      fc.property(fixtures, (all) => {
        const [first, ...rest] = all.map(fixtureOf);
        fc.pre(first !== undefined);
        const ties = new Set(findTies(first, [first, ...rest]));
        for (const other of rest) {
          // If any arguments fit both, those do that hold both matches.
          const both = new Map([...other.match, ...first.match]);
          const fits = ({ match }: Fixture) =>
            findFixture([{ match, response: null }], both) !== null;
          const tied = other.match.size === first.match.size && fits(other) && fits(first);
          expect(ties.has(other)).toBe(tied);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('names the one that takes precedence first', () => {
    const of = (name: string) => ({ match: jsonObject({ [name]: '1' }), response: name });
    const ties = findTies(of('b'), [of('c'), of('b'), of('a')]);
    expect(ties.map(({ response }) => response)).toEqual(['a', 'c']);
  });
});
