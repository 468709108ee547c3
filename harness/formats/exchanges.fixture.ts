import http from 'node:http';
import https from 'node:https';
import fc, { type Arbitrary } from 'fast-check';
import type { CassetteFile } from '../cassette/cassette-file.ts';
import type { Exchange, OutboundRequest } from '../tool-call/exchange.ts';
import type { HeaderList, HttpResponse } from '../tool-call/http-message.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Bodies of every kind that a format might confuse: JSON, almost JSON, bytes. */
const body: Arbitrary<Uint8Array> = fc.oneof(
  fc.constant(new Uint8Array()),
  fc.uint8Array({ minLength: 1, maxLength: 30 }).map((bytes) => new Uint8Array(bytes)),
  fc.string({ unit: 'grapheme', maxLength: 20 }).map(encode),
  fc.json({ maxDepth: 2 }).map(encode),
  fc.json({ maxDepth: 1 }).map((text) => encode(` ${text}\n`)),
  fc.constantFrom('null', '0', '""', '"a"', '1.0', '[]', '{"__proto__":1}', 'ab12').map(encode),
  fc.constantFrom('{"b":1,"a":[null,"\u2028"]}', '{"2":0,"1":0}', '{"a.b":{"c[0]":1}}').map(encode),
);

const word = fc.string({ unit: fc.constantFrom('a', 'B', '1', '-', '_', '.'), maxLength: 6 });

const requestHeaders: Arbitrary<HeaderList> = fc
  .record({
    accept: fc.option(fc.constantFrom('application/json', 'text/html, */*;q=0.1')),
    'content-type': fc.option(
      fc.constantFrom('application/json', 'application/x-www-form-urlencoded', 'text/plain'),
    ),
    'x-client': fc.option(fc.constantFrom('a', 'b', '0')),
  })
  .map((record) =>
    Object.entries(record).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  );

const query = fc
  .array(fc.tuple(word, fc.oneof(word, fc.constantFrom('a b', 'ą&', 'x[1]', '+'))), {
    maxLength: 3,
  })
  .map((pairs) => new URLSearchParams(pairs).toString())
  .map((text) => (text === '' ? '' : `?${text}`));

const request: Arbitrary<OutboundRequest> = fc
  .record({
    method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH'),
    origin: fc.constantFrom(
      'https://api.example.test',
      'http://api.example.test',
      'http://api.example.test:8080',
    ),
    path: fc.constantFrom('/', '/repos/octo/hello', '/a:b/*(c)', '/%20/%C4%85'),
    query,
    headers: requestHeaders,
    body,
  })
  .map(({ origin, path, query, ...rest }) => ({
    ...rest,
    url: `${origin}${path}${query}`,
    // A GET with a body is none that clients let their users send.
    body: rest.method === 'GET' ? new Uint8Array() : rest.body,
  }));

const responseHeaders: Arbitrary<HeaderList> = fc
  .record({
    'content-type': fc.option(fc.constantFrom('application/json', 'text/plain')),
    'content-encoding': fc.option(fc.constantFrom('gzip', 'br', 'identity'), { freq: 4 }),
    link: fc.option(fc.constant('<https://api.example.test/?page=2>; rel="next"')),
    'set-cookie': fc.option(fc.constantFrom(['a=1'], ['a=1', 'b=2'])),
  })
  .map((record) =>
    Object.entries(record)
      .flatMap(([name, value]) => [value ?? []].flat().map((text) => [name, text] as const))
      .sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0)),
  );

const response: Arbitrary<HttpResponse> = fc.oneof(
  fc.record({
    status: fc.constantFrom(200, 201, 301, 404, 429, 500),
    headers: responseHeaders,
    body,
  }),
  fc.record({
    status: fc.constantFrom(204, 304),
    headers: responseHeaders,
    body: fc.constant(new Uint8Array()),
  }),
);

/** Exchanges that ended in answers which other formats can hold. */
export const answeredExchange: Arbitrary<Exchange> = fc.record({
  request,
  outcome: fc.record({ kind: fc.constant('response' as const), response }),
});

/** A cassette of one call with these exchanges. */
export function cassetteOf(exchanges: readonly Exchange[]): CassetteFile {
  const nothing = { given: new Map(), state: new Map() };
  const request = { method: 'GET', path: '/x', headers: [], body: new Uint8Array() };
  const world = { seed: 0, clock: undefined, variables: new Map(), files: new Map() };
  return {
    header: { name: 'x', world: { ...world, store: new Map(), keep: [] } },
    entries: [{ line: 1, request, exchanges, ...nothing }],
  };
}

/** Sends a request with Node, and gives the response without the reason phrase. */
export function send({ method, url, headers, body }: OutboundRequest): Promise<HttpResponse> {
  // Looked up each time, because interceptors replace the function.
  const { request: requestOver } = url.startsWith('https:') ? https : http;
  const length = body.length === 0 ? {} : { 'content-length': String(body.length) };
  const sent = { method, headers: { ...Object.fromEntries(headers), ...length } };
  return new Promise((resolve, reject) => {
    const request = requestOver(url, sent, (answer) => {
      const chunks: Uint8Array[] = [];
      answer.on('data', (chunk: Uint8Array) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () => {
        const received = Object.entries(answer.headersDistinct).flatMap(([name, values = []]) =>
          values.map((value) => [name, value] as const),
        );
        const all = new Uint8Array(Buffer.concat(chunks));
        const sorted = received.sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0));
        resolve({ status: answer.statusCode ?? 0, headers: sorted, body: all });
      });
    });
    request.on('error', reject);
    request.end(body);
  });
}
