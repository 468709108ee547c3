import type { ErrorType } from './error-type.ts';
import type { Answer } from './http.ts';

/** What a tool call came to, with the keys of the component style in their order on the wire. */
export interface ToolResult {
  readonly success: boolean;
  /** Text; structured results are JSON text. */
  readonly result: string;
  readonly error_type: ErrorType | null;
}

/** The result of a tool that did what it was asked. */
export function succeeded(result: string): ToolResult {
  return { success: true, result, error_type: null };
}

/** The result of a tool that did not. */
export function failed(errorType: ErrorType, message: string): ToolResult {
  return { success: false, result: message, error_type: errorType };
}

/** Any JSON value as an answer. */
export function jsonAnswer(status: number, value: unknown): Answer {
  return { status, body: JSON.stringify(value) };
}

/** The component style: always status 200, whether the tool succeeded or not. */
export function toolAnswer({ success, result, error_type }: ToolResult): Answer {
  return jsonAnswer(200, { success, result, error_type });
}

/**
 * No call could be read from the request. The body is in the component style and has the string
 * `error` besides, which is all that DeepFabric's client shows of an answer that is not 200.
 */
export function invalidRequestAnswer(reason: string): Answer {
  const result = `Invalid request: ${reason}`;
  return jsonAnswer(400, { ...failed('InvalidRequest', result), error: result });
}

/** The MCP style: the tool's value as it is. */
export function mcpAnswer(result: unknown): Answer {
  return jsonAnswer(200, { result });
}

/** A refusal outside the component style; the status is 4xx. */
export function errorAnswer(status: number, error: string): Answer {
  return jsonAnswer(status, { error });
}

/**
 * A result that is no success, outside the component style. A refusal of the sandbox has the keys
 * of that style besides, so that its type reaches the caller on every route.
 */
export function refusalAnswer(status: number, { error_type, result }: ToolResult): Answer {
  if (error_type !== 'PermissionDenied') return errorAnswer(status, result);
  return jsonAnswer(status, { ...failed(error_type, result), error: result });
}
