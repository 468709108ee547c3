import { expect, it } from 'vitest';
import { Turns } from './turns.ts';

/** The operations of three calls with three operations each, in order. */
async function orderOf(choices: readonly number[]): Promise<string[]> {
  const done: string[] = [];
  const turns = new Turns(3, choices);
  const call = async (lane: number) => {
    for (const operation of [1, 2, 3]) {
      await turns.wait(lane);
      done.push(`${lane}.${operation}`);
    }
    turns.ended();
  };
  await Promise.all([call(0), call(1), call(2)]);
  return done;
}

it('lets one call after another continue if nothing is chosen', async () => {
  expect(await orderOf([])).toEqual([
    '0.1',
    '0.2',
    '0.3',
    '1.1',
    '1.2',
    '1.3',
    '2.1',
    '2.2',
    '2.3',
  ]);
});

it('lets the chosen waiting call continue', async () => {
  expect(await orderOf([2, 1, 0, 1, 2, 0, 0, 1, 0])).toEqual([
    '2.1',
    '1.1',
    '0.1',
    '1.2',
    '2.2',
    '0.2',
    '0.3',
    '2.3',
    '1.3',
  ]);
});
