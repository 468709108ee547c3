import fc, { type Arbitrary } from 'fast-check';
import { type JsonModel, NumberText } from '../models/json-value.ts';
import type { ArgumentModel } from '../models/mock-model.ts';
import type { HolePath, TemplateModel, TextPart } from '../models/template-model.ts';
import { longText } from './many-names.ts';

/** Texts that a second pass, or a careless replacement, would look into. */
const hostileText = fc.constantFrom(
  ...['x', '', '{{a}}', '{{b}}', '\u0024{{a}}', '\\{{b}}', '{{', '}}', '$&', '$1', '{"$arg":"a"}'],
);

const scalar: Arbitrary<JsonModel> = fc.oneof(
  { weight: 3, arbitrary: hostileText },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom('1', '1.0', '-0', '12345678901234567890123', '1e400')
      .map((text) => new NumberText(text)),
  },
  { weight: 1, arbitrary: fc.constantFrom(null, true) },
);

const argument: Arbitrary<JsonModel> = fc.oneof(
  { weight: 3, arbitrary: scalar },
  { weight: 1, arbitrary: fc.array(scalar, { maxLength: 2 }) },
  { weight: 1, arbitrary: scalar.map((value) => new Map([['b', value]])) },
  { weight: 1, arbitrary: scalar.map((value) => [new Map([['b', value]])]) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<JsonModel[]>(new Map([['$arg', 'a']]), new Map([['$literal', 'x']])),
  },
);

const aText: Arbitrary<JsonModel> = fc.oneof(
  { withCrossShrink: true },
  { weight: 12, arbitrary: hostileText },
  { weight: 12, arbitrary: argument },
  { weight: 1, arbitrary: longText },
);

/** Arguments by name: texts that templates must not interpret, and nested values. */
export const templateArguments: Arbitrary<ArgumentModel> = fc
  .record(
    { a: aText, b: argument, 'k=v': scalar, 'a.b': scalar },
    { requiredKeys: [], noNullPrototype: true },
  )
  .map((members) => new Map(Object.entries(members)));

const path: Arbitrary<HolePath> = fc.record({
  name: fc.constantFrom('a', 'a', 'b', 'k=v', 'zz', 'constructor'),
  steps: fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    { weight: 2, arbitrary: fc.constantFrom(['b'], [0], [0, 'b'], [9], ['length']) },
  ),
});

const hole: Arbitrary<TextPart> = fc.record({
  kind: fc.constantFrom('plain', 'plain', 'plain', 'dollar', 'escaped', 'backslash', 'braced'),
  path,
  space: fc.constantFrom('', '', ' ', '\t'),
});

const text: Arbitrary<TextPart> = fc.record({
  kind: fc.constant('text'),
  text: fc.constantFrom('-', ' ', 'x', '$&', '\\n', '{}', '{{}}', '{{ }}', '}}', '$', '\\').map(
    // A dollar or a backslash at the end would belong to the placeholder after it.
    (each) => (/[$\\]$/.test(each) ? `${each}.` : each),
  ),
});

const part = fc.oneof({ weight: 2, arbitrary: hole }, { weight: 1, arbitrary: text });

const parts: Arbitrary<TextPart[]> = fc.oneof(
  { weight: 14, arbitrary: fc.array(part, { maxLength: 3 }) },
  { weight: 1, arbitrary: fc.array(part, { maxLength: 20, size: 'max' }) },
);

/** Any template. */
export const mockTemplate: Arbitrary<TemplateModel> = fc.letrec<{ template: TemplateModel }>(
  (tie) => ({
    template: fc.oneof(
      { maxDepth: 2, depthSize: 'small', withCrossShrink: true },
      { weight: 4, arbitrary: fc.record({ kind: fc.constant('text' as const), parts }) },
      { weight: 2, arbitrary: fc.record({ kind: fc.constant('argument' as const), path }) },
      fc.record({ kind: fc.constant('literal' as const), value: argument }),
      fc.record({ kind: fc.constant('scalar' as const), value: scalar.filter(isNoText) }),
      fc.record({
        kind: fc.constant('list' as const),
        items: fc.array(tie('template'), { maxLength: 2 }),
      }),
      fc
        .array(fc.tuple(parts, tie('template')), { maxLength: 2 })
        // A different first letter keeps two members distinct, whatever they are filled with.
        .map((members) => ({
          kind: 'object' as const,
          members: members.map(
            ([name, value], index) =>
              [[{ kind: 'text' as const, text: `m${index}` }, ...name], value] as const,
          ),
        })),
    ),
  }),
).template;

function isNoText(value: JsonModel): boolean {
  return typeof value !== 'string';
}
