import type { HeaderList, HttpResponse } from '../tool-call/http-message.ts';

/**
 * The response headers that a component gets; a name that ends in `*` matches by prefix. A world's
 * `keep` adds to them. All others are dropped before delivery, because they vary between equivalent
 * answers (date, request ids, cookies) or concern only one connection.
 */
const KEPT_RESPONSE_HEADERS: readonly string[] = [
  'content-*',
  'etag',
  'last-modified',
  'link',
  'location',
  'mcp-*',
  'retry-after',
  'www-authenticate',
  'x-ratelimit-*',
];

/** Dropped although a pattern of {@link KEPT_RESPONSE_HEADERS} covers them: for browsers only. */
const DROPPED_RESPONSE_HEADERS: readonly string[] = [
  'content-security-policy',
  'content-security-policy-report-only',
];

/** Whether a component gets a response header; `name` and `keep` are in lower case. */
function isKept(name: string, keep: readonly string[]): boolean {
  // The body is given as a whole, so its transfer coding no longer applies.
  if (name === 'transfer-encoding') return false;
  if (keep.includes(name)) return true;
  if (DROPPED_RESPONSE_HEADERS.includes(name)) return false;
  return KEPT_RESPONSE_HEADERS.some((pattern) =>
    pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern,
  );
}

/**
 * A response in the one form that a component sees and a cassette keeps: only the kept headers, in
 * lower case, sorted by name, repeated ones in their order. `content-length` is that of the body.
 * If an answer has no body by definition (HEAD, 204, 304), it stays as sent; if the body was
 * truncated, it is dropped, because the answer may have been chunked.
 *
 * @param options `method` of the request; `keep`: further header names, in lower case; `isCut`:
 *   whether the connection broke inside the body
 */
export function canonicalResponse(
  response: HttpResponse,
  { method, keep, isCut }: { method: string; keep: readonly string[]; isCut: boolean },
): HttpResponse {
  const lower = response.headers.map(([name, value]) => [name.toLowerCase(), value] as const);
  const kept = lower.filter(([name]) => isKept(name, keep));
  const isBodiless = method === 'HEAD' || response.status === 204 || response.status === 304;
  const framed = isBodiless ? kept : reframe(kept, isCut ? undefined : response.body.length);
  return { status: response.status, headers: sortByName(framed), body: response.body };
}

function reframe(headers: HeaderList, length: number | undefined): HeaderList {
  const others = headers.filter(([name]) => name !== 'content-length');
  return length === undefined ? others : [...others, ['content-length', String(length)]];
}

/** Sorts headers by name in code-unit order; repeated names keep their order. */
export function sortByName(headers: HeaderList): HeaderList {
  return [...headers].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}
