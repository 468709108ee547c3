import fc, { type Arbitrary } from 'fast-check';
import { type JsonModel, numberOf } from '../models/json-value.ts';
import { type CallArguments, callArguments, fixtureArguments } from './mock-arguments.ts';

/** Whose definitions an operation is about: the shared ones, or those of one of two sessions. */
export type Who = 'shared' | 'one' | 'other';

/** What may be done with mocks of tools. */
export type MockOperation =
  | { readonly kind: 'load'; readonly who: Who; readonly tool: string }
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
      readonly match: CallArguments;
      readonly response: GivenResponse;
    }
  | { readonly kind: 'clear'; readonly who: Who }
  | { readonly kind: 'end'; readonly who: 'one' | 'other' }
  | MockCallOperation;

/** A response: a text that no other operation has, or a value that is easily taken for none. */
export type GivenResponse =
  | { readonly kind: 'own' }
  | { readonly kind: 'empty'; readonly value: JsonModel };

/** A call of a mock tool. */
export interface MockCallOperation {
  readonly kind: 'call';
  readonly who: Who;
  readonly tool: string;
  readonly style: 'component' | 'mcp';
  readonly args: CallArguments;
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

/** Anything that may be done with mocks of tools. */
export const mockOperation: Arbitrary<MockOperation> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ kind: fc.constant('call'), who, tool, style, args: callArguments }),
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
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('end'), who: fc.constantFrom('one', 'other') }),
  },
);
