import fc, { type Arbitrary } from 'fast-check';

/** A result of `JSON.parse`. */
export type PlainJson =
  | null
  | boolean
  | number
  | string
  | readonly PlainJson[]
  | { readonly [name: string]: PlainJson };

const scalar = fc.constantFrom<PlainJson[]>(
  null,
  true,
  false,
  0,
  1,
  2,
  -1,
  1.5,
  -0.5,
  '',
  'a',
  'ab',
  '😀',
);

const name = fc.constantFrom('a', 'b', 'ab');

/** A value that a schema may have to judge. */
const instance: Arbitrary<PlainJson> = fc.letrec<{ value: PlainJson }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(name, tie('value'), { noNullPrototype: true }),
  ),
})).value;

const count = fc.integer({ min: 0, max: 3 });
const bound = fc.constantFrom(-1, 0, 0.5, 1, 2);
const names = fc.uniqueArray(name, { maxLength: 2 });
const type = fc.constantFrom(
  'null',
  'boolean',
  'integer',
  'integer',
  'number',
  'string',
  'array',
  'object',
  'object',
);

/** Keywords that interact, or are used most: random choice would rarely combine them. */
const GROUPS = [
  ['type', 'enum'],
  ['type', 'minimum'],
  ['properties', 'patternProperties', 'additionalProperties'],
  ['prefixItems', 'items'],
  ['items', 'additionalItems'],
  ['if', 'then', 'else'],
];

type Keywords = Readonly<Record<string, Arbitrary<PlainJson>>>;

/**
 * Schemas of keywords that the drafts share, and those of one draft given as `more`; `refers` says
 * whether they may refer to the definitions. `contains` and the unevaluated keywords are excluded:
 * together with `items`, ajv accepts `[1]` where `contains` requires null, and it counts members as
 * evaluated that only a failed alternative evaluated.
 */
function schemas(
  refers: boolean,
  more: (schema: Arbitrary<PlainJson>) => Keywords,
): Arbitrary<PlainJson> {
  return fc.letrec<{ schema: PlainJson }>((tie) => {
    const schema = tie('schema');
    const keywords = {
      ...VALUE_KEYWORDS,
      ...applicators(schema),
      ...(refers && { $ref: fc.constantFrom('#/$defs/one', '#/$defs/two', '#/$defs/tree') }),
      ...more(schema),
    };
    const object = someOf(keywords);
    return {
      schema: fc.oneof({ maxDepth: 3, withCrossShrink: true }, fc.boolean(), object, object),
    };
  }).schema;
}

const VALUE_KEYWORDS: Keywords = {
  type: fc.oneof(type, fc.uniqueArray(type, { minLength: 1, maxLength: 2 })),
  enum: fc.array(instance, { minLength: 1, maxLength: 3 }),
  const: instance,
  minimum: bound,
  maximum: bound,
  exclusiveMinimum: bound,
  exclusiveMaximum: bound,
  multipleOf: fc.constantFrom(0.5, 1, 2),
  minLength: count,
  maxLength: count,
  pattern: fc.constantFrom('^a', 'b$', '^.$'),
  minItems: count,
  maxItems: count,
  uniqueItems: fc.boolean(),
  minProperties: count,
  maxProperties: count,
  required: names,
};

function applicators(schema: Arbitrary<PlainJson>): Keywords {
  const list = fc.array(schema, { minLength: 1, maxLength: 3 });
  const dictionary = (key: Arbitrary<string>, value: Arbitrary<PlainJson>) =>
    fc.dictionary(key, value, { noNullPrototype: true });
  return {
    properties: dictionary(name, schema),
    patternProperties: dictionary(fc.constantFrom('^a', 'b$'), schema),
    additionalProperties: schema,
    propertyNames: schema,
    allOf: list,
    anyOf: list,
    oneOf: list,
    not: schema,
    if: schema,
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
    then: schema,
    else: schema,
    dependencies: dictionary(name, fc.oneof(names, schema)),
  };
}

