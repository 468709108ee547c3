import { parseJson } from '../../spin-app/mock/json/parse.ts';
import { validateArguments } from '../../spin-app/mock/schema/validate.ts';
import { argumentText, type SchemaCase, schemaCase } from '../arbitraries/json-schema.ts';
import { ajvVerdicts } from '../models/ajv-judge.ts';
import type { PureLaw } from '../runner/law.ts';
import { listAt } from '../runner/list-in.ts';
import { Violation } from '../runner/violation.ts';

/** The interpreter of JSON Schema agrees with a compiler of it. */
export const schemaInterpreter: PureLaw<SchemaCase> = {
  name: 'schema-interpreter',
  statement:
    "The mock's interpreter of JSON Schema accepts and refuses as ajv does (draft-07, 2020-12).",
  needs: 'nothing',
  runs: { quick: 300, full: 10_000, long: 100_000 },
  values: schemaCase,
  lists: [listAt('calls')],
  holds: (value) => {
    const verdicts = ajvVerdicts(value) ?? [];
    const schema = parseJson(JSON.stringify(value.inputSchema));
    for (const [index, { fits }] of verdicts.entries()) {
      const args = argumentText(value.calls[index] ?? {}, value.hasFractions);
      const problem = validateArguments(schema, parseJson(args));
      if ((problem === null) === fits) continue;
      const verb = fits ? 'accepts' : 'refuses';
      throw new Violation(`ajv ${verb} ${args}, and the interpreter says: ${problem ?? 'it fits'}`);
    }
  },
};
