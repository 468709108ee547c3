import { expect } from 'vitest';
import type { Step } from './hostile-upstream.ts';
import { chunkOf, head, whole } from './http-answer.ts';
import { fetched, probe, wired } from './probe-request.ts';
import type { WireCase } from './wire-case.ts';

const RESET: Step = { end: 'reset' };
const SILENCE: Step = { end: 'silence' };
/** Time for the bytes before it to arrive. */
const PAUSE: Step = { pauseMs: 40 };
const TEN_BYTES = head('200 OK', ['content-length: 10']);
const CHUNKS = head('200 OK', ['transfer-encoding: chunked']);

const BROKEN_OFF = { failed: { tag: 'connection-terminated' } };

/** An upstream that takes these steps, and the error that the component gets. */
function refusing(name: string, steps: readonly Step[], code: string): WireCase {
  return {
    name,
    upstream: () => steps,
    calls: ({ url }) => [wired(url)],
    recorded: [`error: ${code}`],
    answered: { ok: true, value: { error: { tag: code } } },
  };
}

/** An upstream that takes these steps, of whose body so much arrives. */
function breaking(
  name: string,
  steps: readonly Step[],
  { recorded, end }: { recorded: readonly string[]; end: unknown },
): WireCase {
  return {
    name,
    upstream: () => steps,
    calls: ({ url }) => [wired(url)],
    recorded,
    answered: { ok: true, value: expectedEnd(end) },
  };
}

/** Part of the probe's report of an answer. */
function expectedEnd(end: unknown): unknown {
  return { status: 200, end };
}

const UNREACHED: readonly WireCase[] = [
  {
    name: 'a connection that is refused',
    calls: ({ origins }) => [wired(`${origins.refused}/`), fetched(`${origins.refused}/`)],
    recorded: ['error: connection-refused', 'error: connection-refused'],
    answered: {
      ok: false,
      error: { name: 'TypeError', message: 'NetworkError when attempting to fetch resource' },
    },
  },
  {
    name: 'a host that does not exist',
    calls: () => [wired('http://nowhere.invalid/')],
    recorded: ["- request: {method: GET, url: 'http://nowhere.invalid/'}"],
    // A machine without a name server cannot know that the name does not exist; it reports a
    // timeout.
    answered: {
      ok: true,
      value: { error: { tag: expect.stringMatching(/^DNS-(?:error|timeout)$/) } },
    },
  },
  {
    name: 'a self-signed certificate',
    calls: ({ origins, place }) => [wired(`${origins.tls}/${place}`)],
    recorded: ['error: TLS-certificate-error'],
    answered: { ok: true, value: { error: { tag: 'TLS-certificate-error' } } },
  },
  {
    name: 'TLS to a server that does not speak it',
    calls: ({ origins, place }) => [wired(`${origins.rude}/${place}`)],
    recorded: ['error: TLS-protocol-error'],
    answered: { ok: true, value: { error: { tag: 'TLS-protocol-error' } } },
  },
  {
    name: 'no TLS to a server that speaks it',
    calls: ({ origins }) => [wired(`${origins.tls.replace('https:', 'http:')}/`)],
    recorded: ['error: connection-terminated'],
  },
  {
    name: 'a host that the manifest does not allow',
    calls: () => [probe('/fetch', [['url', 'http://elsewhere.example/']])],
    recorded: ['ok: false'],
    check: ({ cassette }) => expect(cassette.entries[0]?.exchanges).toEqual([]),
  },
];

const NO_ANSWER: readonly WireCase[] = [
  refusing('a connection that is closed before the answer', [], 'connection-terminated'),
  refusing('a connection that is reset before the answer', [PAUSE, RESET], 'connection-terminated'),
  refusing(
    'a connection that is reset inside the head',
    ['HTTP/1.1 200 OK\r\ncont', PAUSE, RESET],
    'connection-terminated',
  ),
  refusing('an answer that is not HTTP', ['SSH-2.0-OpenSSH_9.6\r\n'], 'HTTP-protocol-error'),
  refusing('a status line without a status', ['HTTP/1.1 OK\r\n\r\n'], 'HTTP-protocol-error'),
  refusing(
    'a header line without a colon',
    ['HTTP/1.1 200 OK\r\nbroken\r\n\r\n'],
    'HTTP-protocol-error',
  ),
  refusing('a header with a NUL', ['HTTP/1.1 200 OK\r\nlink: a\0b\r\n\r\n'], 'HTTP-protocol-error'),
  refusing(
    'two lengths of one body',
    ['HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\nabc'],
    'HTTP-protocol-error',
  ),
  refusing(
    'a length as well as chunks',
    ['HTTP/1.1 200 OK\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n'],
    'HTTP-response-transfer-coding',
  ),
  refusing(
    'a head above the limit',
    whole('', [`link: ${'x'.repeat(20_000)}`]),
    'HTTP-response-header-section-size',
  ),
  refusing(
    'another protocol in the place of an answer',
    [head('101 Switching Protocols', ['connection: upgrade', 'upgrade: websocket'])],
    'HTTP-upgrade-failed',
  ),
];

