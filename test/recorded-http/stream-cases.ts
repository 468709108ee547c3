import { expect } from 'vitest';
import { chunked, whole } from './http-answer.ts';
import { fetched, PROBE_TOKEN, probe, proxied, wired } from './probe-request.ts';
import type { WireCase } from './wire-case.ts';

const EVENTS = 'content-type: text/event-stream';
const TEXT = 'content-type: text/plain';
const CREATED = "response: {status: 201, headers: {content-length: '0'}}";
const FORM = Buffer.from(
  '--edge\r\ncontent-disposition: form-data; name=file\r\n\r\n\x89PNG\xff\r\n--edge--\r\n',
  'latin1',
);

const ANSWERS: readonly WireCase[] = [
  {
    name: 'a body in chunks',
    upstream: () => chunked(['one ', 'two ', 'three'], [TEXT]),
    calls: ({ url }) => [fetched(url)],
    recorded: ["headers: {content-length: '13', content-type: text/plain}", 'text: one two three'],
  },
  {
    name: 'a slow body, whose pieces are chance',
    upstream: () => chunked(['one ', 'two ', 'three'], [TEXT], 30),
    calls: ({ url }) => [probe('/fetch-pieces', [['url', url]])],
    recorded: ['text: one two three'],
    answered: {
      ok: true,
      value: { status: 200, pieces: ['one two three'], end: { ok: true, value: 'end' } },
    },
  },
  {
    name: 'trailers after the last chunk',
    upstream: () => [
      'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\ntrailer: x-sum\r\n\r\n',
      '2\r\nhi\r\n0\r\nx-sum: 1\r\n\r\n',
    ],
    calls: ({ url }) => [fetched(url)],
    recorded: ["response: {status: 200, headers: {content-length: '2'}, text: hi}"],
  },
  {
    name: 'a body that ends with the connection',
    upstream: () => ['HTTP/1.0 200 OK\r\ncontent-type: text/plain\r\n\r\n', 'old', ' style'],
    calls: ({ url }) => [fetched(url)],
    recorded: ["headers: {content-length: '9', content-type: text/plain}", 'text: old style'],
  },
  {
    name: 'an answer of the app of 2 MB that streams through',
    upstream: () => whole('ab'.repeat(1_000_000), [TEXT]),
    calls: ({ url }) => [proxied(url)],
    recorded: ["headers: {content-length: '2000000', content-type: text/plain}"],
    check: ({ cassette }) => expect(cassette.entries[0]?.response?.body.length).toBe(2_000_000),
  },
];

const EVENT_STREAMS: readonly WireCase[] = [
  {
    name: 'server-sent events',
    upstream: () => chunked(['data: 1\n\n', ': ping\n\n', 'event: end\ndata: 2\n\n'], [EVENTS], 20),
    calls: ({ url }) => [probe('/fetch-pieces', [['url', url]])],
    recorded: [
      'chunks:',
      String.raw`- "data: 1\n\n"`,
      String.raw`- ": ping\n\n"`,
      String.raw`- "event: end\ndata: 2\n\n"`,
    ],
    answered: {
      ok: true,
      value: {
        status: 200,
        pieces: ['data: 1\n\n', ': ping\n\n', 'event: end\ndata: 2\n\n'],
        end: { ok: true, value: 'end' },
      },
    },
  },
  {
    name: 'server-sent events cut in the middle of a line and of a character',
    upstream: () => {
      const bytes = Buffer.from('data: é\n\n');
      const parts = [bytes.subarray(0, 3), bytes.subarray(3, 7), bytes.subarray(7)];
      return chunked(parts, [EVENTS]);
    },
    calls: ({ url }) => [wired(url)],
    recorded: ['chunks:', '- dat', '- {base64: YTogww==}', '- {base64: qQoK}'],
  },
  {
    name: 'server-sent events all at once',
    upstream: () => whole('data: 1\n\ndata: 2\n\n', [EVENTS]),
    calls: ({ url }) => [probe('/fetch-pieces', [['url', url]])],
    recorded: [String.raw`text: "data: 1\n\ndata: 2\n\n"`],
  },
  {
    name: 'server-sent events that break off',
    upstream: () => chunked(['data: 1\n\n', 'data: 2\n\n'], [EVENTS], 20).slice(0, -1),
    calls: ({ url }) => [probe('/fetch-pieces', [['url', url]])],
    recorded: [
      'chunks:',
      String.raw`- "data: 1\n\n"`,
      String.raw`- "data: 2\n\n"`,
      'cut: 18',
      String.raw`pieces: ["data: 1\n\n", "data: 2\n\n"]`,
      'ok: false',
    ],
  },
  {
    name: 'server-sent events with the secret in them',
    upstream: () => chunked(['data: hello\n\n', `data: ${PROBE_TOKEN}\n\n`], [EVENTS], 20),
    calls: ({ url }) => [probe('/fetch-pieces', [['url', url]])],
    recorded: [
      'chunks:',
      String.raw`- "data: hello\n\n"`,
      String.raw`- "data: <secret:token>\n\n"`,
      String.raw`pieces: ["data: hello\n\n", "data: <secret:token>\n\n"]`,
    ],
  },
];

const REQUESTS: readonly WireCase[] = [
  {
    name: 'a request whose body is a stream',
    upstream: () => whole('', [], '201 Created'),
    calls: ({ url }) => [
      probe('/send-stream', [
        ['url', url],
        ['pieces', 3],
        ['size', 4],
      ]),
    ],
    recorded: ['text: ccccbbbbaaaa', CREATED],
    check: ({ received }) => expect(received[0]?.body.toString()).toBe('ccccbbbbaaaa'),
  },
  {
    name: 'a request of 2 MB as a stream',
    upstream: () => whole('', [], '201 Created'),
    calls: ({ url }) => [
      probe('/send-stream', [
        ['url', url],
        ['pieces', 8],
        ['size', 262_144],
      ]),
    ],
    recorded: [CREATED],
    check: ({ received }) => expect(received[0]?.body.length).toBe(2_097_152),
  },
  {
    name: 'a multipart request',
    upstream: () => whole('', [], '201 Created'),
    calls: ({ url }) => [
      probe(
        '/send-bytes',
        [
          ['url', url],
          ['content-type', 'multipart/form-data; boundary=edge'],
        ],
        FORM,
      ),
    ],
    recorded: [
      "headers: {content-length: '70', content-type: multipart/form-data; boundary=edge}",
      `base64: ${FORM.toString('base64')}`,
      CREATED,
    ],
    check: ({ received }) => expect(received[0]?.body.equals(FORM)).toBe(true),
  },
  {
    name: 'a request of 1 MiB in one piece',
    upstream: () => whole('', [], '201 Created'),
    calls: ({ url }) => [
      probe(
        '/send-bytes',
        [
          ['url', url],
          ['content-type', 'text/plain'],
        ],
        Buffer.alloc(1_048_576, 'a'),
      ),
    ],
    recorded: ["headers: {content-length: '1048576', content-type: text/plain}", CREATED],
    check: ({ received }) => expect(received[0]?.body.length).toBe(1_048_576),
  },
];

/** Bodies that come or go piece by piece. */
export const STREAM_CASES: readonly WireCase[] = [...ANSWERS, ...EVENT_STREAMS, ...REQUESTS];
