import fc, { type Arbitrary } from 'fast-check';
import { argumentsOf, callArguments, fixtureArguments } from '../arbitraries/mock-arguments.ts';
import { unlike } from '../models/expected-answer.ts';
import { modelOf, NumberText } from '../models/json-value.ts';
import { type ArgumentModel, MockModel } from '../models/mock-model.ts';
import type { ServiceLaw } from '../runner/law.ts';
import { listAt } from '../runner/list-in.ts';
import { definitionStep, expectedMockAnswer, mockCallStep } from '../runner/mock-steps.ts';
import type { ServiceRun } from '../subjects/subject.ts';

/**
 * The matches of fixtures, in the order in which they are added, and calls that mostly match some.
 */
interface FixtureSet {
  readonly matches: readonly ArgumentModel[];
  readonly calls: readonly ArgumentModel[];
}

function fixtureSet(mostFixtures: number): Arbitrary<FixtureSet> {
  return fc
    .record({
      fixtures: fc.array(fixtureArguments, { minLength: 1, maxLength: mostFixtures, size: 'max' }),
      calls: fc.array(callArguments(mostFixtures), { minLength: 1, maxLength: 3, size: 'medium' }),
    })
    .map(({ fixtures, calls }) => {
      const matches: ArgumentModel[] = [];
      for (const fixture of fixtures) matches.push(argumentsOf(fixture, matches));
      return { matches, calls: calls.map((each) => argumentsOf(each, matches)) };
    });
}

const TOOL = 't';
const OWNER = 's';

/**
 * These worlds have different seeds. In a single world, a random choice may happen to be right for
 * every small set of fixtures, and only a large set would show the fault.
 */
const WORLDS = 3;

/** A larger set is tried in one world: random choices already show with a few fixtures. */
const FEW = 6;

/** Defaults fill templates; no fixture is chosen by them. */
const TOOL_WITH_DEFAULTS = modelOf({
  name: TOOL,
  inputSchema: modelOf({
    type: 'object',
    properties: modelOf({
      a: modelOf({ default: null }),
      b: modelOf({ default: new NumberText('1') }),
    }),
  }),
});

/** Which fixture answers depends only on the fixtures and the arguments. */
export const fixturePrecedence: ServiceLaw<FixtureSet> = {
  name: 'fixture-precedence',
  statement:
    'Of the fixtures that match (deeply equal: 1 is 1.0, "1" is not), the one with the most ' +
    'arguments answers, on a tie the one with the smallest canonical match (RFC 8785), in ' +
    'any order of fixtures and arguments; a fixture with the same match replaces the other.',
  needs: 'service',
  runs: { quick: 25, full: 1_000, long: 10_000 },
  values: fc.oneof(
    { weight: 5, arbitrary: fixtureSet(4) },
    { weight: 1, arbitrary: fixtureSet(24) },
  ),
  lists: [listAt('matches'), listAt('calls')],
  holds: async (set, service) => {
    const worlds = set.matches.length > FEW ? 1 : WORLDS;
    for (let world = 0; world < worlds; world += 1) await holdsIn(await service.begin(), set);
  },
};

async function holdsIn(run: ServiceRun, { matches, calls }: FixtureSet): Promise<void> {
  const model = new MockModel();
  model.load(OWNER, TOOL, '');
  await run.call(definitionStep(OWNER, 'load-schema', [TOOL_WITH_DEFAULTS]));
  for (const [index, match] of matches.entries()) {
    const response = `r${index}`;
    model.add(OWNER, TOOL, { match, response });
    await run.call(definitionStep(OWNER, 'add-fixture', modelOf({ name: TOOL, match, response })));
  }
  for (const [index, args] of calls.entries()) {
    const call = { owner: OWNER, tool: TOOL, style: 'component', args } as const;
    const expected = expectedMockAnswer(call, model.choose(OWNER, TOOL, args));
    const difference = unlike(expected, await run.call(mockCallStep(call)));
    if (difference === undefined) continue;
    const place = 1 + matches.length + index;
    throw run.violation(`Call ${place + 1} ${difference}`, new Map([[place, expected]]));
  }
}
