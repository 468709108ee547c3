import fc from 'fast-check';
import type { Pattern } from '../../harness/internal.ts';
import {
  type GivenResponse,
  type MockOperation,
  mockOperations,
} from '../arbitraries/mock-operation.ts';
import { sessionPair } from '../arbitraries/session-pair.ts';
import {
  answered,
  type ExpectedAnswer,
  exactly,
  refused,
  unlike,
} from '../models/expected-answer.ts';
import { type JsonModel, modelOf, numberOf } from '../models/json-value.ts';
import { type ArgumentModel, MockModel } from '../models/mock-model.ts';
import type { ServiceLaw } from '../runner/law.ts';
import { listAt } from '../runner/list-in.ts';
import { definitionStep, expectedMockAnswer, mockCallStep } from '../runner/mock-steps.ts';
import { routeStep, type Step } from '../runner/step.ts';

/** Operations on the shared mocks and those of two sessions. */
interface MockPlay {
  readonly sessions: readonly [one: string, other: string];
  readonly operations: readonly MockOperation[];
}

/** Definitions belong to all, or to one session; the two never mix. */
export const mockOwnership: ServiceLaw<MockPlay> = {
  name: 'mock-ownership',
  statement:
    'Definitions without a session are shared; the first change that a session makes to a tool ' +
    'copies the shared one, and then only the copy counts; loading a tool again and clearing ' +
    'change nothing else, and all tools are listed in the order of their first loads.',
  needs: 'service',
  runs: { quick: 60, full: 1_000, long: 5_000 },
  values: fc.record({
    sessions: sessionPair,
    operations: mockOperations,
  }),
  lists: [listAt('operations')],
  holds: async ({ sessions: [one, other], operations }, service) => {
    const owners = { shared: null, one, other };
    const model = new MockModel();
    const run = await service.begin();
    for (const [index, operation] of [FIRST, ...operations].entries()) {
      const owner = owners[operation.who];
      const play = played(operation, { model, owner, text: `r${index}` });
      const difference = unlike(play.expected, await run.call(play.step));
      if (difference === undefined) continue;
      throw run.violation(`Call ${index + 1} ${difference}`, new Map([[index, play.expected]]));
    }
  },
};

/** Without a tool there is little to see. */
const FIRST: MockOperation = { kind: 'load', who: 'shared', tool: 't' };

const ABSENT: Pattern = { kind: 'absent' };

interface Play {
  readonly step: Step;
  readonly expected: ExpectedAnswer;
}

interface Context {
  readonly model: MockModel;
  readonly owner: string | null;
  /** No other operation has the same. */
  readonly text: string;
}

/** The request of an operation, and the answer that the model gives to it. */
function played(operation: MockOperation, context: Context): Play {
  const { model, owner } = context;
  switch (operation.kind) {
    case 'clear':
      model.clear(owner);
      return {
        step: definitionStep(owner, 'clear', modelOf({})),
        expected: answered(200, { cleared: exactly(true) }),
      };
    case 'end':
      model.clear(owner);
      return {
        step: { kind: 'end-session', component: 'mock', session: owner ?? '' },
        expected: answered(200, { success: exactly(true) }),
      };
    case 'call': {
      const call = { ...operation, owner };
      const chosen = model.choose(owner, call.tool, call.args);
      return { step: mockCallStep(call), expected: expectedMockAnswer(call, chosen) };
    }
    case 'add': {
      const { tool, match } = operation;
      return adding(tool, { match, response: responseOf(operation, context) }, context);
    }
    case 'list':
      return {
        step: routeStep({ method: 'GET', path: '/mock/list-tools', session: owner ?? undefined }),
        expected: listed(model.list(owner)),
      };
    case 'load-all':
      for (const tool of operation.tools) model.load(owner, tool, context.text);
      return loading(operation.tools, context);
    default:
      return defining(operation, context);
  }
}

function responseOf(
  { response }: { readonly response: GivenResponse },
  context: Context,
): JsonModel {
  return response.kind === 'own' ? context.text : response.value;
}

function defining(
  operation: Extract<MockOperation, { kind: 'load' | 'respond' | 'load-data' }>,
  context: Context,
): Play {
  const { tool } = operation;
  const { model, owner, text } = context;
  if (operation.kind === 'load') {
    model.load(owner, tool, text);
    return loading([tool], context);
  }
  const response = responseOf(operation, context);
  if (operation.kind === 'respond') {
    const isKnown = model.respond(owner, tool, response);
    return {
      step: definitionStep(
        owner,
        'update-response',
        modelOf({ name: tool, mockResponse: response }),
      ),
      expected: isKnown ? answered(200, { updated: exactly(tool) }) : unknown(model, owner),
    };
  }
  const match = new Map([['a', null]]);
  model.loadFixture(owner, tool, { match, response });
  const fixtures = new Map([[tool, [modelOf({ match, response })]]]);
  const step = definitionStep(owner, 'load-schema', modelOf({ fixtures }));
  return { step, expected: loaded([tool]) };
}

function loading(tools: readonly string[], { owner, text }: Context): Play {
  const body = tools.map((name) => modelOf({ name, description: text }));
  return { step: definitionStep(owner, 'load-schema', body), expected: loaded(tools) };
}

function loaded(tools: readonly string[]): ExpectedAnswer {
  return answered(200, { tools: exactly(tools) });
}

function listed(names: readonly string[]): ExpectedAnswer {
  const items = names.map(
    (name): Pattern => ({ kind: 'object', members: new Map([['name', exactly(name)]]) }),
  );
  return answered(200, { tools: { kind: 'array', items } });
}

function adding(
  tool: string,
  { match, response }: { readonly match: ArgumentModel; readonly response: JsonModel },
  { model, owner }: Context,
): Play {
  const step = definitionStep(owner, 'add-fixture', modelOf({ name: tool, match, response }));
  const reported = model.add(owner, tool, { match, response });
  if (reported === undefined) return { step, expected: unknown(model, owner) };
  const expected = answered(200, {
    total_fixtures: exactly(numberOf(reported.total)),
    ties_with: reported.ties.length === 0 ? ABSENT : exactly(reported.ties),
  });
  return { step, expected };
}

function unknown(model: MockModel, owner: string | null): ExpectedAnswer {
  return refused(model.hasTools(owner) ? 404 : 400);
}
