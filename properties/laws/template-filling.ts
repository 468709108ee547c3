import fc, { type Arbitrary } from 'fast-check';
import type { Pattern } from '../../harness/internal.ts';
import { mockTemplate, templateArguments } from '../arbitraries/mock-template.ts';
import { answered, exactly, succeeded, unlike } from '../models/expected-answer.ts';
import { type JsonModel, jsonTextOf, modelOf } from '../models/json-value.ts';
import type { ArgumentModel } from '../models/mock-model.ts';
import {
  filledTemplate,
  type TemplateModel,
  unfillableHoles,
  writtenTemplate,
} from '../models/template-model.ts';
import type { ServiceLaw } from '../runner/law.ts';
import { definitionStep, mockCallStep } from '../runner/mock-steps.ts';

/** A tool with a template, and a call of it. */
interface TemplatePlay {
  readonly template: TemplateModel;
  /** Whether the template belongs to a fixture, which matches the call. */
  readonly isFixture: boolean;
  /** The defaults of the tool's arguments by name; undefined for those that have none. */
  readonly declared: ReadonlyMap<string, JsonModel | undefined>;
  readonly args: ArgumentModel;
}

const declared: Arbitrary<TemplatePlay['declared']> = fc
  .tuple(templateArguments, fc.subarray(['a', 'b', 'k=v']))
  .map(
    ([defaults, names]) =>
      new Map([...names.map((name) => [name, undefined] as const), ...defaults]),
  );

/** A template is filled in one pass; placeholders that cannot be filled are reported and stay. */
export const templateFilling: ServiceLaw<TemplatePlay> = {
  name: 'template-filling',
  statement:
    'A template is filled in one pass in which inserted text is inert: {{a}}, {{ a }}, {{a.b}}, ' +
    '{{a[0].b}} become text, {"$arg": "a"} keeps the type, defaults replace absent ones, ' +
    '${{ and escapes stay, and placeholders without a value are reported and stay.',
  needs: 'service',
  runs: { quick: 80, full: 1_000, long: 5_000 },
  values: fc.record({
    template: mockTemplate,
    isFixture: fc.boolean(),
    declared,
    args: templateArguments,
  }),
  lists: [],
  holds: async ({ template, isFixture, declared: names, args }, service) => {
    const run = await service.begin();
    await run.call(definitionStep('s', 'load-schema', [toolOf(names)]));
    const match: ArgumentModel = new Map(isFixture ? [...args].slice(0, 1) : []);
    const response = writtenTemplate(template);
    const unfilled = unfillableHoles(template, new Set([...names.keys(), ...match.keys()]));
    const reported = answered(200, {
      unfilled: unfilled.length === 0 ? ABSENT : exactly(unfilled),
    });
    const definition = isFixture
      ? definitionStep('s', 'add-fixture', modelOf({ name: 't', match, response }))
      : definitionStep('s', 'update-response', modelOf({ name: 't', mockResponse: response }));
    const tale = unlike(reported, await run.call(definition));
    if (tale !== undefined) throw run.violation(`Call 2 ${tale}`, new Map([[1, reported]]));
    const filled = filledTemplate(template, withDefaults(args, names));
    const text = typeof filled === 'string' ? filled : jsonTextOf(filled);
    const expected = succeeded(exactly(text));
    const call = mockCallStep({ owner: 's', tool: 't', style: 'component', args });
    const difference = unlike(expected, await run.call(call));
    if (difference === undefined) return;
    throw run.violation(`Call 3 ${difference}`, new Map([[2, expected]]));
  },
};

const ABSENT: Pattern = { kind: 'absent' };

function toolOf(names: TemplatePlay['declared']): JsonModel {
  const properties = [...names].map(([name, value]): [string, JsonModel] => [
    name,
    value === undefined ? new Map() : new Map([['default', value]]),
  ]);
  const inputSchema = modelOf({ type: 'object', properties: new Map(properties) });
  return modelOf({ name: 't', inputSchema });
}

function withDefaults(args: ArgumentModel, names: TemplatePlay['declared']): ArgumentModel {
  const defaults = [...names].flatMap(([name, value]) =>
    value === undefined || args.has(name) ? [] : [[name, value] as const],
  );
  return new Map([...args, ...defaults]);
}
