import {
  exactJson,
  isJsonObject,
  type JsonText,
  type JsonValue,
  printJson,
} from '../json/json-text.ts';
import type { HeaderList, HttpRequest, HttpResponse } from './http-message.ts';
import { decodeUtf8 } from './utf8.ts';

/**
 * A call in the component style of DeepFabric's client: `POST /{component}/execute` with
 * `{"session_id", "tool", "args"}`; without a session the first key is absent.
 */
export interface ComponentCall {
  readonly component: string;
  readonly session?: string;
  readonly tool: string;
  readonly args: JsonText;
}

/** A call in MCP style: `POST /{component}/execute` with `{"name", "arguments"}`. */
export interface McpCall {
  readonly component: string;
  readonly tool: string;
  readonly arguments: JsonText;
}

/** A call to a tool, in one of the two dialects. */
export type ToolCall = ComponentCall | McpCall;

/** An answer in the component style: `{"success", "result", "error_type"}`. */
export interface ComponentResult {
  readonly success: boolean;
  readonly result: string;
  readonly errorType: string | null;
}

/** An answer in MCP style: `{"result": …}`. */
export interface McpResult {
  readonly value: JsonText;
}

/** A tool's answer with status 200, in one of the two dialects. */
export type ToolResult = ComponentResult | McpResult;

/** The exact request of a call. */
export function expandCall(call: ToolCall): HttpRequest {
  return {
    method: 'POST',
    path: `/${call.component}/execute`,
    headers: JSON_HEADERS,
    body: encode(callText(call)),
  };
}

/** The call that expands to exactly this request, or undefined if there is none. */
export function recognizeCall(request: HttpRequest): ToolCall | undefined {
  const component = EXECUTE_PATH.exec(request.path)?.[1];
  if (component === undefined || request.method !== 'POST') return undefined;
  const text = jsonBodyOf(request);
  const value = text === undefined ? undefined : exactJson(text);
  if (value === undefined || !isJsonObject(value)) return undefined;
  const call = callOf(component, value);
  return call !== undefined && callText(call) === text ? call : undefined;
}

/** The exact response of a result. */
export function expandResult(result: ToolResult): HttpResponse {
  return { status: 200, headers: JSON_HEADERS, body: encode(resultText(result)) };
}

/** The result that expands to exactly this response, or undefined if there is none. */
export function recognizeResult(response: HttpResponse): ToolResult | undefined {
  if (response.status !== 200) return undefined;
  const text = jsonBodyOf(response);
  const value = text === undefined ? undefined : exactJson(text);
  if (value === undefined || !isJsonObject(value)) return undefined;
  const result = resultOf(value);
  return result !== undefined && resultText(result) === text ? result : undefined;
}

/** Whether a component's name survives a round trip through `/{component}/execute`. */
export function isComponentName(name: string): boolean {
  return COMPONENT_NAME.test(name);
}

const COMPONENT_NAME = /^[A-Za-z0-9][A-Za-z0-9._~-]*$/;
const EXECUTE_PATH = /^\/([A-Za-z0-9][A-Za-z0-9._~-]*)\/execute$/;
const JSON_HEADERS: HeaderList = [['content-type', 'application/json']];

function callText(call: ToolCall): JsonText {
  const tool = JSON.stringify(call.tool);
  if ('arguments' in call) return `{"name":${tool},"arguments":${call.arguments}}`;
  const session = call.session === undefined ? '' : `"session_id":${JSON.stringify(call.session)},`;
  return `{${session}"tool":${tool},"args":${call.args}}`;
}

function callOf(component: string, body: { readonly [key: string]: JsonValue }) {
  const { session_id: session, tool, args, name, arguments: mcpArguments } = body;
  if (typeof name === 'string' && mcpArguments !== undefined) {
    return { component, tool: name, arguments: printJson(mcpArguments) };
  }
  if (typeof tool !== 'string' || args === undefined) return undefined;
  const call = { component, tool, args: printJson(args) };
  return typeof session === 'string' ? { ...call, session } : call;
}

function resultText(result: ToolResult): JsonText {
  if ('value' in result) return `{"result":${result.value}}`;
  const { success, result: text, errorType } = result;
  return JSON.stringify({ success, result: text, error_type: errorType });
}

function resultOf(body: { readonly [key: string]: JsonValue }): ToolResult | undefined {
  const { success, result, error_type: errorType } = body;
  if (result === undefined) return undefined;
  if (success === undefined) return { value: printJson(result) };
  const hasErrorType = typeof errorType === 'string' || errorType === null;
  if (typeof success !== 'boolean' || typeof result !== 'string' || !hasErrorType) return undefined;
  return { success, result, errorType };
}

function jsonBodyOf({ headers, body }: Pick<HttpResponse, 'headers' | 'body'>) {
  const [only, ...others] = headers;
  if (only?.[0] !== 'content-type' || only[1] !== 'application/json') return undefined;
  return others.length > 0 ? undefined : decodeUtf8(body);
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
