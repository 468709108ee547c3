import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import fc, { type Arbitrary } from 'fast-check';
import {
  type CassetteEntry,
  type CassetteFile,
  type CassetteHeader,
  type Exchange,
  type ExchangeOutcome,
  expandCall,
  expandResult,
  type HeaderList,
  type HttpRequest,
  type HttpResponse,
  type StoreSnapshot,
} from '../../harness/internal.ts';
import { hostileString, jsonText } from './cassette-text.ts';
import { expectation, mock, storeFault } from './scenario-part.ts';

const encode = (text: string) => new TextEncoder().encode(text);

const body = fc.oneof(
  fc.constant(new Uint8Array()),
  fc.uint8Array({ maxLength: 40 }).map((bytes) => new Uint8Array(bytes)),
  hostileString.map(encode),
  jsonText.map(encode),
  fc.json().map((text) => encode(` ${text}`)),
);

const headers: Arbitrary<HeaderList> = fc
  .array(
    fc.tuple(fc.constantFrom('content-type', 'link', 'x-1', '__proto__', '1'), hostileString),
    {
      maxLength: 4,
    },
  )
  // In printing order: by name, with the values of one name in their original order.
  .map((list) => list.toSorted(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0)));

// Bodies that are printed with their decoded text, with headers that give the encoding, or wrong
// headers.
const encodedMessage = fc
  .record({
    content: fc.oneof(hostileString, jsonText).map(encode),
    encoding: fc.constantFrom('gzip', 'br', 'deflate', 'identity', undefined),
    charset: fc.constantFrom('iso-8859-1', 'Latin1', 'utf-16', undefined),
    isRight: fc.boolean(),
  })
  .map(({ content, encoding, charset, isRight }): { headers: HeaderList; body: Uint8Array } => ({
    headers: [
      ...(encoding === undefined ? [] : [['content-encoding', encoding] as const]),
      ...(charset === undefined
        ? []
        : [['content-type', `text/plain; charset=${charset}`] as const]),
    ],
    body: new Uint8Array(isRight ? packed(content, encoding) : content),
  }));

function packed(content: Uint8Array, encoding: string | undefined): Uint8Array {
  if (encoding === 'gzip') return gzipSync(content);
  if (encoding === 'br') return brotliCompressSync(content);
  return encoding === 'deflate' ? deflateSync(content) : content;
}

const method = fc.constantFrom('GET', 'POST', 'DELETE', 'M-SEARCH');
const component = fc.constantFrom('vfs', 'mock', 'a-b.c');

const request: Arbitrary<HttpRequest> = fc.oneof(
  fc.record({ method, path: hostileString.map((text) => `/${text}`), headers, body }),
  fc
    .record(
      { component, session: hostileString, tool: hostileString, args: jsonText },
      { requiredKeys: ['component', 'tool', 'args'] },
    )
    .map(expandCall),
  fc.record({ component, tool: hostileString, arguments: jsonText }).map(expandCall),
);

const response: Arbitrary<HttpResponse> = fc.oneof(
  fc.record({ status: fc.integer({ min: 100, max: 999 }), headers, body }),
  encodedMessage.map((message) => ({ status: 200, ...message })),
  fc
    .record({
      success: fc.boolean(),
      result: hostileString,
      errorType: fc.option(hostileString),
    })
    .map(expandResult),
  jsonText.map((value) => expandResult({ value })),
);

/** Milliseconds, exact to a nanosecond, as virtual time is. */
const duration = fc.integer({ min: 1, max: 1e15 }).map((nanoseconds) => nanoseconds / 1e6);

const errorCode = fc.constantFrom('DNS-timeout', 'connection-refused');

const chunkedResponse: Arbitrary<{ response: HttpResponse; chunks: readonly number[] }> = fc
  .tuple(
    headers,
    fc.array(
      fc.oneof(hostileString.map(encode), body).filter((chunk) => chunk.length > 0),
      { minLength: 2, maxLength: 4 },
    ),
  )
  .map(([fields, chunks]) => ({
    response: { status: 200, headers: fields, body: new Uint8Array(Buffer.concat(chunks)) },
    chunks: chunks.map((chunk) => chunk.length),
  }));

