import type { Answer, InboundRequest } from '../../protocol/http.ts';
import { type Definitions, InvalidDefinition } from '../definition/definition.ts';
import { readDefinitions } from '../definition/read-definitions.ts';
import type { Json } from '../json/json.ts';
import { loadDefinitions } from '../load-definitions.ts';
import { invalidRequest, MockFailure } from '../mock-failure.ts';
import { ownerOf, readObject, textField } from '../read-request.ts';
import type { Situation } from '../situation.ts';
import { McpClient } from './mcp-client.ts';

/**
 * `POST /mock/pull`: loads the tools of the MCP server at `url`. Which hosts may be asked is for
 * the sandbox to say (the variable `mcp_hosts` in spin.toml).
 */
export async function pullTools(request: InboundRequest, situation: Situation): Promise<Answer> {
  const body = readObject(request);
  const owner = ownerOf(request, body);
  const client = new McpClient(readUrl(textField(body, 'url')), situation.platform);
  await client.initialize();
  const tools = await client.listTools();
  await client.close();
  const definitions = definitionsOf(tools, situation.rules.validates);
  return loadDefinitions(definitions, situation.storeOf(owner), situation);
}

function readUrl(text: string): string {
  try {
    const { protocol, href, username, password } = new URL(text);
    const isHttp = protocol === 'http:' || protocol === 'https:';
    if (isHttp && username === '' && password === '') return href;
  } catch {
    // What follows says the same of a text that is no URL at all.
  }
  throw invalidRequest('`url` must be an http or https URL without a user');
}

/**
 * Each tool is read by itself, so that a fault can be named without repeating the server's text.
 */
function definitionsOf(tools: readonly Json[], checkSchemas: boolean): Definitions {
  const parts = tools.map((tool, index) => {
    try {
      return readDefinitions([withoutMocks(tool)], { checkSchemas });
    } catch (error) {
      if (!(error instanceof InvalidDefinition)) throw error;
      const message = `MCP server sent a tool that cannot be loaded: number ${index + 1}`;
      throw new MockFailure('InvalidRequest', message, 424);
    }
  });
  return { tools: parts.flatMap((part) => part.tools), responses: [], fixtures: [] };
}

/** Only this component's own callers define answers. */
function withoutMocks(tool: Json): Json {
  if (!(tool instanceof Map)) return tool;
  const plain = new Map(tool);
  plain.delete('mockResponse');
  plain.delete('mockFixtures');
  return plain;
}
