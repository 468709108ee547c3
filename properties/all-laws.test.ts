import { existsSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ALL_LAWS } from './all-laws.ts';

it('has laws with names of their own, each in a file of its name, with a whole sentence', () => {
  const names = ALL_LAWS.map(({ name }) => name);
  expect(names).toEqual([...new Set(names)].sort());
  const lost = names.filter((name) => !existsSync(new URL(`laws/${name}.ts`, import.meta.url)));
  expect(lost).toEqual([]);
  const unfinished = ALL_LAWS.filter(({ statement }) => !/^[A-Z].*\.$/.test(statement));
  expect(unfinished.map(({ name }) => name)).toEqual([]);
});

it('tries 10,000 values where a law is pure, 1,000 where it runs WebAssembly, and more overnight', () => {
  const sparing = ALL_LAWS.filter(
    ({ needs, runs: { quick, full, long } }) =>
      full < (needs === 'nothing' ? 10_000 : 1_000) || quick < 1 || long < full,
  );
  expect(sparing.map(({ name }) => name)).toEqual([]);
});

it('leaves one item less in a list of a value, and the value that was given as it is', () => {
  for (const { lists, values } of ALL_LAWS) {
    for (const value of fc.sample(values, { numRuns: 20, seed: 1 })) {
      for (const list of lists) {
        const length = list.lengthIn(value);
        if (length === 0) continue;
        const others = lists.filter((each) => each !== list);
        const lengths = others.map((each) => each.lengthIn(value));
        const fewer = list.without(value, length - 1);
        expect([list.lengthIn(fewer), list.lengthIn(value)]).toEqual([length - 1, length]);
        expect(others.map((each) => each.lengthIn(fewer))).toEqual(lengths);
      }
    }
  }
});

it('says of every list of a value, or of a member of it, whether items may be left out', () => {
  // These stay unchanged: choices are positional, and sessions are a pair.
  const kept = new Set(['choices', 'sessions']);
  const silent = ALL_LAWS.flatMap(({ name, lists, values }) => {
    const [value] = fc.sample(values, { numRuns: 1, seed: 1 });
    const found = Array.isArray(value) ? ['value'] : listsIn(value);
    return found.filter((each) => !kept.has(each)).length === lists.length ? [] : [name];
  });
  expect(silent).toEqual([]);
});

/** The names of lists in a value, and in the members of it that are plain objects. */
function listsIn(value: unknown): string[] {
  return Object.entries(Object(value)).flatMap(([name, member]) => {
    if (Array.isArray(member)) return [name];
    return name === 'session' ? listsIn(member) : [];
  });
}