const BROKEN_BODIES: readonly WireCase[] = [
  breaking('a connection that is reset inside the body', [TEN_BYTES, 'abcd', PAUSE, RESET], {
    recorded: ['response: {status: 200, text: abcd}', 'cut: 4'],
    end: BROKEN_OFF,
  }),
  breaking('a body shorter than its length', [TEN_BYTES, 'abcde'], {
    recorded: ['response: {status: 200, text: abcde}', 'cut: 5'],
    end: BROKEN_OFF,
  }),
  breaking('a body that never begins', [TEN_BYTES], {
    recorded: ['response: {status: 200}', 'cut: 0'],
    end: BROKEN_OFF,
  }),
  breaking('a body longer than its length', [head('200 OK', ['content-length: 3']), 'abcde'], {
    recorded: ["response: {status: 200, headers: {content-length: '3'}, text: abc}"],
    end: 'closed',
  }),
  breaking('chunks without their end', [CHUNKS, chunkOf('abc')], {
    recorded: ['response: {status: 200, text: abc}', 'cut: 3'],
    end: BROKEN_OFF,
  }),
  breaking('a chunk whose length is not a number', [CHUNKS, chunkOf('abc'), PAUSE, 'xyz\r\n'], {
    recorded: ['response: {status: 200, text: abc}', 'cut: 3', 'error: HTTP-protocol-error'],
    end: { failed: { tag: 'HTTP-protocol-error' } },
  }),
  breaking(
    'a body in gzip that breaks off',
    [
      head('200 OK', ['content-encoding: gzip', 'content-length: 100']),
      Buffer.from('1f8b0800000000000003', 'hex'),
    ],
    {
      recorded: [
        'response: {status: 200, headers: {content-encoding: gzip}, base64: H4sIAAAAAAAAAw==}',
        'cut: 10',
      ],
      end: BROKEN_OFF,
    },
  ),
  {
    name: 'a body that breaks off while fetch reads it',
    upstream: () => [TEN_BYTES, 'abcde'],
    calls: ({ url }) => [fetched(url)],
    recorded: ['response: {status: 200, text: abcde}', 'cut: 5'],
    answered: { ok: false, error: { name: 'Error' } },
  },
];

const TOO_SLOW: readonly WireCase[] = [
  {
    name: 'a time-out before the connection',
    calls: ({ origins }) => [wired(`${origins.silent}/`, [['connect', 60]])],
    recorded: ['error: connection-timeout'],
    answered: { ok: true, value: { error: { tag: 'connection-timeout' } } },
  },
  {
    name: 'a time-out before the first byte',
    upstream: () => [SILENCE],
    calls: ({ url }) => [wired(url, [['first-byte', 60]])],
    recorded: ['error: connection-read-timeout'],
    answered: { ok: true, value: { error: { tag: 'connection-read-timeout' } } },
  },
  {
    name: 'a time-out between two bytes',
    upstream: () => [TEN_BYTES, 'abc', SILENCE],
    calls: ({ url }) => [
      wired(url, [
        ['first-byte', 5000],
        // The head and the first bytes must be there by then, on a busy machine too.
        ['between-bytes', 1500],
      ]),
    ],
    recorded: ['response: {status: 200, text: abc}', 'cut: 3', 'error: connection-read-timeout'],
    answered: { ok: true, value: expectedEnd({ failed: { tag: 'connection-read-timeout' } }) },
  },
  {
    name: 'an answer slower than the host allows',
    limits: { timeoutMs: 150 },
    upstream: () => [SILENCE],
    calls: ({ url }) => [fetched(url)],
    recorded: ['error: HTTP-response-timeout'],
    answered: { ok: false, error: { name: 'TypeError' } },
  },
  {
    name: 'a body slower than the host allows',
    // The head and the first bytes must be there by then, on a busy machine too.
    limits: { timeoutMs: 1500 },
    upstream: () => [TEN_BYTES, 'abc', SILENCE],
    calls: ({ url }) => [wired(url)],
    recorded: ['response: {status: 200, text: abc}', 'cut: 3', 'error: HTTP-response-timeout'],
    answered: { ok: true, value: expectedEnd({ failed: { tag: 'HTTP-response-timeout' } }) },
  },
  {
    name: 'a body longer than the host allows',
    limits: { bodyBytes: 1000 },
    upstream: () => whole('x'.repeat(1001)),
    calls: ({ url }) => [wired(url)],
    recorded: ['error: HTTP-response-body-size'],
    answered: { ok: true, value: { error: { tag: 'HTTP-response-body-size' } } },
  },
];

/** Failures in transit. */
export const FAILURE_CASES: readonly WireCase[] = [
  ...UNREACHED,
  ...NO_ANSWER,
  ...BROKEN_BODIES,
  ...TOO_SLOW,
];
