import { existsSync } from 'node:fs';
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
