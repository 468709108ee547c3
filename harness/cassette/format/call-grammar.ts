import { exactJson, type JsonText } from '../../json/json-text.ts';
import {
  expandCall,
  expandResult,
  isComponentName,
  recognizeCall,
  recognizeResult,
  type ToolCall,
  type ToolResult,
} from '../../tool-call/dialect.ts';
import type { HttpRequest, HttpResponse } from '../../tool-call/http-message.ts';
import { isLargeBody } from '../large-bodies.ts';
import { fault } from '../yaml/yaml-fault.ts';
import type { YamlNode } from '../yaml/yaml-node.ts';
import { fieldsOf, type Printable } from '../yaml/yaml-printer.ts';
import { BODY_KEYS, printBody, readBody } from './body-grammar.ts';
import { METHOD, printResponse, readResponse } from './exchange-grammar.ts';
import { printHeaders, readHeaders } from './headers-grammar.ts';
import { readJson } from './json-grammar.ts';
import {
  type Fields,
  type Form,
  isNull,
  readBoolean,
  readFields,
  readFormed,
  readString,
  required,
} from './node-readers.ts';

/** The keys that hold the request of an interaction; one of them is there. */
export const REQUEST_KEYS = ['call', 'request'] as const;
/** The keys that hold a response; at most one of them is there. */
export const RESPONSE_KEYS = ['result', 'response'] as const;

/** Reads the request of an interaction from `call` or `request`. */
export function readRequest(
  { call, request }: Fields<(typeof REQUEST_KEYS)[number]>,
  parent: YamlNode,
): HttpRequest {
  if (call !== undefined && request !== undefined) {
    throw fault(request, 'an interaction has both a call and a request', 'Keep one of the two.');
  }
  if (call !== undefined) return expandCall(readCall(call));
  if (request !== undefined) return readInbound(request);
  throw fault(parent, 'an interaction has no call', 'Add call, or request for any other HTTP.');
}

/** The field that holds a request: `call` if that expands to exactly its bytes. */
export function printRequest(request: HttpRequest): Record<string, Printable> {
  const call = isLargeBody(request.body) ? undefined : recognizeCall(request);
  if (call !== undefined) return { call: printCall(call) };
  const { method, path, headers, body } = request;
  return {
    request: fieldsOf({ method, path, ...printHeaders(headers), ...printBody(body, headers) }),
  };
}

/** Reads a response from `result` or `response`; undefined when there is neither. */
export function readAnswer({
  result,
  response,
}: Fields<(typeof RESPONSE_KEYS)[number]>): HttpResponse | undefined {
  if (result !== undefined && response !== undefined) {
    throw fault(response, 'both a result and a response are given', 'Keep one of the two.');
  }
  if (result !== undefined) return expandResult(readResult(result));
  return response === undefined ? undefined : readResponse(response);
}

/** The field that holds a response: `result` if that expands to exactly its bytes. */
export function printAnswer(response: HttpResponse | undefined): Record<string, Printable> {
  if (response === undefined) return {};
  const result = isLargeBody(response.body) ? undefined : recognizeResult(response);
  if (result === undefined) return { response: printResponse(response) };
  if ('value' in result) return { result: new Map([['result', jsonOf(result.value)]]) };
  const { success, result: text, errorType } = result;
  return { result: fieldsOf({ success, result: text, error_type: errorType }) };
}

const PATH_FORM: Form = {
  pattern: /^\//,
  demand: 'must begin with /',
  next: (text) => `Write ${JSON.stringify(`/${text}`)}.`,
};

function readInbound(node: YamlNode): HttpRequest {
  const fields = readFields(node, 'a request', ['method', 'path', 'headers', ...BODY_KEYS]);
  const headers = readHeaders(fields.headers);
  return {
    method: readFormed(required(fields.method, 'method', node), 'method', METHOD),
    path: readFormed(required(fields.path, 'path', node), 'path', PATH_FORM),
    headers,
    body: readBody(fields, headers),
  };
}

function readCall(node: YamlNode): ToolCall {
  const keys = ['component', 'session', 'tool', 'args', 'arguments'] as const;
  const fields = readFields(node, 'a call', keys);
  const component = readComponent(required(fields.component, 'component', node));
  const tool = readString(required(fields.tool, 'tool', node), 'tool');
  if (fields.arguments !== undefined) {
    const extra = fields.args ?? fields.session;
    if (extra === undefined) return { component, tool, arguments: readJson(fields.arguments) };
    const next = 'Keep only arguments (MCP style), or args with a session (component style).';
    throw fault(extra, 'a call mixes two styles', next);
  }
  const call = { component, tool, args: readJson(required(fields.args, 'args', node)) };
  if (fields.session === undefined) return call;
  return { ...call, session: readString(fields.session, 'session') };
}

function readComponent(node: YamlNode): string {
  const name = readString(node, 'component');
  if (isComponentName(name)) return name;
  const shown = JSON.stringify(name.slice(0, 40));
  throw fault(
    node,
    `component ${shown} is not a name`,
    'Use letters, digits, hyphens; or use request.',
  );
}

function printCall(call: ToolCall): Printable {
  if ('arguments' in call) return fieldsOf({ ...call, arguments: jsonOf(call.arguments) });
  const { component, session, tool, args } = call;
  return fieldsOf({ component, session, tool, args: jsonOf(args) });
}

function readResult(node: YamlNode): ToolResult {
  const fields = readFields(node, 'a result', ['success', 'result', 'error_type']);
  const result = required(fields.result, 'result', node);
  if (fields.success === undefined && fields.error_type === undefined) {
    return { value: readJson(result) };
  }
  const errorType = required(fields.error_type, 'error_type', node);
  return {
    success: readBoolean(required(fields.success, 'success', node), 'success'),
    result: readString(result, 'result'),
    errorType: isNull(errorType) ? null : readString(errorType, 'error_type'),
  };
}

/** Recognised calls and results hold JSON text that our printer made. */
function jsonOf(text: JsonText): Printable {
  return exactJson(text) ?? null;
}
