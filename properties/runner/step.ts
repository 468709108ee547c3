import type { HeaderList, HttpRequest } from '../../harness/internal.ts';

/** Any JSON text; the bytes that are sent are these. */
export type JsonText = string;

/**
 * One call of a law to a tool service.
 *
 * - `tool`: `POST /{component}/execute` in the component style; the gateway's is component `''`
 * - `mcp`: the same route in MCP style; its session, if any, is in the query
 * - `route`: any other route with an optional session in the query, such as
 *   `POST /mock/load-schema?session_id=s`
 * - `end-session`: `DELETE /{component}/session?id=`, or the id in the path, which cannot name the
 *   empty one; the gateway's is component `''`
 * - `raw`: any request, byte for byte
 */
export type Step =
  | {
      readonly kind: 'tool';
      readonly component: string;
      readonly session?: string | undefined;
      readonly tool: string;
      readonly args: JsonText;
    }
  | {
      readonly kind: 'mcp';
      readonly component: string;
      readonly session?: string | undefined;
      readonly tool: string;
      readonly args: JsonText;
    }
  | {
      readonly kind: 'route';
      readonly method: string;
      readonly path: string;
      readonly session?: string | undefined;
      readonly body?: JsonText | undefined;
    }
  | {
      readonly kind: 'end-session';
      readonly component: string;
      readonly session: string;
      readonly inPath?: boolean;
    }
  | { readonly kind: 'raw'; readonly request: HttpRequest };

/** A tool call in the component style; `args` is any value that JSON can hold. */
export function toolStep(call: {
  readonly component: string;
  readonly session?: string | undefined;
  readonly tool: string;
  readonly args: unknown;
}): Step {
  return { kind: 'tool', ...call, args: JSON.stringify(call.args) };
}

/** A tool call in MCP style; `args` is any value that JSON can hold. */
export function mcpStep(call: {
  readonly component: string;
  readonly session?: string | undefined;
  readonly tool: string;
  readonly args: unknown;
}): Step {
  return { kind: 'mcp', ...call, args: JSON.stringify(call.args) };
}

/** A call of another route; `body` is any value that JSON can hold, or undefined for none. */
export function routeStep(call: {
  readonly method: string;
  readonly path: string;
  readonly session?: string | undefined;
  readonly body?: unknown;
}): Step {
  const { body, ...others } = call;
  return {
    kind: 'route',
    ...others,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  };
}

/** The session that a step names; undefined if it names none, or is a raw request. */
export function sessionOfStep(step: Step): string | undefined {
  return step.kind === 'raw' ? undefined : step.session;
}

/** The same step in another session; a step without one, and a raw request, stay unchanged. */
export function inSession(step: Step, rename: (session: string) => string): Step {
  if (step.kind === 'raw' || step.session === undefined) return step;
  return { ...step, session: rename(step.session) };
}

/** The request of a step. */
export function requestOf(step: Step): HttpRequest {
  switch (step.kind) {
    case 'raw':
      return step.request;
    case 'tool': {
      const session = step.session === undefined ? '' : `"session_id":${quoted(step.session)},`;
      const body = `{${session}"tool":${quoted(step.tool)},"args":${step.args}}`;
      return jsonRequest('POST', `${baseOf(step.component)}/execute`, body);
    }
    case 'mcp': {
      const body = `{"name":${quoted(step.tool)},"arguments":${step.args}}`;
      const path = withSession(`${baseOf(step.component)}/execute`, step.session);
      return jsonRequest('POST', path, body);
    }
    case 'route':
      return jsonRequest(step.method, withSession(step.path, step.session), step.body);
    case 'end-session': {
      const id = percentEncoded(step.session);
      const place = step.inPath === true && id !== '' ? `/session/${id}` : `/session?id=${id}`;
      return jsonRequest('DELETE', baseOf(step.component) + place, undefined);
    }
  }
}

const JSON_HEADERS: HeaderList = [['content-type', 'application/json']];

function jsonRequest(method: string, path: string, body: JsonText | undefined): HttpRequest {
  const headers = body === undefined ? [] : JSON_HEADERS;
  return { method, path, headers, body: new TextEncoder().encode(body ?? '') };
}

function baseOf(component: string): string {
  return component === '' ? '' : `/${component}`;
}

function withSession(path: string, session: string | undefined): string {
  if (session === undefined) return path;
  return `${path}${path.includes('?') ? '&' : '?'}session_id=${percentEncoded(session)}`;
}

/**
 * Percent-encodes any text. A lone surrogate, which UTF-8 does not allow, becomes the three bytes
 * that UTF-8's scheme would give it.
 */
export function percentEncoded(text: string): string {
  return text.replace(/[\ud800-\udbff][\udc00-\udfff]|[\s\S]/g, (character) => {
    const unit = character.charCodeAt(0);
    if (character.length === 2 || unit < 0xd800 || unit > 0xdfff)
      return encodeURIComponent(character);
    const bytes = [0xed, 0x80 | ((unit >> 6) & 0x3f), 0x80 | (unit & 0x3f)];
    return bytes.map((byte) => `%${byte.toString(16).toUpperCase()}`).join('');
  });
}

function quoted(text: string): JsonText {
  return JSON.stringify(text);
}
