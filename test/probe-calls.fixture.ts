import fc, { type Arbitrary } from 'fast-check';
import type { HttpRequest } from '../harness/internal.ts';
import { hostileString } from '../properties/arbitraries/cassette-text.ts';
import { textRequest } from './app-calls.fixture.ts';

type Parameters = ReadonlyArray<readonly [name: string, value: string]>;

function probe(path: string, parameters: Parameters, body = ''): HttpRequest {
  const query = parameters.map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  const target = `/probe${path}${query.length === 0 ? '' : `?${query.join('&')}`}`;
  return textRequest(body === '' ? 'GET' : 'POST', target, body);
}

const fixed: Arbitrary<HttpRequest> = fc
  .constantFrom(
    ...['/health', '/counter', '/random', '/empty', '/environment', '/file?path=/etc/passwd'],
    ...['/socket?host=localhost', '/busy?ms=1', '/sleep?ms=50&ms=10', '/after?ms=20', '/nothing'],
    ...['/stream?chunks=5&size=2000&ms=3', '/variable?name=token', '/variable?name=greeting'],
    ...['/fetch?url=https%3A%2F%2Fevil.example%2F', '/kv/keys?store=default', '/kv/keys?store=x'],
  )
  .map((target) => textRequest('GET', `/probe${target}`));

const url = fc
  .nat({ max: 5 })
  .map((number) => `https://api.example.test/${'x'.repeat(number)}${number}`);

const outbound: Arbitrary<HttpRequest> = fc.oneof(
  url.map((one) => probe('/fetch', [['url', one]])),
  url.map((one) => probe('/proxy', [['url', one]])),
  url.map((one) => probe('/fetch-forget', [['url', one]])),
  fc.array(url, { maxLength: 4 }).map((urls) => {
    return probe(
      '/fetch-parallel',
      urls.map((one) => ['url', one]),
    );
  }),
  fc.tuple(url, hostileString).map(([one, body]) => {
    const parameters: Parameters = [
      ['url', one],
      ['method', 'POST'],
    ];
    return probe('/fetch', parameters, body);
  }),
);

const echo: Arbitrary<HttpRequest> = fc.oneof(
  hostileString.map((body) => probe('/echo', [], body)),
  hostileString.map((text) => probe('/log', [['text', text]])),
  fc.tuple(fc.integer({ min: 200, max: 599 }), hostileString).map(([status, text]) =>
    probe('/answer', [
      ['status', String(status)],
      ['body', text],
    ]),
  ),
);

const keyValue: Arbitrary<HttpRequest> = fc
  .record({
    verb: fc.constantFrom('get', 'set', 'delete', 'exists'),
    store: fc.constantFrom('default', 'extra', 'other'),
    key: fc.oneof(fc.constantFrom('k', 'l'), hostileString),
    body: hostileString,
  })
  .map(({ verb, store, key, body }) => {
    const parameters: Parameters = [
      ['store', store],
      ['key', key],
    ];
    return probe(`/kv/${verb}`, parameters, body);
  });

const large: Arbitrary<HttpRequest> = fc.oneof(
  fc.integer({ min: 1, max: 524_288 }).map((size) => probe('/big', [['size', String(size)]])),
  fc
    .tuple(fc.integer({ min: 1, max: 524_288 }), fc.nat({ max: 255 }))
    .map(([size, byte]): HttpRequest => {
      const body = new Uint8Array(size).fill(byte);
      return { method: 'POST', path: '/probe/echo-body', headers: [], body };
    }),
);

const trouble: Arbitrary<HttpRequest> = fc
  .constantFrom(
    ...['/trap', '/throw?message=boom', '/reject', '/never', '/overflow', '/hog'],
    ...['/grow?size=3000000', '/big?size=1048577'],
  )
  .map((target) => textRequest('GET', `/probe${target}`));

const sealed: Arbitrary<HttpRequest> = fixed.map((request) => ({
  ...request,
  path: request.path.replace('/probe', '/sealed'),
}));

/** Calls of the probe app: everything that it does except infinite loops. */
export const probeCall: Arbitrary<HttpRequest> = fc.oneof(
  { weight: 8, arbitrary: fixed },
  { weight: 6, arbitrary: outbound },
  { weight: 6, arbitrary: echo },
  { weight: 6, arbitrary: keyValue },
  { weight: 2, arbitrary: sealed },
  { weight: 3, arbitrary: large },
  { weight: 3, arbitrary: trouble },
);
