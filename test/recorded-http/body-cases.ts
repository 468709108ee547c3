import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { expect } from 'vitest';
import { chunked, whole } from './http-answer.ts';
import { fetched, probe, proxied } from './probe-request.ts';
import type { RecordedCase, WireCase } from './wire-case.ts';

const JSON_TEXT = '{"items":[{"id":1,"name":"café"}],"total":1.0}';
const SHOWN_JSON = 'decoded: {json: {items: [{id: 1, name: café}], total: 1.0}}';
const GZIPPED = gzipSync(JSON_TEXT);
const ALL_BYTES = Uint8Array.from({ length: 256 }, (_, index) => 255 - index);
const TYPE_JSON = 'content-type: application/json';

const TEN_MEGABYTES = Buffer.from('0123456789'.repeat(1_000_000));

/** As the probe's `/fetch-sum`. */
function sumOf(bytes: Uint8Array): number {
  let sum = 7;
  for (let at = 0; at < bytes.length; at += 997) sum = (sum * 31 + (bytes[at] ?? 0)) | 0;
  return sum;
}

/** A body that a component passes on byte by byte. */
function exact(
  name: string,
  sent: { readonly body: string | Uint8Array; readonly lines?: readonly string[] },
  recorded: readonly string[],
): WireCase {
  const { body, lines = [] } = sent;
  return {
    name,
    upstream: () => whole(body, lines),
    calls: ({ url }) => [proxied(url)],
    recorded,
    check: (found) => holdsTwice(found, Buffer.from(body)),
  };
}

/** The body is in the exchange and in the app's answer. */
function holdsTwice({ cassette }: RecordedCase, body: Uint8Array): void {
  const [entry] = cassette.entries;
  const outcome = entry?.exchanges[0]?.outcome;
  const exchanged = outcome?.kind === 'response' ? outcome.response.body : undefined;
  expect(Buffer.from(exchanged ?? 'none').equals(body)).toBe(true);
  expect(Buffer.from(entry?.response?.body ?? 'none').equals(body)).toBe(true);
}

const PACKED: readonly WireCase[] = [
  exact('a body in gzip', { body: GZIPPED, lines: [TYPE_JSON, 'content-encoding: gzip'] }, [
    `base64: ${GZIPPED.toString('base64')}`,
    SHOWN_JSON,
  ]),
  exact(
    'a body in br',
    { body: brotliCompressSync(JSON_TEXT), lines: [TYPE_JSON, 'content-encoding: br'] },
    [SHOWN_JSON],
  ),
  exact(
    'a body in deflate',
    { body: deflateSync('plain text'), lines: ['content-encoding: deflate'] },
    ['decoded: {text: plain text}'],
  ),
  exact(
    'a body in deflate without its wrapping',
    { body: deflateRawSync('plain text'), lines: ['content-encoding: deflate'] },
    ['decoded: {text: plain text}'],
  ),
  exact(
    'a body that says gzip and is not',
    { body: 'never packed', lines: ['content-encoding: gzip'] },
    ['text: never packed'],
  ),
  {
    name: 'a body in gzip that the component unpacks',
    upstream: () => whole(GZIPPED, [TYPE_JSON, 'content-encoding: gzip']),
    calls: ({ url }) => [probe('/fetch-unpacked', [['url', url]])],
    recorded: ["headers: {accept-encoding: 'gzip, deflate'}", SHOWN_JSON],
    answered: { ok: true, value: JSON_TEXT },
  },
];

const JSON_BODIES: readonly WireCase[] = [
  exact(
    'JSON that is indented and ends in white space',
    { body: '{\n  "a": 1\n}\n \n', lines: [TYPE_JSON] },
    [String.raw`text: "{\n  \"a\": 1\n}\n \n"`],
  ),
  exact('JSON with duplicate keys', { body: '{"a":1,"a":2}', lines: [TYPE_JSON] }, [
    `text: '{"a":1,"a":2}'`,
  ]),
  exact(
    'JSON with numbers that a double cannot hold',
    { body: '[12345678901234567890,1.0,1e400,-0,0.1e-7]', lines: [TYPE_JSON] },
    ['json: [12345678901234567890, 1.0, 1e400, -0, 0.1e-7]'],
  ),
  exact('JSON after a byte order mark', { body: '\ufeff{"a":1}', lines: [TYPE_JSON] }, [
    String.raw`text: "\ufeff{\"a\":1}"`,
  ]),
  exact(
    'JSON line by line',
    { body: '{"n":1}\n{"n":2}\n', lines: ['content-type: application/x-ndjson'] },
    ['text: |', '{"n":1}', '{"n":2}'],
  ),
];

