import fc, { type Arbitrary } from 'fast-check';
import { type CallArguments, callArguments, fixtureArguments } from './mock-arguments.ts';

/** Whose definitions an operation is about: the shared ones, or those of one of two sessions. */
export type Who = 'shared' | 'one' | 'other';

/** What may be done with mocks of tools. */
export type MockOperation =
  | { readonly kind: 'load' | 'respond' | 'load-data'; readonly who: Who; readonly tool: string }
  | {
      readonly kind: 'add';
      readonly who: Who;
      readonly tool: string;
      readonly match: CallArguments;
    }
  | { readonly kind: 'clear'; readonly who: Who }
  | { readonly kind: 'end'; readonly who: 'one' | 'other' }
  | MockCallOperation;

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

/** Anything that may be done with mocks of tools. */
export const mockOperation: Arbitrary<MockOperation> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ kind: fc.constant('call'), who, tool, style, args: callArguments }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant('add'), who, tool, match: fixtureArguments }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constantFrom('load', 'respond', 'load-data'), who, tool }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('clear'), who }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('end'), who: fc.constantFrom('one', 'other') }),
  },
);