/** An object of a few of these keywords. */
function someOf(keywords: Keywords): Arbitrary<PlainJson> {
  const known = (all: readonly string[]) => all.filter((key) => Object.hasOwn(keywords, key));
  const groups = GROUPS.map(known).filter((group) => group.length > 1);
  const group = fc.oneof(
    fc.constant([]),
    fc.constantFrom(...groups).chain((all) => fc.subarray(all)),
  );
  const others = fc.uniqueArray(fc.constantFrom(...Object.keys(keywords)), {
    minLength: 1,
    maxLength: 3,
  });
  return fc.tuple(group, others).chain(([some, more]) => {
    const chosen = [...new Set([...some, ...more])];
    const members = chosen.map((key) => [key, keywords[key] ?? fc.constant(true)] as const);
    return fc.record(Object.fromEntries(members), { noNullPrototype: true });
  });
}

/** A tool's schema, and arguments that it has to judge. */
export interface SchemaCase {
  readonly draft: 'draft-07' | '2020-12';
  readonly inputSchema: { readonly [name: string]: PlainJson };
  readonly calls: ReadonlyArray<{ readonly [name: string]: PlainJson }>;
  /** Whether integers are sent as `1.0`, which is equal in JSON Schema. */
  readonly hasFractions: boolean;
}

/** The JSON text of a call's arguments. */
export function argumentText(value: PlainJson, hasFractions: boolean): string {
  const text = (inner: PlainJson): string => argumentText(inner, hasFractions);
  if (Array.isArray(value)) return `[${value.map(text).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(
      ([key, item]) => `${JSON.stringify(key)}:${text(item)}`,
    );
    return `{${members.join(',')}}`;
  }
  return Number.isInteger(value) && hasFractions ? `${value}.0` : JSON.stringify(value);
}

const DRAFTS = {
  'draft-07': (refers: boolean) =>
    schemas(refers, (schema) => ({
      items: fc.oneof(schema, fc.array(schema, { minLength: 1, maxLength: 2 })),
      additionalItems: schema,
    })),
  '2020-12': (refers: boolean) =>
    schemas(refers, (schema) => ({
      items: schema,
      prefixItems: fc.array(schema, { minLength: 1, maxLength: 2 }),
      dependentRequired: fc.dictionary(name, names, { noNullPrototype: true }),
      dependentSchemas: fc.dictionary(name, schema, { noNullPrototype: true }),
    })),
};

const TREE = { properties: { a: { $ref: '#/$defs/tree' } }, items: { $ref: '#/$defs/tree' } };

/**
 * Two arguments with any schemas. Referenced definitions do not refer to others, except a tree, so
 * that no schema refers to itself without descending.
 */
function casesOf(draft: SchemaCase['draft']): Arbitrary<SchemaCase> {
  const [main, part] = [DRAFTS[draft](true), DRAFTS[draft](false)];
  const optional: { requiredKeys: []; noNullPrototype: true } = {
    requiredKeys: [],
    noNullPrototype: true,
  };
  // Most tools only declare the type of an argument.
  const argument = fc.oneof(
    { withCrossShrink: true },
    { weight: 1, arbitrary: fc.record({ type }) },
    { weight: 3, arbitrary: main },
  );
  const inputSchema = fc.record({
    type: fc.constant('object'),
    properties: fc.record({ alpha: argument, beta: argument }, optional),
    // Mostly the values of the arguments decide, not whether any are allowed.
    required: fc.oneof(fc.constant([]), fc.constant([]), fc.subarray(['alpha', 'beta'])),
    additionalProperties: fc.oneof(
      { weight: 4, arbitrary: fc.constant(true) },
      { weight: 1, arbitrary: fc.oneof(fc.constant(false), part) },
    ),
    $defs: fc.record({ one: part, two: part, tree: type.map((each) => ({ ...TREE, type: each })) }),
  });
  const call = fc.record({ alpha: instance, beta: instance, gamma: instance }, optional);
  const calls = fc.array(call, { minLength: 1, maxLength: 5, size: 'medium' });
  return fc.record({
    draft: fc.constant(draft),
    inputSchema,
    calls,
    hasFractions: fc.boolean(),
  });
}

/** Schemas of either draft. */
export const schemaCase: Arbitrary<SchemaCase> = fc.oneof(casesOf('draft-07'), casesOf('2020-12'));
