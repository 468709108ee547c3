import { expect, it } from 'vitest';
import { Breach } from './breach.ts';
import { withFewerSteps } from './fewer-steps.ts';

const steps = (...paths: readonly string[]) => paths.map((path) => ({ kind: 'route', path }));

/** Does not hold of values in which `a` stands before `b`. */
function holds(value: unknown): void {
  const text = JSON.stringify(value);
  if (/"a".*"b"/.test(text)) throw new Breach(text);
  if (text.includes('odd')) throw new TypeError('no law');
}

const fewer = async (value: unknown) => {
  const found = await withFewerSteps({ value, breach: new Breach('first') }, holds);
  return [found.value, found.breach.message];
};

it('leaves out every step that a breach does without', async () => {
  const [a, b] = steps('a', 'b');
  const left = [a, b];
  expect(await fewer(steps('x', 'a', 'y', 'b', 'z'))).toEqual([left, JSON.stringify(left)]);
  const world = { seed: 7, steps: steps('a', 'y', 'b'), others: ['a', 'b'] };
  const { value } = { value: { ...world, steps: left } };
  expect((await fewer({ ...world, others: [] }))[0]).toEqual({ ...value, others: [] });
});

it('leaves a value as it is that is no list of steps, or whose steps are all needed', async () => {
  expect(await fewer(['a', 'b'])).toEqual([['a', 'b'], 'first']);
  expect(await fewer(steps('a', 'b'))).toEqual([steps('a', 'b'), 'first']);
});
