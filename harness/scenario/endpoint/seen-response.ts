import { parseJson } from '../../json/json-text.ts';
import type { HttpResponse } from '../../tool-call/http-message.ts';
import { decodeUtf8 } from '../../tool-call/utf8.ts';

/**
 * An answer with those headers alone that are compared: servers, proxies and gateways add their
 * own, so that a header which the file lacks shows nothing of the component.
 *
 * @param expected the answer in the file; undefined: only the content type is left
 */
export function withExpectedHeaders(
  response: HttpResponse,
  expected: HttpResponse | undefined,
): HttpResponse {
  const names = new Set(expected?.headers.map(([name]) => name) ?? ['content-type']);
  return { ...response, headers: response.headers.filter(([name]) => names.has(name)) };
}

/** What an answer to a tool call says of its success; undefined if it is not a result. */
export function successOf(response: HttpResponse): { readonly success: boolean } | undefined {
  if (response.status !== 200) return undefined;
  try {
    const value: unknown = parseJson(decodeUtf8(response.body) ?? '');
    const hasSuccess = typeof value === 'object' && value !== null && 'success' in value;
    if (!hasSuccess || typeof value.success !== 'boolean') return undefined;
    return { success: value.success };
  } catch {
    return undefined;
  }
}
