import fc, { type Arbitrary } from 'fast-check';
import { argumentsOf, callArguments, fixtureArguments } from '../arbitraries/mock-arguments.ts';
import { unlike } from '../models/expected-answer.ts';
import { modelOf, NumberText } from '../models/json-value.ts';
import { type ArgumentModel, MockModel } from '../models/mock-model.ts';
import type { ServiceLaw } from '../runner/law.ts';
import { listAt } from '../runner/list-in.ts';
import { definitionStep, expectedMockAnswer, mockCallStep } from '../runner/mock-steps.ts';
import type { ServiceRun } from '../subjects/subject.ts';

/** What fixtures ask for, in the order in which they are added, and calls that mostly fit some. */
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
 * Chance falls otherwise in each of these worlds. A fixture that is chosen by chance may be the
 * right one in a single world for any small set, and only a large set would then show the fault.
 */
const WORLDS = 3;

/** A larger set is tried in one world: what chance does shows in a few fixtures. */
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

/** Which fixture answers is a question of the fixtures and the arguments, and of nothing else. */
export const fixturePrecedence: ServiceLaw<FixtureSet> = {
  name: 'fixture-precedence',
  statement:
    'Of the fixtures that fit (deeply equal: 1 is 1.0, "1" is not) the one that matches most ' +
    'arguments answers, of equals the one of the smallest canonical match (RFC 8785), ' +
    'whatever the order of fixtures and arguments; the same match again replaces.',
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
