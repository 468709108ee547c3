import { isJsonObject, jsonTypeName, readJsonBody } from './json-body.ts';
import { findRepeatedKey } from './repeated-key.ts';

/** A tool call in the component style: `{"session_id": ..., "tool": ..., "args": ...}`. */
export interface ToolCall {
  /** Any string; undefined when the request names no session. */
  readonly session: string | undefined;
  readonly tool: string;
  /** Any JSON value: whether it fits the tool is the tool's to say. */
  readonly args: unknown;
}

/** A tool call, or why the request holds none. */
export type ToolCallReading =
  | { readonly ok: true; readonly call: ToolCall }
  | { readonly ok: false; readonly reason: string };

/**
 * Reads a call in the component style from a request body. Unknown keys are ignored, repeated ones
 * refused; a JSON array is no call.
 */
export function readToolCall(body: Uint8Array): ToolCallReading {
  const json = readJsonBody(body);
  if (!json.ok) return json;
  const repeated = findRepeatedKey(json.text, ['session_id', 'tool', 'args']);
  if (repeated !== null) return refusal(`duplicate field \`${repeated}\``);
  return toolCallOf(json.value);
}

/** The call that a parsed body holds; a session that is absent or null is undefined. */
function toolCallOf(value: unknown): ToolCallReading {
  if (!isJsonObject(value)) return refusal(`expected an object, got ${jsonTypeName(value)}`);
  const session = value['session_id'] ?? undefined;
  if (session !== undefined && typeof session !== 'string') {
    return refusal(`\`session_id\` must be a string, not ${jsonTypeName(session)}`);
  }
  const tool = value['tool'];
  if (tool === undefined) return refusal('missing field `tool`');
  if (typeof tool !== 'string')
    return refusal(`\`tool\` must be a string, not ${jsonTypeName(tool)}`);
  if (!Object.hasOwn(value, 'args')) return refusal('missing field `args`');
  return { ok: true, call: { session, tool, args: value['args'] } };
}

function refusal(reason: string): ToolCallReading {
  return { ok: false, reason };
}