const answered = fc
  .tuple(
    fc.oneof(
      response.map((whole) => ({ response: whole })),
      chunkedResponse,
    ),
    fc.record({ cut: fc.nat(), brokenBy: errorCode }, { requiredKeys: ['cut'] }),
    fc.record({ afterMs: duration }, { requiredKeys: [] }),
    fc.boolean(),
  )
  .map(([whole, broken, after, isCut]) => ({
    kind: 'response' as const,
    ...whole,
    ...(isCut ? broken : {}),
    ...after,
  }));

const outcome: Arbitrary<ExchangeOutcome> = fc.oneof(
  answered,
  fc.record(
    {
      kind: fc.constant('error' as const),
      code: errorCode,
      afterMs: duration,
    },
    { requiredKeys: ['kind', 'code'] },
  ),
  fc.record({
    kind: fc.constant('lost-to-timer' as const),
    afterMs: fc.oneof(fc.constant(0), duration),
  }),
);

const exchange: Arbitrary<Exchange> = fc.record({
  request: fc.record({
    method: fc.oneof(method, fc.constantFrom('patch', 'Report')),
    url: hostileString.map((text) => `https://a.test/${text}`),
    headers,
    body,
  }),
  outcome,
});

const snapshot: Arbitrary<StoreSnapshot> = fc
  .array(
    fc.tuple(
      fc.oneof(fc.constant('default'), hostileString),
      fc.array(fc.tuple(hostileString, fc.option(body)), { minLength: 1, maxLength: 3 }),
    ),
    { maxLength: 2 },
  )
  .map((stores) => new Map(stores.map(([label, entries]) => [label, new Map(entries)])));

const time = fc
  .date({ min: new Date('0000-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59.999Z') })
  .filter((date) => !Number.isNaN(date.getTime()))
  .map((date) => date.getTime());

const strings = fc
  .array(fc.tuple(hostileString, hostileString), { maxLength: 3 })
  .map((entries) => new Map(entries));

/** Any header that can be printed. */
const cassetteHeader: Arbitrary<CassetteHeader> = fc.record(
  {
    name: hostileString,
    origin: hostileString,
    app: fc.record({ name: hostileString, build: strings }),
    world: fc.record(
      {
        seed: fc.maxSafeNat(),
        clock: fc.option(time, { nil: undefined }),
        variables: strings,
        files: strings,
        sessionFiles: fc
          .array(fc.tuple(hostileString, strings), { maxLength: 2 })
          .map((sessions) => new Map(sessions)),
        mock,
        store: snapshot,
        storeFaults: fc.array(storeFault, { maxLength: 2 }),
        keep: fc.uniqueArray(fc.constantFrom('x-a', 'x-b', 'x-c')).map((names) => names.sort()),
      },
      { requiredKeys: ['seed', 'clock', 'variables', 'files', 'store', 'keep'] },
    ),
    compares: fc.constant(['refused'] as const),
    allowedSecrets: fc
      .array(fc.tuple(hostileString, hostileString), { minLength: 1, maxLength: 2 })
      .map((entries) => new Map(entries.map(([place, reason]) => [place, `r${reason}`]))),
  },
  { requiredKeys: ['name', 'world'] },
);

/** Any interaction that can be printed; its line is 0 because a line is not printed. */
const cassetteEntry: Arbitrary<CassetteEntry> = fc.record(
  {
    line: fc.constant(0),
    at: time,
    request,
    response,
    expect: expectation,
    exchanges: fc.array(exchange, { maxLength: 2 }),
    given: snapshot,
    state: snapshot,
    refused: fc.array(
      fc.record({
        component: hostileString,
        kind: fc.constantFrom('host' as const, 'store' as const, 'variable' as const),
        name: hostileString,
      }),
      { minLength: 1, maxLength: 2 },
    ),
    printed: fc.array(
      fc.record({
        component: hostileString,
        stream: fc.constantFrom('stdout' as const, 'stderr' as const),
        text: hostileString,
      }),
      { minLength: 1, maxLength: 2 },
    ),
    unreproducible: fc.record({
      import: fc.constantFrom('clock' as const, 'key-value' as const, 'outbound-http' as const),
      detail: hostileString,
    }),
  },
  { requiredKeys: ['line', 'request', 'exchanges', 'given', 'state'] },
);

/** Any file that can be printed. */
export const cassetteFile: Arbitrary<CassetteFile> = fc.record({
  header: cassetteHeader,
  entries: fc.oneof(
    { weight: 14, arbitrary: fc.array(cassetteEntry, { maxLength: 3 }) },
    { weight: 1, arbitrary: fc.array(cassetteEntry, { maxLength: 12, size: 'max' }) },
  ),
});
