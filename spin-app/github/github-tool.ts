import type { ToolDefinition } from '../protocol/tool-definition.ts';
import type { GithubApi } from './api.ts';
import type { Arguments } from './arguments.ts';
import type { Json } from './json.ts';
import { inputSchema, type Parameters } from './parameter.ts';
import type { AllowList } from './repository.ts';

/** What a tool gets to answer one call. */
export interface GithubCall {
  readonly args: Arguments;
  readonly api: GithubApi;
  readonly allowed: AllowList;
}

/** What a tool that succeeded answers. */
export interface GithubOutcome {
  readonly result: string;
  /** Keys that stand in the answer after `error_type`. */
  readonly beside?: Readonly<Record<string, string>>;
}

/** One tool of the github component. */
export interface GithubTool {
  readonly name: string;
  readonly description: string;
  readonly parameters: Parameters;
  /** The tool changes something at GitHub and needs the variable `allow_writes`. */
  readonly writes?: true;
  /** Throws GithubFailure for whatever the caller should be told. */
  readonly run: (call: GithubCall) => Promise<GithubOutcome>;
}

/** An outcome whose result is JSON text. */
export function jsonOutcome(value: Json): GithubOutcome {
  return { result: JSON.stringify(value) };
}

/** The tool as MCP clients see it. */
export function definitionOf({ name, description, parameters }: GithubTool): ToolDefinition {
  return { name, description, inputSchema: inputSchema(parameters) };
}
