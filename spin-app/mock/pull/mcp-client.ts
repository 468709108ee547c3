import type { FetchResponse, Platform } from '../../protocol/platform.ts';
import { type Json, JsonNumber, type JsonObject, jsonNumber, jsonObject } from '../json/json.ts';
import { printJson } from '../json/print.ts';
import { MockFailure } from '../mock-failure.ts';
import { findResponse } from './mcp-message.ts';

/** The protocol version that is asked for; servers answer with the one that they speak. */
const MCP_VERSION = '2025-06-18';

/** More pages than any server has: one that never stops paging is told so. */
const PAGE_LIMIT = 200;

/** JSON-RPC's code for a method that the server does not have. */
const METHOD_NOT_FOUND = '-32601';

/**
 * A client of one MCP server over Streamable HTTP (MCP specification, "Transports"). What the
 * server says is never repeated in an error: the caller may be allowed to see less than this
 * component. Every method throws MockFailure, or what the platform throws.
 */
export class McpClient {
  readonly #url: string;
  readonly #platform: Platform;
  #headers: Record<string, string> = {
    accept: 'application/json, text/event-stream',
    'content-type': 'application/json',
  };
  #lastId = 0;

  constructor(url: string, platform: Platform) {
    this.#url = url;
    this.#platform = platform;
  }

  /** Opens a session where the server has sessions. */
  async initialize(): Promise<void> {
    const params = jsonObject({
      protocolVersion: MCP_VERSION,
      capabilities: new Map(),
      clientInfo: jsonObject({ name: 'spintape', version: '1' }),
    });
    const { message, response } = await this.#request('initialize', params);
    // A plain JSON-RPC server that only lists tools is good enough to take tools from.
    if (errorCode(message) === METHOD_NOT_FOUND) return;
    const result = resultOf(message, 'initialize');
    const session = response.header('mcp-session-id');
    const version = result.get('protocolVersion');
    this.#headers = {
      ...this.#headers,
      ...(session === null ? {} : { 'mcp-session-id': session }),
      'mcp-protocol-version': typeof version === 'string' ? version : MCP_VERSION,
    };
    await this.#send(jsonObject({ jsonrpc: '2.0', method: 'notifications/initialized' }));
  }

  /** All tools of the server, page by page. */
  async listTools(): Promise<readonly Json[]> {
    const tools: Json[] = [];
    const cursors = new Set<string>();
    let params: JsonObject = new Map();
    for (let page = 0; page < PAGE_LIMIT; page += 1) {
      const { message } = await this.#request('tools/list', params);
      const result = resultOf(message, 'tools/list');
      const found = result.get('tools');
      if (!Array.isArray(found)) throw serverFailure('answered tools/list without tools');
      tools.push(...found);
      const cursor = result.get('nextCursor');
      if (typeof cursor !== 'string') return tools;
      if (cursors.has(cursor)) throw serverFailure('repeats a page of its tools for ever');
      cursors.add(cursor);
      params = jsonObject({ cursor });
    }
    throw serverFailure(`has more than ${PAGE_LIMIT} pages of tools`);
  }

  /** Ends the session; servers may refuse that, and nothing depends on it. */
  async close(): Promise<void> {
    if (!Object.hasOwn(this.#headers, 'mcp-session-id')) return;
    const request = { method: 'DELETE', url: this.#url, headers: this.#headers };
    await this.#platform.fetch(request).catch(() => undefined);
  }

  async #request(method: string, params: JsonObject): Promise<Reply> {
    this.#lastId += 1;
    const id = this.#lastId;
    const call = jsonObject({ jsonrpc: '2.0', id: jsonNumber(id), method, params });
    const response = await this.#send(call);
    const contentType = response.header('content-type') ?? '';
    // Not fatal: text that is no UTF-8 becomes text that is no JSON, or data of the server's.
    const body = new TextDecoder().decode(response.body);
    const message = findResponse(body, { contentType, id });
    if (message === null) throw serverFailure(`sent no answer to ${method} that could be read`);
    return { message, response };
  }

  async #send(message: JsonObject): Promise<FetchResponse> {
    const response = await this.#platform.fetch({
      method: 'POST',
      url: this.#url,
      headers: this.#headers,
      body: printJson(message),
    });
    if (response.status >= 200 && response.status < 300) return response;
    throw serverFailure(`returned status ${response.status}`);
  }
}

interface Reply {
  readonly message: JsonObject;
  readonly response: FetchResponse;
}

function resultOf(message: JsonObject, method: string): JsonObject {
  const result = message.get('result');
  if (result instanceof Map) return result;
  const code = errorCode(message);
  throw serverFailure(`answered ${method} with ${code === null ? 'no result' : `error ${code}`}`);
}

/**
 * The code of a JSON-RPC error; nothing longer than such codes are, so that it can carry nothing.
 */
function errorCode(message: JsonObject): string | null {
  const error = message.get('error');
  const code = error instanceof Map ? error.get('code') : undefined;
  return code instanceof JsonNumber && /^-?\d{1,5}$/.test(code.text) ? code.text : null;
}

function serverFailure(problem: string): MockFailure {
  return new MockFailure('IOError', `MCP server ${problem}`, 424);
}
