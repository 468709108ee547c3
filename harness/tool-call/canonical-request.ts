import { canonicalHeaders } from './canonical-headers.ts';
import type { HttpRequest } from './http-message.ts';

/**
 * A request to the app without what depends on the client that sent it: of its headers only
 * `content-type`, `mcp-*` and an `accept` that says something remain, sorted by name.
 */
export function canonicalRequest(request: HttpRequest): HttpRequest {
  const kept = request.headers.filter(
    ([name, value]) =>
      name === 'content-type' ||
      name.startsWith('mcp-') ||
      // Clients that do not care send `*/*`, or nothing, which means the same (RFC 9110, 12.5.1).
      (name === 'accept' && value !== '*/*'),
  );
  return { ...request, headers: canonicalHeaders(kept) };
}
