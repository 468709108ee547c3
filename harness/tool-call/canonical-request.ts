import { canonicalHeaders } from './canonical-headers.ts';
import type { HttpRequest } from './http-message.ts';

/**
 * A request to the app without headers that depend on the client: only `content-type`, `mcp-*` and
 * a specific `accept` remain, sorted by name.
 */
export function canonicalRequest(request: HttpRequest): HttpRequest {
  const kept = request.headers.filter(
    ([name, value]) =>
      name === 'content-type' ||
      name.startsWith('mcp-') ||
      // Clients without a preference send `*/*`, or nothing, which means the same (RFC 9110,
      // 12.5.1).
      (name === 'accept' && value !== '*/*'),
  );
  return { ...request, headers: canonicalHeaders(kept) };
}
