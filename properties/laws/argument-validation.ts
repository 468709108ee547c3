import { argumentText, type SchemaCase, schemaCase } from '../arbitraries/json-schema.ts';
import { ajvVerdicts } from '../models/ajv-judge.ts';
import {
  answered,
  type ExpectedAnswer,
  exactly,
  failed,
  unlike,
} from '../models/expected-answer.ts';
import type { Answer } from '../runner/answer.ts';
import { jsonOf } from '../runner/answer.ts';
import type { ServiceLaw } from '../runner/law.ts';
import { listAt } from '../runner/list-in.ts';
import { routeStep } from '../runner/step.ts';

/** Arguments are accepted and refused as ajv does. */
export const argumentValidation: ServiceLaw<SchemaCase> = {
  name: 'argument-validation',
  statement:
    'A mock rejects arguments exactly when ajv does (draft-07 and 2020-12), with a message that ' +
    'names an argument at fault.',
  needs: 'service',
  runs: { quick: 40, full: 1_000, long: 5_000 },
  values: schemaCase,
  lists: [listAt('calls')],
  holds: async (value, service) => {
    const verdicts = ajvVerdicts(value);
    if (verdicts === undefined) return;
    const run = await service.begin();
    const tool = { name: 't', inputSchema: value.inputSchema };
    const body = [tool];
    const path = '/mock/load-schema';
    const loading = await run.call(routeStep({ method: 'POST', path, session: 's', body }));
    const loaded = answered(200, { tools: exactly(['t']) });
    const refusal = unlike(loaded, loading);
    if (refusal !== undefined) throw run.violation(`Call 1 ${refusal}`, new Map([[0, loaded]]));
    for (const [index, args] of value.calls.entries()) {
      const verdict = verdicts[index];
      if (verdict === undefined) continue;
      const text = argumentText(args, value.hasFractions);
      const call = { component: 'mock', session: 's', tool: 't', args: text } as const;
      const answer = await run.call({ kind: 'tool', ...call });
      const expected = verdict.fits ? FITS : REFUSED;
      const difference = unlike(expected, answer) ?? blameless(verdict.blamed, answer);
      if (difference === undefined) continue;
      throw run.violation(`Call ${index + 2} ${difference}`, new Map([[index + 1, expected]]));
    }
  },
};

const FITS: ExpectedAnswer = answered(200, { success: exactly(true) });
const REFUSED: ExpectedAnswer = failed('InvalidArguments');

/** The complaint that a refusal names none of the invalid arguments. */
function blameless(blamed: ReadonlySet<string>, answer: Answer): string | undefined {
  if (blamed.size === 0) return undefined;
  const text = String(Object(jsonOf(answer)).result);
  if ([...blamed].some((name) => text.includes(name))) return undefined;
  return `is refused with ${JSON.stringify(text)}, which names none of ${[...blamed].join(', ')}`;
}
