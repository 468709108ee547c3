import fc from 'fast-check';
import { expect, it } from 'vitest';
import { verdictOf } from '../reporting/law-verdict.ts';
import { checkLaws, type LawsSettings } from './check-laws.ts';
import { faultyLaw, numbersAreEqual, serviceLaw, smallNumbers } from './law.fixture.ts';
import type { Law, PureLaw } from './law.ts';
import { Violation } from './violation.ts';

const usual: LawsSettings = { profile: 'quick', seed: 7, lanes: 1, now: () => 0 };

async function check(laws: readonly Law[], settings: Partial<LawsSettings> = {}) {
  const { outcomes, leftOut } = await checkLaws(laws, () => ({}), { ...usual, ...settings });
  return {
    outcomes: outcomes.map((outcome) => {
      const { law, ...others } = outcome;
      return { name: law.name, verdict: verdictOf(outcome), ...others };
    }),
    leftOut: leftOut.map(({ law: { name }, reason }) => `${name}: ${reason}`),
  };
}

it('makes a counterexample as small as it gets, and says how to find it again', async () => {
  const { outcomes } = await check([smallNumbers]);
  const [first] = outcomes;
  const { violation, runs, ...others } = first ?? { runs: 0 };
  expect(runs).toBeLessThan(100);
  expect([others, violation?.explanation, violation?.value, violation?.seed]).toEqual([
    {
      name: 'small-numbers',
      verdict: 'breach',
      seed: 7,

      calls: 0,
      isCut: false,
    },
    '10 is large',
    '10',
    7,
  ]);
  const again = await check([smallNumbers], { path: violation?.path });
  expect(again.outcomes[0]?.violation).toEqual({ ...violation, path: violation?.path, shrinks: 0 });
});

it('tries as many values as the profile or the caller says, and names the laws that it cannot check', async () => {
  expect(await check([numbersAreEqual, serviceLaw])).toEqual({
    outcomes: [
      { name: 'numbers-are-equal', verdict: 'holds', seed: 7, runs: 100, calls: 0, isCut: false },
    ],
    leftOut: ['service-law: they need control of the world'],
  });
  const { outcomes } = await check([numbersAreEqual], { profile: 'full' });
  expect(outcomes[0]?.runs).toBe(10_000);
  expect((await check([numbersAreEqual], { runs: 2_501 })).outcomes[0]?.runs).toBe(2_501);
});

it('finds the same, however many turns run at the same time', async () => {
  const rare: PureLaw<number> = {
    ...smallNumbers,
    values: fc.nat(1_000_000),
    holds: (value) => smallNumbers.holds(value % 3_001 === 77 ? 77 : 0),
  };
  const laws = [numbersAreEqual, rare, { ...smallNumbers, name: 'other' }];
  const settings = { runs: 20_000 };
  const one = await check(laws, settings);
  expect(one.outcomes.map(({ verdict }) => verdict)).toEqual(['holds', 'breach', 'breach']);
  expect(await check(laws, { ...settings, lanes: 4 })).toEqual(one);
});

it('leads to a counterexample of a later turn by the seed of that turn', async () => {
  let values = 0;
  const late: PureLaw<number> = {
    ...smallNumbers,
    holds: (value) => {
      values += 1;
      if (values > 6_000) smallNumbers.holds(value);
    },
  };
  const { violation } = (await check([late], { runs: 10_000 })).outcomes[0] ?? {};
  expect(violation?.seed).not.toBe(7);
  const again = await check([smallNumbers], { seed: violation?.seed ?? 0, path: violation?.path });
  expect(again.outcomes[0]?.violation?.value).toBe(violation?.value);
});

it('ends when the time is over, or on a signal, with the laws that hold so far', async () => {
  let time = 0;
  const now = () => {
    time += 1;
    return time;
  };
  const { outcomes } = await check([numbersAreEqual], { runs: 100_000, timeMs: 500, now });
  expect(outcomes).toEqual([
    { name: 'numbers-are-equal', verdict: 'cut-short', seed: 7, runs: 499, calls: 0, isCut: true },
  ]);
  const interruption = new AbortController();
  const interrupted = await check([numbersAreEqual], {
    runs: 10_000,
    signal: interruption.signal,
    onProgress: ({ runs }) => {
      if (runs === 300) interruption.abort();
    },
  });
  expect(interrupted.outcomes).toEqual([
    { name: 'numbers-are-equal', verdict: 'cut-short', seed: 7, runs: 300, calls: 0, isCut: true },
  ]);
});

it('shares the time between the laws, and does not claim that an untried law holds', async () => {
  let time = 0;
  const now = () => {
    time += 1;
    return time;
  };
  const laws = [numbersAreEqual, ...['b', 'c', 'd'].map((name) => ({ ...numbersAreEqual, name }))];
  const { outcomes } = await check(laws, { runs: 10_000, timeMs: 1_000, now });
  for (const { verdict, runs } of outcomes) {
    expect([verdict, runs > 200 && runs < 300]).toEqual(['cut-short', true]);
  }
  const late = await check(laws, { timeMs: 1, now });
  expect(late.outcomes.map(({ verdict, runs }) => [verdict, runs]).at(-1)).toEqual(['not-run', 0]);
});

it('leaves no time unused that a law without further turns would have had', async () => {
  let time = 0;
  const now = () => {
    time += 1;
    return time;
  };
  // A round of two turns; the law that breaks in the first comes last in the second.
  const laws = [numbersAreEqual, smallNumbers];
  const { outcomes } = await check(laws, { runs: 5_000, timeMs: 5_000, now });
  expect(outcomes.map(({ verdict }) => verdict)).toEqual(['cut-short', 'breach']);
  // If the violated law got a share of the remaining time, the other would end a thousand values
  // earlier.
  expect(outcomes[0]?.runs).toBeGreaterThan(4_900);
});

it('ends without a counterexample if a path leads to none, and holds if it leads to a passing value', async () => {
  for (const path of ['1:2:3', '5']) {
    const { outcomes } = await check([numbersAreEqual], { path });
    expect(outcomes[0]?.violation).toBe(undefined);
  }
  expect((await check([numbersAreEqual], { path: '5' })).outcomes).toEqual([
    { name: 'numbers-are-equal', verdict: 'holds', seed: 7, runs: 1, calls: 0, isCut: false },
  ]);
});

it('keeps the results of other laws when one throws an error that is not a violation', async () => {
  const { outcomes } = await check([faultyLaw, smallNumbers, numbersAreEqual]);
  expect(outcomes.map(({ name, verdict }) => [name, verdict])).toEqual([
    ['faulty-law', 'error'],
    ['small-numbers', 'breach'],
    ['numbers-are-equal', 'holds'],
  ]);
  const [{ error, violation, runs } = {}] = outcomes;
  expect([error, violation, runs]).toEqual([new TypeError('no law'), undefined, 0]);
});

it('keeps a counterexample when shrinking throws an error that is not a violation', async () => {
  let isGone = false;
  const deadly: PureLaw<number> = {
    ...smallNumbers,
    holds: (value) => {
      if (value < 600 && isGone) throw new TypeError('the service is gone');
      if (value < 600) return;
      isGone = true;
      throw new Violation(`${value} is large`);
    },
  };
  const [{ verdict, violation } = {}] = (await check([deadly])).outcomes;
  expect([verdict, violation?.explanation]).toEqual(['breach', '600 is large']);
});
