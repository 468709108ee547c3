import { isJsonObject, parseJson, printJson } from '../../json/json-text.ts';
import { expandCall, recognizeCall } from '../../tool-call/dialect.ts';
import type { HeaderList, HttpRequest, HttpResponse } from '../../tool-call/http-message.ts';
import { sessionOf } from '../../tool-call/session-of.ts';
import { decodeUtf8 } from '../../tool-call/utf8.ts';

/** The places of session ids in the path and the query of a request. */
const NAMED = /(?<=^[^?]*\/session\/)[^/?]+|(?<=[?&](?:session_id|id)=)[^&]*/g;

/**
 * The sessions of one file at a running service. Their ids get a prefix there, so that no session
 * of anybody else is read or changed; answers are shown without it.
 */
export class OwnSessions {
  readonly #prefix: string;
  readonly #ids = new Set<string>();
  readonly #components = new Set<string>();

  /** @param prefix of characters that neither URLs nor JSON encode; no other file may have it */
  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  /** The request in this file's own sessions. */
  sent(request: HttpRequest): HttpRequest {
    const session = sessionOf(request);
    if (session === undefined) return request;
    this.#ids.add(this.#prefix + session);
    const component = /^\/([^/?]+)\//.exec(request.path)?.[1];
    if (component !== undefined && component !== 'session') this.#components.add(component);
    const path = request.path.replace(NAMED, (id) => this.#prefix + id);
    return { ...request, path, body: this.#bodyOf(request) };
  }

  /** An answer with the ids of sessions that the file has. */
  received(response: HttpResponse): HttpResponse {
    const text = decodeUtf8(response.body);
    if (text === undefined || !text.includes(this.#prefix)) return response;
    const body = new TextEncoder().encode(text.replaceAll(this.#prefix, ''));
    const headers: HeaderList = response.headers.map(([name, value]) =>
      name === 'content-length' ? [name, String(body.length)] : [name, value],
    );
    return { ...response, headers, body };
  }

  /** The requests that delete what was stored in these sessions. */
  ends(): HttpRequest[] {
    const bases = ['', ...[...this.#components].sort().map((component) => `/${component}`)];
    return [...this.#ids].flatMap((id) =>
      bases.map((base) => ({
        method: 'DELETE',
        path: `${base}/session?id=${percentEncoded(id)}`,
        headers: [],
        body: new Uint8Array(),
      })),
    );
  }

  #bodyOf(request: HttpRequest): Uint8Array {
    const { body } = request;
    const call = recognizeCall(request);
    if (call !== undefined && 'session' in call) {
      return expandCall({ ...call, session: this.#prefix + call.session }).body;
    }
    const text = decodeUtf8(body) ?? '';
    // Other bodies are sent byte for byte: broken JSON may be what a scenario is about.
    if (!/"session_id"/.test(text)) return body;
    const value = parsed(text);
    if (value === undefined || !isJsonObject(value)) return body;
    const { session_id: session } = value;
    if (typeof session !== 'string') return body;
    const own = printJson({ ...value, session_id: this.#prefix + session });
    return new TextEncoder().encode(own);
  }
}

/** An id of a session for a URL; a lone surrogate, which UTF-8 does not allow, is replaced. */
export function percentEncoded(id: string): string {
  return encodeURIComponent(id.replace(/\p{Surrogate}/gu, '\ufffd'));
}

function parsed(text: string) {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}
