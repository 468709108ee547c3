import { Buffer } from 'node:buffer';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { parseCassette } from '../parse-cassette.ts';
import { printCassette } from '../print-cassette.ts';

const REQUEST = { method: 'GET', path: '/x', headers: [], body: new Uint8Array() };

/** The lines of a printed answer. */
function printed(headers: Readonly<Record<string, string>>, body: Uint8Array): string {
  const response = { status: 200, headers: Object.entries(headers), body };
  const empty = { exchanges: [], given: new Map(), state: new Map() };
  const world = { seed: 0, clock: undefined, variables: new Map(), files: new Map() };
  const text = printCassette(
    {
      header: { name: 'a', world: { ...world, store: new Map(), keep: [] } },
      entries: [{ line: 0, request: REQUEST, response, ...empty }],
    },
    'schema.json',
  );
  return text.slice(text.indexOf('response:'));
}

const base64 = (body: Uint8Array) => Buffer.from(body).toString('base64');

it('shows compressed content next to its bytes, as JSON if it is exactly that', () => {
  const body = gzipSync('{"a":1.0}');
  expect(printed({ 'content-encoding': 'gzip' }, body)).toBe(
    [
      'response:',
      '  status: 200',
      '  headers: {content-encoding: gzip}',
      `  base64: ${base64(body)}`,
      '  decoded: {json: {a: 1.0}}',
      '',
    ].join('\n'),
  );
});

it('shows Latin-1, packed or not', () => {
  const headers = { 'content-type': 'text/plain; charset=ISO-8859-1' };
  const body = Buffer.from('caf\xe9', 'latin1');
  expect(printed(headers, body)).toContain('base64: Y2Fm6Q==\n  decoded: {text: café}\n');
  const packed = { ...headers, 'content-encoding': 'br' };
  expect(printed(packed, brotliCompressSync(body))).toContain('decoded: {text: café}\n');
});

it.each([
  ['binary content', 'gzip', gzipSync(Buffer.from([0xff, 0xfe]))],
  ['a body that was cut off', 'gzip', gzipSync('hello hello').subarray(0, 15)],
  ['more than 1 MiB', 'gzip', gzipSync('a'.repeat(1_048_577))],
  ['another encoding', 'zstd', Buffer.from([0xff, 1])],
])('shows nothing of %s', (_, encoding, body) => {
  expect(printed({ 'content-encoding': encoding }, body)).not.toContain('decoded');
});

it('refuses a file in which the decoded text contradicts the bytes', () => {
  const body = base64(gzipSync('one'));
  const read = (decoded: string) => () =>
    parseCassette(
      `spintape: 1\nname: a\n---\nrequest: {method: GET, path: /x}\nresponse:\n  status: 200\n  headers: {content-encoding: gzip}\n  base64: ${body}\n  decoded: ${decoded}\n`,
      'x.yaml',
    );
  expect(read('{text: one}')).not.toThrow();
  for (const other of ['{text: two}', '{json: 1}', '{text: one, json: 1}', '{}']) {
    expect(read(other)).toThrow(
      'x.yaml:9: Failed to read the cassette: decoded does not match base64. Remove decoded, which is for readers only, or correct base64.',
    );
  }
});
