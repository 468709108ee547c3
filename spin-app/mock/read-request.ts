import type { InboundRequest } from '../protocol/http.ts';
import type { Owner } from '../protocol/mock-key.ts';
import { queryParameter } from '../protocol/percent.ts';
import { findRepeatedKey } from '../protocol/repeated-key.ts';
import { type Json, type JsonObject, jsonTypeName } from './json/json.ts';
import { JsonSyntaxError, parseJson } from './json/parse.ts';
import { invalidRequest } from './mock-failure.ts';

const FIELDS = ['session_id', 'tool', 'args', 'name', 'arguments', 'match', 'response'];

/**
 * The body as JSON, numbers and all. A field of a request that stands there twice is refused, so
 * that no two readers of one request see two.
 *
 * @throws MockFailure of type InvalidRequest
 */
export function readJson({ body }: InboundRequest): Json {
  const text = readText(body);
  if (text.trim() === '') throw invalidRequest('the body is empty');
  try {
    const value = parseJson(text);
    const repeated = value instanceof Map ? findRepeatedKey(text, FIELDS) : null;
    if (repeated !== null) throw invalidRequest(`duplicate field \`${repeated}\``);
    return value;
  } catch (error) {
    if (error instanceof JsonSyntaxError) throw invalidRequest(`the body ${error.message}`);
    throw error;
  }
}

/** The body as a JSON object. Throws MockFailure of type InvalidRequest. */
export function readObject(request: InboundRequest): JsonObject {
  const body = readJson(request);
  if (body instanceof Map) return body;
  throw invalidRequest(`expected an object, got ${jsonTypeName(body)}`);
}

/** The field of a request as text. Throws MockFailure of type InvalidRequest. */
export function textField(body: JsonObject, name: string): string {
  const value = body.get(name);
  if (typeof value === 'string') return value;
  if (value === undefined) throw invalidRequest(`missing field \`${name}\``);
  throw invalidRequest(`\`${name}\` must be a string, not ${jsonTypeName(value)}`);
}

/**
 * Whose definitions a request is about: the session that `session_id` names in the body or the
 * query, else the shared ones. Throws MockFailure of type InvalidRequest.
 */
export function ownerOf(request: InboundRequest, body: Json): Owner {
  const inQuery = queryParameter(request.query, 'session_id');
  const inBody = body instanceof Map ? (body.get('session_id') ?? undefined) : undefined;
  if (inBody === undefined) return inQuery ?? null;
  if (typeof inBody !== 'string') {
    throw invalidRequest(`\`session_id\` must be a string, not ${jsonTypeName(inBody)}`);
  }
  if (inQuery === undefined || inQuery === inBody) return inBody;
  throw invalidRequest('`session_id` differs between the body and the query');
}

function readText(body: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw invalidRequest('the body is not valid UTF-8');
  }
}
