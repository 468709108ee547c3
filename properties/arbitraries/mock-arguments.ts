import fc, { type Arbitrary } from 'fast-check';
import type { ArgumentModel } from '../models/mock-model.ts';
import { confusableJson, lookalike, respelt } from './json-model.ts';

/** Arguments of a call that are made from those that fixtures ask for. */
export interface CallArguments {
  /** Arguments of its own. */
  readonly own: ArgumentModel;
  /**
   * Indexes of the fixtures that it should match; their arguments override its own, the last one
   * first.
   */
  readonly like: readonly number[];
  /**
   * How they are changed: `respelt`, equal values in another order; `lookalike`, other values that
   * look similar.
   */
  readonly turn: 'exact' | 'respelt' | 'lookalike';
}

/** Arguments by name; the names sort otherwise alone than with JSON's quotes around them. */
const mockArguments: Arbitrary<ArgumentModel> = fc
  .uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'a!', 'k=v'), confusableJson), {
    maxLength: 2,
    selector: ([name]) => name,
  })
  .map((members) => new Map(members));

/** Arguments that mostly fit one or two of so many fixtures. */
export function callArguments(fixtures: number): Arbitrary<CallArguments> {
  return fc.record({
    own: mockArguments,
    like: fc.array(fc.nat({ max: fixtures - 1 }), { maxLength: 2 }),
    turn: fc.constantFrom('exact', 'exact', 'respelt', 'lookalike'),
  });
}

/** Arguments that a fixture is to ask for: often the same as an earlier one's, in other words. */
export const fixtureArguments: Arbitrary<CallArguments> = fc.oneof(
  {
    weight: 3,
    arbitrary: mockArguments.map((own) => ({ own, like: [], turn: 'exact' as const })),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      own: fc.constant(new Map()),
      like: fc.tuple(fc.nat({ max: 1 })),
      turn: fc.constantFrom('respelt', 'exact'),
    }),
  },
);

/** The final arguments, given those of the fixtures. */
export function argumentsOf(
  { own, like, turn }: CallArguments,
  matches: readonly ArgumentModel[],
): ArgumentModel {
  const wanted = like.map((place) => matches[place % Math.max(matches.length, 1)] ?? new Map());
  const all = [...new Map([own, ...wanted].flatMap((each) => [...each]))];
  if (turn === 'exact') return new Map(all);
  if (turn === 'lookalike') return new Map(all.map(([name, value]) => [name, lookalike(value)]));
  return new Map(all.reverse().map(([name, value]) => [name, respelt(value)]));
}
