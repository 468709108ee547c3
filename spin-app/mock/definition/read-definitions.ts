import { type Json, type JsonObject, jsonTypeName } from '../json/json.ts';
import { type Definitions, InvalidDefinition } from './definition.ts';
import { readFixture } from './read-fixture.ts';
import { readTool } from './read-tool.ts';

interface Options {
  /** Whether a schema that cannot be used is refused. */
  readonly checkSchemas: boolean;
}

/**
 * Reads what `/mock/load-schema` takes: an array of MCP tools, `{tools}`, a whole JSON-RPC response
 * to `tools/list`, or a mock-data file `{mockResponses: {tool: {defaultResponse}}, fixtures:
 * {tool: [{match, response}]}}`, whose keys may also stand beside `tools`.
 *
 * @throws {@link InvalidDefinition}
 */
export function readDefinitions(value: Json, options: Options): Definitions {
  if (Array.isArray(value)) return readTools(value, options);
  if (!(value instanceof Map)) {
    const type = jsonTypeName(value);
    throw new InvalidDefinition(`expected an array of tools or an object, got ${type}`);
  }
  const result = value.get('result');
  if (value.has('jsonrpc') && result instanceof Map) return readDefinitions(result, options);
  const parts = [
    ...(value.has('tools') ? [readTools(value.get('tools') ?? null, options)] : []),
    ...(value.has('mockResponses') ? [readResponses(value.get('mockResponses') ?? null)] : []),
    ...(value.has('fixtures') ? [readFixtures(value.get('fixtures') ?? null)] : []),
  ];
  if (parts.length > 0) return joined(parts);
  throw new InvalidDefinition(
    value.has('error')
      ? 'a JSON-RPC error has no tools'
      : 'expected `tools`, or `mockResponses` and `fixtures`',
  );
}

function readTools(value: Json, { checkSchemas }: Options): Definitions {
  if (!Array.isArray(value)) {
    throw new InvalidDefinition(`\`tools\` must be an array, not ${jsonTypeName(value)}`);
  }
  const read = value.map((tool, index) =>
    readTool(tool, { where: `tool ${index + 1}`, checkSchemas }),
  );
  return joined(read);
}

function readResponses(value: Json): Definitions {
  const responses = [...entriesOf(value, 'mockResponses')].map(([tool, entry]) => {
    const response = entry instanceof Map ? entry.get('defaultResponse') : undefined;
    if (response !== undefined) return { tool, response };
    throw new InvalidDefinition(`mockResponses of ${tool}: missing field \`defaultResponse\``);
  });
  return { tools: [], responses, fixtures: [] };
}

function readFixtures(value: Json): Definitions {
  const fixtures = [...entriesOf(value, 'fixtures')].flatMap(([tool, list]) => {
    if (!Array.isArray(list)) {
      const type = jsonTypeName(list);
      throw new InvalidDefinition(`fixtures of ${tool} must be an array, not ${type}`);
    }
    return list.map((item, index) => ({
      tool,
      fixture: readFixture(item, `fixture ${index + 1} of ${tool}`),
    }));
  });
  return { tools: [], responses: [], fixtures };
}

function entriesOf(value: Json, name: string): JsonObject {
  if (!(value instanceof Map)) {
    throw new InvalidDefinition(`\`${name}\` must be an object, not ${jsonTypeName(value)}`);
  }
  if (value.has('')) throw new InvalidDefinition(`\`${name}\` has a tool without a name`);
  return value;
}

function joined(parts: readonly Definitions[]): Definitions {
  return {
    tools: parts.flatMap(({ tools }) => tools),
    responses: parts.flatMap(({ responses }) => responses),
    fixtures: parts.flatMap(({ fixtures }) => fixtures),
  };
}
