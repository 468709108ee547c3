import { type Json, jsonObject } from '../../../../spin-app/mock/json/json.ts';
import * as real from '../../../../spin-app/mock/schema/validate.ts';
import { isActive } from '../../active-mutant.ts';

export * from '../../../../spin-app/mock/schema/validate.ts';

export function validateArguments(schema: Json, args: Json): string | null {
  if (isActive('arguments-not-validated')) return null;
  if (isActive('defaults-before-matching')) addDefaults(schema, args);
  return real.validateArguments(spoilt(schema), args);
}

function addDefaults(schema: Json, args: Json): void {
  const properties = schema instanceof Map ? schema.get('properties') : undefined;
  if (!(properties instanceof Map) || !(args instanceof Map)) return;
  for (const [name, property] of properties) {
    const value = property instanceof Map ? property.get('default') : undefined;
    if (value !== undefined && !args.has(name)) args.set(name, value);
  }
}

function spoilt(schema: Json): Json {
  if (!(schema instanceof Map)) return schema;
  if (isActive('surplus-arguments-pass')) {
    return new Map([...schema].filter(([name]) => name !== 'additionalProperties'));
  }
  if (!isActive('fractions-as-integers') || schema.get('type') !== 'integer') return below(schema);
  return new Map([...below(schema), ...jsonObject({ type: 'number' })]);
}

function below(schema: Map<string, Json>): Map<string, Json> {
  const properties = schema.get('properties');
  if (!(properties instanceof Map) || !isActive('fractions-as-integers')) return schema;
  const changed = new Map([...properties].map(([name, property]) => [name, spoilt(property)]));
  return new Map([...schema, ...jsonObject({ properties: changed })]);
}
