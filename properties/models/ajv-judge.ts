import { Ajv, type ErrorObject } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { SchemaCase } from '../arbitraries/json-schema.ts';

/** ajv's verdict on arguments. */
export interface AjvVerdict {
  readonly fits: boolean;
  /** The invalid arguments. */
  readonly blamed: ReadonlySet<string>;
}

const SETTINGS = { strict: false, validateSchema: false, logger: false, allErrors: true } as const;

/**
 * The verdicts of ajv on all calls of a case; undefined if the code that ajv generates throws, as
 * for some `items: false`.
 */
export function ajvVerdicts({
  draft,
  inputSchema,
  calls,
}: SchemaCase): readonly AjvVerdict[] | undefined {
  const ajv = draft === 'draft-07' ? new Ajv(SETTINGS) : new Ajv2020(SETTINGS);
  try {
    const validate = ajv.compile(inputSchema);
    return calls.map((call) => {
      const fits = validate(call);
      return { fits, blamed: new Set((validate.errors ?? []).map(argumentOf)) };
    });
  } catch {
    return undefined;
  }
}

function argumentOf({ instancePath, params }: ErrorObject): string {
  const [, first] = instancePath.split('/');
  return first ?? params['missingProperty'] ?? params['additionalProperty'] ?? '';
}
