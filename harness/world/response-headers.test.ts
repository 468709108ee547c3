import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HeaderList, HttpResponse } from '../tool-call/http-message.ts';
import { canonicalResponse } from './response-headers.ts';

const body = new TextEncoder().encode('hello');

function headersOf(
  headers: HeaderList,
  given: { method?: string; status?: number; keep?: string[]; isCut?: boolean } = {},
): HeaderList {
  const { method = 'GET', status = 200, keep = [], isCut = false } = given;
  return canonicalResponse({ status, headers, body }, { method, keep, isCut }).headers;
}

describe('canonicalResponse', () => {
  it('keeps headers that tools read and drops volatile ones', () => {
    const headers: HeaderList = [
      ['Date', 'x'],
      ['X-RateLimit-Remaining', '59'],
      ['Server', 'x'],
      ['Link', '<b>; rel="next"'],
      ['ETag', '"1"'],
      ['Set-Cookie', 'x'],
      ['Link', '<a>; rel="prev"'],
      ['Content-Security-Policy', 'x'],
      ['Content-Type', 'text/plain'],
      ['Transfer-Encoding', 'chunked'],
      ['X-GitHub-Request-Id', 'x'],
      ['Connection', 'close'],
      ['Location', '/'],
      ['Retry-After', '1'],
      ['Last-Modified', 'x'],
      ['WWW-Authenticate', 'Basic'],
      ['Mcp-Session-Id', 's'],
      ['Age', '3'],
      ['Linked', 'x'],
    ];
    expect(headersOf(headers)).toEqual([
      ['content-length', '5'],
      ['content-type', 'text/plain'],
      ['etag', '"1"'],
      ['last-modified', 'x'],
      ['link', '<b>; rel="next"'],
      ['link', '<a>; rel="prev"'],
      ['location', '/'],
      ['mcp-session-id', 's'],
      ['retry-after', '1'],
      ['www-authenticate', 'Basic'],
      ['x-ratelimit-remaining', '59'],
    ]);
  });

  it("keeps the headers in the world's keep, except transfer headers", () => {
    const headers: HeaderList = [
      ['X-Oauth-Scopes', 'repo'],
      ['Transfer-Encoding', 'chunked'],
      ['Content-Security-Policy', 'x'],
    ];
    const keep = ['x-oauth-scopes', 'transfer-encoding', 'content-security-policy'];
    expect(headersOf(headers, { keep })).toEqual([
      ['content-length', '5'],
      ['content-security-policy', 'x'],
      ['x-oauth-scopes', 'repo'],
    ]);
  });

  it.each([{ method: 'HEAD' }, { status: 204 }, { status: 304 }])(
    'keeps the length as sent if there is no body: %j',
    (given) => {
      expect(headersOf([['Content-Length', '99']], given)).toEqual([['content-length', '99']]);
      expect(headersOf([], given)).toEqual([]);
    },
  );

  it('gives no length to a body that was cut off', () => {
    expect(headersOf([['Content-Length', '99']], { isCut: true })).toEqual([]);
  });

  it('changes nothing the second time, and does not depend on the case of names', () => {
    const name = fc.oneof(
      fc.constantFrom('content-length', 'content-type', 'link', 'date', 'x-a', 'x-ratelimit-a'),
      fc.string({ minLength: 1, unit: fc.constantFrom('a', 'B', '-') }),
    );
    const headers = fc.array(fc.tuple(name, fc.string()), { maxLength: 6 });
    const method = fc.constantFrom('GET', 'HEAD');
    fc.assert(
      fc.property(headers, method, fc.boolean(), fc.uint8Array(), (list, verb, isCut, bytes) => {
        const options = { method: verb, keep: ['x-a'], isCut };
        const response: HttpResponse = { status: 200, headers: list, body: bytes };
        const once = canonicalResponse(response, options);
        expect(canonicalResponse(once, options)).toEqual(once);
        const shouted = list.map(([key, value]) => [key.toUpperCase(), value] as const);
        expect(canonicalResponse({ ...response, headers: shouted }, options)).toEqual(once);
      }),
    );
  });
});
