import fc, { type Arbitrary } from 'fast-check';
import { type JsonModel, jsonTextOf, NumberText } from '../models/json-value.ts';

/** Several spellings of each of a few numbers; all of them doubles hold exactly. */
const SPELLINGS: ReadonlyArray<readonly [string, ...string[]]> = [
  ['1', '1.0', '10e-1', '0.1E1'],
  ['0', '0.0', '-0', '0e5'],
  ['2', '20e-1'],
  ['1.5', '15E-1', '1.50'],
  ['1e22', '10000000000000000000000', '1.0e+22'],
];

/** A number in any of its spellings. */
const number: Arbitrary<JsonModel> = fc
  .constantFrom(...SPELLINGS.flat())
  .map((text) => new NumberText(text));

/** Values that careless comparisons take for one another. */
const scalar: Arbitrary<JsonModel> = fc.oneof(
  number,
  fc.constantFrom('1', '1.0', '', 'a,b', 'x,b=1', 'null', 'true', '[1]', '{"k":1}'),
  fc.constantFrom(null, true, false),
);

/** A small JSON value that is easily confused with others. */
export const confusableJson: Arbitrary<JsonModel> = fc.oneof(
  { weight: 4, arbitrary: scalar },
  { weight: 1, arbitrary: fc.array(scalar, { maxLength: 2 }) },
  {
    weight: 1,
    arbitrary: fc
      .uniqueArray(fc.tuple(fc.constantFrom('k', 'l', '1'), scalar), {
        maxLength: 2,
        selector: ([name]) => name,
      })
      .map((members) => new Map(members)),
  },
);

/** An equal value in another spelling: other texts of numbers, members in the opposite order. */
export function respelt(value: JsonModel): JsonModel {
  if (value instanceof NumberText) return new NumberText(otherSpelling(value.text));
  if (value instanceof Map) {
    return new Map([...value].reverse().map(([name, member]) => [name, respelt(member)]));
  }
  return Array.isArray(value) ? value.map((item: JsonModel) => respelt(item)) : value;
}

/**
 * A different value that looks similar: `1` and `"1"`, `{"k":1}` and its text, `[1]` and
 * `[1,null]`.
 */
export function lookalike(value: JsonModel): JsonModel {
  if (typeof value === 'string') return LOOKALIKES.get(value) ?? [value];
  if (value instanceof Map && value.size > 0) return new Map([...value].slice(1));
  return Array.isArray(value) && value.length > 0 ? [...value, null] : jsonTextOf(value);
}

const LOOKALIKES: ReadonlyMap<string, JsonModel> = new Map<string, JsonModel>([
  ['1', new NumberText('1')],
  ['1.0', new NumberText('1.0')],
  ['null', null],
  ['true', true],
  ['[1]', [new NumberText('1')]],
  ['{"k":1}', new Map([['k', new NumberText('1')]])],
]);

function otherSpelling(text: string): string {
  const spellings = SPELLINGS.find((each) => each.includes(text)) ?? [text];
  return spellings[(spellings.indexOf(text) + 1) % spellings.length] ?? text;
}