const TEXTS: readonly WireCase[] = [
  exact(
    'a text of several lines',
    { body: 'one\n  two\n\nthree', lines: ['content-type: text/plain'] },
    ['text: |-', 'one', 'two', '', 'three'],
  ),
  exact(
    'a text with control characters and line ends of all kinds',
    { body: 'a\r\nb\0c\x1b[31m\u2028d\r', lines: ['content-type: text/plain'] },
    [String.raw`text: "a\r\nb\0c\x1b[31m\u2028d\r"`],
  ),
  exact('a body without a content type', { body: 'no type' }, [
    "response: {status: 200, headers: {content-length: '7'}, text: no type}",
  ]),
  exact('an empty body', { body: '', lines: [TYPE_JSON] }, [
    "response: {status: 200, headers: {content-length: '0', content-type: application/json}}",
  ]),
  exact(
    'a body in Latin-1',
    {
      body: Buffer.from('na\xefve caf\xe9', 'latin1'),
      lines: ['content-type: text/plain; charset=ISO-8859-1'],
    },
    ['base64: bmHvdmUgY2Fm6Q==', 'decoded: {text: naïve café}'],
  ),
  exact(
    'a body in UTF-16',
    {
      body: Buffer.from('\ufeffhi', 'utf16le'),
      lines: ['content-type: text/plain; charset=utf-16'],
    },
    ['base64: //5oAGkA'],
  ),
  {
    name: 'a text that is not UTF-8',
    upstream: () => whole(Buffer.from([0x68, 0x69, 0xff, 0xc3]), ['content-type: text/plain']),
    calls: ({ url }) => [fetched(url)],
    recorded: ['base64: aGn/ww=='],
    answered: {
      ok: false,
      error: { name: 'TypeError', message: 'malformed UTF-8 character sequence at offset 2' },
    },
  },
];

const BINARY: readonly WireCase[] = [
  exact('a binary body', { body: ALL_BYTES, lines: ['content-type: application/octet-stream'] }, [
    `base64: ${Buffer.from(ALL_BYTES).toString('base64')}`,
  ]),
  exact(
    'a multipart answer',
    {
      body: Buffer.from(
        '--edge\r\ncontent-type: image/png\r\n\r\n\x89PNG\r\n--edge--\r\n',
        'latin1',
      ),
      lines: ['content-type: multipart/mixed; boundary=edge'],
    },
    ["headers: {content-length: '51', content-type: multipart/mixed; boundary=edge}"],
  ),
  {
    name: 'a body of 10 MB',
    upstream: () => whole(TEN_MEGABYTES, ['content-type: text/plain']),
    calls: ({ url }) => [probe('/fetch-sum', [['url', url]])],
    recorded: ["headers: {content-length: '10000000', content-type: text/plain}"],
    answered: { ok: true, value: { length: 10_000_000, sum: sumOf(TEN_MEGABYTES) } },
  },
  {
    name: 'a binary body of 3 MB in chunks',
    upstream: () => chunked(Array.from({ length: 30 }, () => Buffer.alloc(100_000, 0xfe))),
    calls: ({ url }) => [probe('/fetch-sum', [['url', url]])],
    recorded: ["headers: {content-length: '3000000'}"],
    answered: { ok: true, value: { length: 3_000_000, sum: sumOf(Buffer.alloc(3_000_000, 0xfe)) } },
  },
];

/** Bodies of answers. */
export const BODY_CASES: readonly WireCase[] = [...PACKED, ...JSON_BODIES, ...TEXTS, ...BINARY];
