/**
 * One argument of a tool. The MCP schema in list-tools and the check of a call's arguments are both
 * made from it, so that what is advertised is what is enforced.
 */
export interface Parameter {
  readonly type: 'string' | 'integer' | 'boolean' | 'string-list';
  readonly description: string;
  readonly required?: true;
  /** The only values that a string may have. */
  readonly choices?: readonly string[];
  readonly default?: string | number | boolean;
}

/** The arguments of a tool by name, in the order in which they are advertised. */
export type Parameters = Readonly<Record<string, Parameter>>;

/** The two arguments that every tool of one repository begins with. */
export const repositoryParameters = {
  owner: { type: 'string', description: 'Account that owns the repository', required: true },
  repo: { type: 'string', description: 'Name of the repository', required: true },
} as const satisfies Parameters;

/** The `inputSchema` (JSON Schema) that MCP clients are shown for these arguments. */
export function inputSchema(parameters: Parameters): Record<string, unknown> {
  const entries = Object.entries(parameters);
  return {
    type: 'object',
    properties: Object.fromEntries(entries.map(([name, each]) => [name, propertySchema(each)])),
    required: entries.filter(([, each]) => each.required).map(([name]) => name),
    additionalProperties: false,
  };
}

function propertySchema(parameter: Parameter): Record<string, unknown> {
  const { type, description, choices } = parameter;
  return {
    ...(type === 'string-list' ? { type: 'array', items: { type: 'string' } } : { type }),
    description,
    ...(type === 'integer' && { minimum: 1 }),
    ...(choices && { enum: choices }),
    ...(parameter.default !== undefined && { default: parameter.default }),
  };
}
