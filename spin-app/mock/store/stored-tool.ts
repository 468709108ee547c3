import { StoreFailure } from '../../protocol/platform.ts';
import type { Fixture, MockTool } from '../definition/definition.ts';
import { type Json, JsonNumber, type JsonObject, jsonNumber, jsonObject } from '../json/json.ts';
import { JsonSyntaxError, parseJson } from '../json/parse.ts';
import { printJson } from '../json/print.ts';

/** A tool in the store, with its place in the list of tools. */
export interface StoredTool extends MockTool {
  /** When it was first loaded, in milliseconds since the Unix epoch. */
  readonly loaded: number;
  /**
   * Its place among tools loaded in the same millisecond, unless some were cleared between them:
   * then the name decides.
   */
  readonly after: number;
}

/** A shared tool with all that belongs to it, as a session copied it. */
export interface ToolCopy {
  readonly tool: StoredTool;
  /** Undefined when none was set; null is a response. */
  readonly response: Json | undefined;
  readonly fixtures: readonly Fixture[];
}

/** The text of a tool's value. */
export function printStoredTool(tool: StoredTool): string {
  return printJson(toolJson(tool));
}

/** Reads a tool's value. Throws StoreFailure when it is none. */
export function parseStoredTool(text: string): StoredTool {
  return toolOf(parseStored(text));
}

/** The text of a fixture's value. */
export function printStoredFixture(fixture: Fixture): string {
  return printJson(fixtureJson(fixture));
}

/** Reads a fixture's value. Throws StoreFailure when it is none. */
export function parseStoredFixture(text: string): Fixture {
  return fixtureOf(parseStored(text));
}

/** The text of a copy's value. */
export function printToolCopy({ tool, response, fixtures }: ToolCopy): string {
  const copy = jsonObject({ tool: toolJson(tool), fixtures: fixtures.map(fixtureJson) });
  if (response !== undefined) copy.set('response', response);
  return printJson(copy);
}

/** Reads a copy's value. Throws StoreFailure when it is none. */
export function parseToolCopy(text: string): ToolCopy {
  const copy = objectOf(parseStored(text));
  const fixtures = copy.get('fixtures');
  if (!Array.isArray(fixtures)) throw damaged();
  return {
    tool: toolOf(copy.get('tool')),
    response: copy.get('response'),
    fixtures: fixtures.map(fixtureOf),
  };
}

/** Reads any value of the store. Throws StoreFailure when it is no JSON. */
export function parseStored(text: string): Json {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof JsonSyntaxError) throw damaged();
    throw error;
  }
}

function toolJson({ definition, hasSchema, loaded, after }: StoredTool): Json {
  return jsonObject({
    loaded: jsonNumber(loaded),
    after: jsonNumber(after),
    has_schema: hasSchema,
    definition,
  });
}

function toolOf(value: Json | undefined): StoredTool {
  const tool = objectOf(value);
  const definition = objectOf(tool.get('definition'));
  const name = definition.get('name');
  const loaded = tool.get('loaded');
  const after = tool.get('after');
  if (typeof name !== 'string') throw damaged();
  if (!(loaded instanceof JsonNumber && after instanceof JsonNumber)) throw damaged();
  const stamp = { loaded: Number(loaded.text), after: Number(after.text) };
  return { name, definition, hasSchema: tool.get('has_schema') === true, ...stamp };
}

function fixtureJson({ match, response }: Fixture): Json {
  return jsonObject({ match, response });
}

function fixtureOf(value: Json): Fixture {
  const fixture = objectOf(value);
  const response = fixture.get('response');
  if (response === undefined) throw damaged();
  return { match: objectOf(fixture.get('match')), response };
}

function objectOf(value: Json | undefined): JsonObject {
  if (value instanceof Map) return value;
  throw damaged();
}

function damaged(): StoreFailure {
  return new StoreFailure('a stored definition is damaged; clear it and load it again');
}
