import { type Json, jsonTypeName } from '../json/json.ts';
import { JsonSyntaxError, parseJson } from '../json/parse.ts';
import { validateArguments } from '../schema/validate.ts';
import { type Fixture, InvalidDefinition, inputSchemaOf, type MockTool } from './definition.ts';
import { readFixture } from './read-fixture.ts';

/**
 * Reads a tool's `mockFixtures`: an array of `{match, response}`, or DeepFabric's object from
 * `name=text,name=text` to responses. Such a text is a text unless the tool's schema takes only
 * another type there (`n=5` for an integer).
 *
 * @throws {@link InvalidDefinition}
 */
export function readToolFixtures(tool: MockTool, value: Json): readonly Fixture[] {
  if (value === null) return [];
  if (Array.isArray(value)) {
    return value.map((item, index) => readFixture(item, `fixture ${index + 1} of ${tool.name}`));
  }
  if (value instanceof Map) {
    return [...value].map(([key, response]) => ({ match: matchOf(key, tool), response }));
  }
  const type = jsonTypeName(value);
  throw new InvalidDefinition(`mockFixtures of ${tool.name} must be an object, not ${type}`);
}

function matchOf(key: string, tool: MockTool): Fixture['match'] {
  if (key === '') return new Map();
  return new Map(
    key.split(',').map((part) => {
      const equals = part.indexOf('=');
      if (equals > 0) {
        const name = part.slice(0, equals);
        return [name, typedValue(part.slice(equals + 1), propertySchema(tool, name))] as const;
      }
      throw new InvalidDefinition(
        `mockFixtures of ${tool.name}: \`${key}\` is not a list of name=value`,
      );
    }),
  );
}

function propertySchema(tool: MockTool, name: string): Json {
  const schema = inputSchemaOf(tool);
  const properties = schema instanceof Map ? schema.get('properties') : undefined;
  return (properties instanceof Map ? properties.get(name) : undefined) ?? true;
}

function typedValue(text: string, schema: Json): Json {
  if (validateArguments(schema, text) === null) return text;
  try {
    const value = parseJson(text);
    return validateArguments(schema, value) === null ? value : text;
  } catch (error) {
    if (error instanceof JsonSyntaxError) return text;
    throw error;
  }
}
