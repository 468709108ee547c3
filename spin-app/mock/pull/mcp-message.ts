import { type Json, JsonNumber, type JsonObject } from '../json/json.ts';
import { JsonSyntaxError, parseJson } from '../json/parse.ts';

/**
 * The JSON-RPC response with this id in the body of an MCP answer, or null. An event stream
 * (Streamable HTTP) may hold notifications and requests of the server before it.
 */
export function findResponse(
  body: string,
  { contentType, id }: { readonly contentType: string; readonly id: number },
): JsonObject | null {
  const texts = /^text\/event-stream\b/i.test(contentType) ? eventData(body) : [body];
  for (const text of texts) {
    const message = tryParse(text);
    // Before protocol version 2025-06-18 several messages might share one array.
    for (const each of Array.isArray(message) ? message : [message]) {
      if (each instanceof Map && isResponse(each, id)) return each;
    }
  }
  return null;
}

/** The `data` of each event of a stream (HTML Standard, section 9.2.6). */
function eventData(body: string): readonly string[] {
  return body
    .replace(/^\ufeff/, '')
    .replaceAll('\r\n', '\n')
    .replaceAll('\r', '\n')
    .split('\n\n')
    .map((event) =>
      event
        .split('\n')
        .filter((line) => line === 'data' || line.startsWith('data:'))
        .map((line) => line.slice('data:'.length).replace(/^ /, ''))
        .join('\n'),
    );
}

function isResponse(message: JsonObject, id: number): boolean {
  const of = message.get('id');
  return of instanceof JsonNumber && Number(of.text) === id && !message.has('method');
}

function tryParse(text: string): Json {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof JsonSyntaxError) return null;
    throw error;
  }
}
