import fc from 'fast-check';
import { expect, it } from 'vitest';
import { noticedChanges } from './noticed-changes.ts';

type Value = typeof noticedChanges.values extends fc.Arbitrary<infer Each> ? Each : never;

/** The call that is changed. */
function changedCall({ session: { steps }, place }: Value) {
  return steps.at(-1 - (place.fromLast % steps.length));
}

it('changes the same call when another is left out', () => {
  const [calls] = noticedChanges.lists;
  if (calls === undefined) throw new Error('the calls are a list');
  fc.assert(
    fc.property(noticedChanges.values, (value) => {
      const { steps } = value.session;
      const changed = changedCall(value);
      for (const place of steps.keys()) {
        if (steps.length === 1 || steps[place] === changed) continue;
        expect(changedCall(calls.without(value, place))).toBe(changed);
      }
    }),
    { numRuns: 200 },
  );
});
