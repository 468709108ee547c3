import fc, { type Arbitrary } from 'fast-check';
import { type JsonModel, numberOf } from '../models/json-value.ts';
import type { ArgumentModel } from '../models/mock-model.ts';
import { manyNames } from './many-names.ts';
import {
  argumentsOf,
  type CallArguments,
  callArguments,
  fixtureArguments,
} from './mock-arguments.ts';

/** The owner of an operation's definitions: all sessions, or one of two sessions. */
export type Who = 'shared' | 'one' | 'other';

/**
 * The operations on mocks of tools. `Args` are the arguments of calls and fixtures, or how they are
 * derived from those of earlier fixtures.
 */
export type MockOperation<Args = ArgumentModel> =
  | { readonly kind: 'load'; readonly who: Who; readonly tool: string }
  | { readonly kind: 'load-all'; readonly who: Who; readonly tools: readonly string[] }
  | { readonly kind: 'list'; readonly who: Who }
  | {
      readonly kind: 'respond' | 'load-data';
      readonly who: Who;
      readonly tool: string;
      readonly response: GivenResponse;
    }
  | {
      readonly kind: 'add';
      readonly who: Who;
      readonly tool: string;
      readonly match: Args;
      readonly response: GivenResponse;
    }
  | { readonly kind: 'clear'; readonly who: Who }
  | { readonly kind: 'end'; readonly who: 'one' | 'other' }
  | MockCallOperation<Args>;

/** A response: a unique text, or a value that is easily treated as absent. */
export type GivenResponse =
  | { readonly kind: 'own' }
  | { readonly kind: 'empty'; readonly value: JsonModel };

/** A call of a mock tool. */
interface MockCallOperation<Args> {
  readonly kind: 'call';
  readonly who: Who;
  readonly tool: string;
  readonly style: 'component' | 'mcp';
  readonly args: Args;
}

const who: Arbitrary<Who> = fc.constantFrom('shared', 'one', 'one', 'other');
const tool = fc.oneof(
  { weight: 8, arbitrary: fc.constant('t') },
  { weight: 1, arbitrary: fc.constantFrom('t/u', 'T') },
);
const style = fc.constantFrom('component', 'mcp');
const response: Arbitrary<GivenResponse> = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ kind: 'own' as const }) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom<JsonModel[]>(null, false, numberOf(0), '', [], new Map())
      .map((value) => ({ kind: 'empty' as const, value })),
  },
);

const mockOperation: Arbitrary<MockOperation<CallArguments>> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ kind: fc.constant('call'), who, tool, style, args: callArguments(4) }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('add'),
      who,
      tool,
      match: fixtureArguments,
      response,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.oneof(
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('load'), who, tool }) },
      {
        weight: 2,
        arbitrary: fc.record({
          kind: fc.constantFrom('respond', 'load-data'),
          who,
          tool,
          response,
        }),
      },
    ),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('clear'), who }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('list'), who }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('end'), who: fc.constantFrom('one', 'other') }),
  },
);

/** Many tools at once, then a few operations, then a check of the remaining tools. */
const withManyTools: Arbitrary<MockOperation<CallArguments>[]> = fc
  .record({
    who,
    tools: manyNames(30),
    others: fc.array(mockOperation, { maxLength: 3 }),
  })
  .map(({ who, tools, others }) => [
    { kind: 'load-all', who, tools },
    ...others,
    { kind: 'list', who },
  ]);

/** A sequence of operations: usually short, rarely with many tools. */
export const mockOperations: Arbitrary<MockOperation[]> = fc
  .oneof(
    {
      weight: 7,
      arbitrary: fc.array(mockOperation, { minLength: 1, maxLength: 10, size: 'medium' }),
    },
    { weight: 1, arbitrary: withManyTools },
  )
  .map(settled);

/** The operations with final arguments, so that each keeps its meaning without the others. */
function settled(operations: readonly MockOperation<CallArguments>[]): MockOperation[] {
  // The latest first, as those to come refer to them.
  const added: ArgumentModel[] = [];
  return operations.map((operation) => {
    if (operation.kind === 'call') {
      return { ...operation, args: argumentsOf(operation.args, added) };
    }
    if (operation.kind !== 'add') return operation;
    const match = argumentsOf(operation.match, added);
    added.unshift(match);
    return { ...operation, match };
  });
}
