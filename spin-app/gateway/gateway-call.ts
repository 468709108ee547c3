import type { InboundRequest } from '../protocol/http.ts';
import { isJsonObject, jsonTypeName, readJsonBody } from '../protocol/json-body.ts';
import { queryParameter } from '../protocol/percent.ts';
import { readToolCall } from '../protocol/tool-call.ts';

/** A call that the gateway passes on. */
export interface GatewayCall {
  /** The style that the caller speaks and is answered in. */
  readonly style: 'component' | 'mcp';
  readonly tool: string;
  readonly session: string | undefined;
  readonly args: unknown;
  /** The request's body as it came: passed on unchanged, its numbers lose nothing. */
  readonly text: string;
}

/** A call, or why the request holds none. */
export type GatewayCallReading =
  | { readonly ok: true; readonly call: GatewayCall }
  | { readonly ok: false; readonly reason: string };

/**
 * Reads a call in either style: `{"session_id", "tool", "args"}`, or MCP's `{"name", "arguments"}`,
 * whose session is in the body or in the query as well.
 */
export function readGatewayCall(request: InboundRequest): GatewayCallReading {
  const json = readJsonBody(request.body);
  if (!json.ok) return json;
  const { value, text } = json;
  const inQuery = queryParameter(request.query, 'session_id');
  if (!isJsonObject(value) || !Object.hasOwn(value, 'name') || Object.hasOwn(value, 'tool')) {
    const reading = readToolCall(request.body);
    if (!reading.ok) return reading;
    const { tool, args, session = inQuery } = reading.call;
    return { ok: true, call: { style: 'component', tool, session, args, text } };
  }
  const { name, session_id: session = inQuery, arguments: args = {} } = value;
  if (typeof name !== 'string') return refusal('name', name);
  if (session !== undefined && typeof session !== 'string') return refusal('session_id', session);
  return { ok: true, call: { style: 'mcp', tool: name, session, args, text } };
}

function refusal(field: string, value: unknown): GatewayCallReading {
  return { ok: false, reason: `\`${field}\` must be a string, not ${jsonTypeName(value)}` };
}
