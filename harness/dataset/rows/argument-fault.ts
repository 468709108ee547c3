import { canonicalJson } from '../../json/canonical-json.ts';
import { isJsonObject, type JsonText, type JsonValue } from '../../json/json-text.ts';
import { readJson } from '../../json/read-json.ts';
import { isRowObject, objectsOf, type RowObject, textOf } from './row-value.ts';

/**
 * How arguments violate the schema that a row gives for its tool; undefined if they do not. Only
 * keywords with a certain meaning count: `type`, `required`, `enum`, `properties`, `items` and
 * `additionalProperties: false` of JSON Schema; all other keywords are ignored.
 */
export function argumentFault(args: JsonText, schema: RowObject): string | undefined {
  try {
    return faultOf(readJson(args), { schema, name: 'the arguments' });
  } catch {
    // Nested too deep: the schema has no say in it.
    return undefined;
  }
}

interface Place {
  readonly schema: RowObject;
  readonly name: string;
}

function faultOf(value: JsonValue, { schema, name }: Place): string | undefined {
  const types = typesOf(schema['type']);
  if (types.length > 0 && !types.some((type) => isOfType(value, type))) {
    return `${name} must be of type ${types.join(' or ')}`;
  }
  const choices: unknown = schema['enum'];
  if (Array.isArray(choices) && choices.length > 0 && !isAmong(value, choices)) {
    return `${name} is none of the choices`;
  }
  if (Array.isArray(value)) return itemsFault(value, { schema, name });
  return isJsonObject(value) ? membersFault(value, { schema, name }) : undefined;
}

function itemsFault(values: readonly JsonValue[], { schema, name }: Place): string | undefined {
  const { items } = schema;
  if (!isRowObject(items)) return undefined;
  for (const [index, value] of values.entries()) {
    const fault = faultOf(value, { schema: items, name: `${name}[${index}]` });
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function membersFault(
  value: { readonly [key: string]: JsonValue },
  { schema, name }: Place,
): string | undefined {
  const properties = isRowObject(schema['properties']) ? schema['properties'] : {};
  const required: readonly unknown[] = Array.isArray(schema['required']) ? schema['required'] : [];
  for (const key of required) {
    if (typeof key === 'string' && !Object.hasOwn(value, key)) return `${key} is missing`;
  }
  for (const [key, member] of Object.entries(value)) {
    const described = Object.hasOwn(properties, key) ? properties[key] : undefined;
    if (described === undefined && schema['additionalProperties'] === false) {
      return `${name} have no ${key}`;
    }
    // Writers of rows leave nulls of optional arguments in.
    if (!isRowObject(described) || member === null) continue;
    const fault = faultOf(member, { schema: described, name: key });
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** The JSON types of the Python types that older rows name. */
const PYTHON_TYPES: Readonly<Record<string, string>> = {
  str: 'string',
  int: 'integer',
  float: 'number',
  bool: 'boolean',
  list: 'array',
  dict: 'object',
};

const TYPES = ['string', 'number', 'integer', 'boolean', 'array', 'object', 'null'];

/** The types that a schema allows; none if it names an unknown one. */
function typesOf(type: unknown): string[] {
  const names = (Array.isArray(type) ? type : [type]).map((name) => textOf(name) ?? '');
  const known = names.map((name) => PYTHON_TYPES[name] ?? name);
  return known.every((name) => TYPES.includes(name)) ? known : [];
}

function isOfType(value: JsonValue, type: string): boolean {
  if (value === null) return type === 'null';
  if (typeof value === 'string' || typeof value === 'boolean') return typeof value === type;
  if (Array.isArray(value)) return type === 'array';
  if (isJsonObject(value)) return type === 'object';
  return type === 'number' || (type === 'integer' && Number.isInteger(Number(String(value))));
}

function isAmong(value: JsonValue, choices: readonly unknown[]): boolean {
  const sought = canonicalJson(JSON.stringify(plain(value)));
  return choices.some((choice) => canonicalJson(JSON.stringify(plain(choice))) === sought);
}

/** A value without lossless numbers; choices are short, so doubles distinguish them. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (!isRowObject(value)) return value;
  if ('isLosslessNumber' in value) return Number(String(value));
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, plain(member)]));
}

/**
 * The schema of a tool's arguments as a row describes it: JSON Schema in `parameters` or
 * `inputSchema`, or the list of parameters that rows had before December 2025.
 */
export function argumentSchema(described: RowObject): RowObject | undefined {
  const schema =
    described['parameters'] ?? described['inputSchema'] ?? described['input_schema'] ?? undefined;
  if (isRowObject(schema)) return schema;
  if (!Array.isArray(schema)) return undefined;
  const named = objectsOf(schema).flatMap((parameter) => {
    const name = textOf(parameter['name']);
    return name === undefined ? [] : [{ name, parameter }];
  });
  if (named.length === 0) return undefined;
  return {
    type: 'object',
    properties: Object.fromEntries(
      named.map(({ name, parameter }) => [name, { type: parameter['type'] }]),
    ),
    required: named.flatMap(({ name, parameter }) =>
      parameter['required'] === true ? [name] : [],
    ),
  };
}
