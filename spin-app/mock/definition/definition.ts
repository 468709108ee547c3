import type { Json, JsonObject } from '../json/json.ts';

/** A tool as it was loaded. */
export interface MockTool {
  readonly name: string;
  /** The MCP tool with all its fields in their order, without Spintape's own. */
  readonly definition: JsonObject;
  /** False for a tool that only a mock-data file names; it takes any arguments. */
  readonly hasSchema: boolean;
}

/** A canned answer for some arguments. */
export interface Fixture {
  /** The arguments that must be equal, by name. */
  readonly match: JsonObject;
  /** A template. */
  readonly response: Json;
}

/** All that one request wants to have defined. */
export interface Definitions {
  readonly tools: readonly MockTool[];
  /** Templates, each for a tool. */
  readonly responses: readonly { readonly tool: string; readonly response: Json }[];
  readonly fixtures: readonly { readonly tool: string; readonly fixture: Fixture }[];
}

/** A request's definitions cannot be used; the message says which and why. */
export class InvalidDefinition extends Error {
  override readonly name = 'InvalidDefinition';
}

/** The schema that a tool's arguments must fit; a tool without one takes any object. */
export function inputSchemaOf(tool: MockTool): Json {
  return tool.definition.get('inputSchema') ?? true;
}
