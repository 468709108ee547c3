import fc, { type Arbitrary } from 'fast-check';
import {
  type Expectation,
  expandResult,
  type Pattern,
  type StartingMock,
  type StoreFault,
} from '../../harness/internal.ts';
import { hostileString, jsonText, uniqueJsonText } from './cassette-text.ts';

const OPERATIONS: ReadonlyArray<StoreFault['operation']> = [
  'get',
  'set',
  'delete',
  'exists',
  'keys',
];

const TYPES: ReadonlyArray<Extract<Pattern, { kind: 'type' }>['type']> = [
  ...(['string', 'number', 'integer', 'boolean', 'null', 'object', 'array'] as const),
];

/** Any mocks of a starting world. */
export const mock: Arbitrary<StartingMock> = fc.record({
  tools: fc.array(uniqueJsonText, { maxLength: 2 }),
  responses: fc.array(fc.tuple(hostileString, uniqueJsonText), { maxLength: 2 }).map(mapOf),
  fixtures: fc
    .array(
      fc.tuple(
        hostileString,
        fc.array(fc.record({ match: uniqueJsonText, response: uniqueJsonText }), { maxLength: 2 }),
      ),
      { maxLength: 2 },
    )
    .map(mapOf),
});

/** Any fault of a store. */
export const storeFault: Arbitrary<StoreFault> = fc.record(
  {
    operation: fc.constantFrom(...OPERATIONS),
    store: fc.constantFrom('default', 'other'),
    prefix: hostileString,
    nth: fc.integer({ min: 1 }),
    message: hostileString,
  },
  { requiredKeys: ['operation', 'store', 'prefix', 'message'] },
);

const memberName = hostileString.map((name) => (name.startsWith('$') ? `_${name}` : name));

/** Any pattern of a JSON value. */
const pattern: Arbitrary<Pattern> = fc.letrec<{ pattern: Pattern }>((tie) => ({
  pattern: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    uniqueJsonText.map(
      (json) => ({ kind: isCollection(json) ? 'exactly' : 'value', json }) as const,
    ),
    fc.record({ kind: fc.constant('type' as const), type: fc.constantFrom(...TYPES) }),
    fc.constant({ kind: 'absent' as const }),
    fc.record({
      kind: fc.constant('matches' as const),
      source: hostileString.map((text) => text.replace(/[^\w ]/gu, '.')),
    }),
    fc.record({
      kind: fc.constantFrom('contains' as const, 'json' as const),
      pattern: tie('pattern'),
    }),
    fc.record({
      kind: fc.constant('array' as const),
      items: fc.array(tie('pattern'), { maxLength: 3 }),
    }),
    fc.record({
      kind: fc.constant('object' as const),
      members: fc.array(fc.tuple(memberName, tie('pattern')), { maxLength: 3 }).map(mapOf),
    }),
  ),
})).pattern;

const expectedValue = fc.oneof(
  hostileString.map((text) => new TextEncoder().encode(text)),
  fc.uint8Array({ maxLength: 20 }).map((bytes) => new Uint8Array(bytes)),
  pattern.filter(({ kind }) => !['value', 'object', 'array'].includes(kind)),
  fc.constant(null),
);

/** Any expectation of a call. */
export const expectation: Arbitrary<Expectation> = fc.oneof(
  fc.record({ line: fc.constant(0), response: jsonText.map((value) => expandResult({ value })) }),
  fc.record(
    {
      line: fc.constant(0),
      status: fc.integer({ min: 100, max: 999 }),
      body: pattern,
      state: fc
        .array(
          fc.tuple(
            fc.constantFrom('default', 'other', 'another'),
            fc.array(fc.tuple(hostileString, expectedValue), { minLength: 1, maxLength: 2 }),
          ),
          { maxLength: 3 },
        )
        .map((stores) => new Map(stores.map(([label, values]) => [label, new Map(values)]))),
    },
    { requiredKeys: ['line', 'status'] },
  ),
);

function isCollection(json: string): boolean {
  return /^[[{]/.test(json);
}

function mapOf<Value>(entries: ReadonlyArray<[string, Value]>): Map<string, Value> {
  return new Map(entries);
}
