import { type Json, jsonObject, jsonTypeName } from '../json/json.ts';
import { findSchemaFault } from '../schema/check-schema.ts';
import { type Definitions, InvalidDefinition, type MockTool } from './definition.ts';
import { readToolFixtures } from './read-tool-fixtures.ts';

/**
 * Reads one MCP tool, with the fields `mockResponse` and `mockFixtures` that may stand beside its
 * own. A description that is absent or null becomes an empty text and a missing schema one of any
 * object, because clients refuse the list of tools otherwise.
 *
 * @param where names the tool in messages until its name is known
 * @throws {@link InvalidDefinition}
 */
export function readTool(
  value: Json,
  { where, checkSchemas }: { readonly where: string; readonly checkSchemas: boolean },
): Definitions {
  if (!(value instanceof Map)) {
    throw new InvalidDefinition(`${where} must be an object, not ${jsonTypeName(value)}`);
  }
  const name = value.get('name');
  if (typeof name !== 'string' || name === '') {
    throw new InvalidDefinition(`${where} has no \`name\` (a text that is not empty)`);
  }
  const schema = value.get('inputSchema') ?? jsonObject({ type: 'object' });
  if (!(schema instanceof Map)) {
    const type = jsonTypeName(schema);
    throw new InvalidDefinition(`inputSchema of ${name} must be an object, not ${type}`);
  }
  const fault = checkSchemas ? findSchemaFault(schema) : null;
  if (fault !== null) throw new InvalidDefinition(`inputSchema of ${name}: ${fault}`);
  const definition = new Map(value);
  definition.delete('mockResponse');
  definition.delete('mockFixtures');
  definition.set('description', descriptionOf(value.get('description'), name));
  definition.set('inputSchema', schema);
  const tool: MockTool = { name, definition, hasSchema: true };
  const response = value.get('mockResponse');
  const fixtures = readToolFixtures(tool, value.get('mockFixtures') ?? null);
  return {
    tools: [tool],
    responses: response === undefined ? [] : [{ tool: name, response }],
    fixtures: fixtures.map((fixture) => ({ tool: name, fixture })),
  };
}

function descriptionOf(description: Json | undefined, tool: string): string {
  if (description === undefined || description === null) return '';
  if (typeof description === 'string') return description;
  const type = jsonTypeName(description);
  throw new InvalidDefinition(`description of ${tool} must be a text, not ${type}`);
}
