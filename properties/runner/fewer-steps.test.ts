import { expect, it } from 'vitest';
import { withFewerSteps } from './fewer-steps.ts';
import { type ListIn, listAt, listWithin, wholeValue } from './list-in.ts';
import { Violation } from './violation.ts';

/** A law that is violated if the text of the value contains this; counts its tries. */
function lawAgainst(pattern: RegExp) {
  const law = {
    tried: 0,
    holds: (value: unknown) => {
      law.tried += 1;
      const text = JSON.stringify(value);
      if (text.includes('odd')) throw new TypeError('no law');
      if (pattern.test(text)) throw new Violation(text);
    },
  };
  return law;
}

async function fewer(value: unknown, lists: readonly ListIn<unknown>[], pattern: RegExp) {
  const violation = new Violation('first');
  const { holds } = lawAgainst(pattern);
  const found = await withFewerSteps({ value, violation }, { lists, holds });
  return [found.value, found.violation.message];
}

interface Play {
  readonly fixtures: readonly string[];
  readonly calls: readonly string[];
  readonly names: readonly string[];
}

const PLAY: readonly ListIn<Play>[] = [listAt('fixtures'), listAt('calls')];

it('leaves out every item that a counterexample does without, in all lists of the value', async () => {
  const aBeforeB = /"a".*"b"/;
  const left = ['a', 'b'];
  const whole = [wholeValue()];
  expect(await fewer(['x', 'a', 'y', 'b', 'z'], whole, aBeforeB)).toEqual([left, '["a","b"]']);
  const play = { fixtures: ['x', 'a', 'y'], calls: ['z', 'b'], names: ['n'] };
  const least = { fixtures: ['a'], calls: ['b'], names: ['n'] };
  expect(await fewer(play, PLAY, aBeforeB)).toEqual([least, JSON.stringify(least)]);
  const within = [listWithin<{ readonly play: Play }, 'play'>('play', listAt('fixtures'))];
  const found = { play: { ...play, fixtures: ['a'] } };
  expect(await fewer({ play }, within, aBeforeB)).toEqual([found, JSON.stringify(found)]);
});

it('leaves out two items that only go together, of one list or of two', async () => {
  // Neither `(` nor `)` alone violates the law.
  const balanced = /^[^()]*(?:\([^()]*\)[^()]*)*"a"[^()]*(?:\([^()]*\)[^()]*)*$/;
  const left = [['a'], '["a"]'];
  expect(await fewer(['(', 'x', ')', '(', 'a)'], [wholeValue()], /^nothing$/)).toEqual([
    ['(', 'x', ')', '(', 'a)'],
    'first',
  ]);
  expect(await fewer(['(', 'x', ')', 'a', '(', ')'], [wholeValue()], balanced)).toEqual(left);
  const play = { fixtures: ['(', 'a'], calls: ['b)'], names: [] };
  const least = { fixtures: ['a'], calls: [], names: [] };
  const open = /^\{"fixtures":\[(?:"\(","a"\],"calls":\["b\)"|"a"\],"calls":\[)\]/;
  expect(await fewer(play, PLAY, open)).toEqual([least, JSON.stringify(least)]);
});

it('leaves a value as it is that has no list, or whose items are all needed', async () => {
  expect(await fewer(['a', 'b'], [], /a/)).toEqual([['a', 'b'], 'first']);
  expect(await fewer(['a', 'b'], [wholeValue()], /"a","b"/)).toEqual([['a', 'b'], 'first']);
});

it('leaves as many items as the law says, and takes no other error for a violation', async () => {
  const play = { fixtures: ['x'], calls: ['y'], names: ['z', 'n'] };
  const lists: readonly ListIn<Play>[] = [listAt('fixtures', 1), listAt('calls')];
  const left = { ...play, calls: [] };
  expect(await fewer(play, lists, /x/)).toEqual([left, JSON.stringify(left)]);
  expect(await fewer(['a', 'odd'], [wholeValue()], /"a"/)).toEqual([['a'], '["a"]']);
  expect(await fewer(['a', 'b', 'odd'], [wholeValue()], /^nothing$/)).toEqual([
    ['a', 'b', 'odd'],
    'first',
  ]);
});

it('tries each pair once, at most 200 of them, and none after the signal', async () => {
  const tries = async (length: number, signal?: AbortSignal) => {
    const law = lawAgainst(/^nothing$/);
    const value = Array.from({ length }, (_, at) => at);
    const fewer = { lists: [wholeValue()], holds: law.holds, signal };
    await withFewerSteps({ value, violation: new Violation('first') }, fewer);
    return law.tried;
  };
  expect(await tries(5)).toBe(5 + 10);
  expect(await tries(30)).toBe(30 + 200);
  expect(await tries(5, AbortSignal.abort())).toBe(0);
});
