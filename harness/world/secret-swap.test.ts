import { brotliCompressSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OutboundRequest } from '../tool-call/exchange.ts';
import type { HeaderList, HttpResponse } from '../tool-call/http-message.ts';
import { SecretSwap } from './secret-swap.ts';
import { standIn } from './stand-in.ts';
import { unusableSecret } from './usable-secret.ts';

const SECRET = 'p/w "ü"\\+&1234';
const A = standIn('a');
const swap = new SecretSwap(new Map([['a', SECRET]]));

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function text(body: Uint8Array): string {
  return new TextDecoder().decode(body);
}

function outward(given: Partial<OutboundRequest>): OutboundRequest {
  const request = { method: 'POST', url: 'https://a.test/', headers: [], body: bytes('') };
  return swap.outward({ ...request, ...given });
}

function inwardBody(body: Uint8Array, headers: HeaderList = []): HttpResponse {
  return swap.inward({ status: 200, headers, body });
}

describe('SecretSwap', () => {
  it('writes the secret into the URL percent-encoded', () => {
    expect(outward({ url: `https://a.test/?t=${A}&x=1` }).url).toBe(
      'https://a.test/?t=p%2Fw%20%22%C3%BC%22%5C%2B%261234&x=1',
    );
  });

  it.each([
    ['text/plain', SECRET],
    ['application/json; charset=utf-8', JSON.stringify(SECRET).slice(1, -1)],
    ['application/vnd.github+json', JSON.stringify(SECRET).slice(1, -1)],
    ['application/x-www-form-urlencoded', encodeURIComponent(SECRET)],
  ])('writes the secret into a body of the type %s as it asks for', (type, written) => {
    const headers: HeaderList = [
      ['content-type', type],
      ['content-length', String(A.length + 2)],
    ];
    const request = outward({ headers, body: bytes(`<${A}>`) });
    expect(text(request.body)).toBe(`<${written}>`);
    expect(request.headers).toEqual([
      ['content-type', type],
      ['content-length', String(request.body.length)],
    ]);
  });

  it('writes the secret into headers, and inside Basic credentials', () => {
    const plain = new SecretSwap(new Map([['a', 'ghp_0123456789']]));
    const basic = (credentials: string) => `Basic ${Buffer.from(credentials).toString('base64')}`;
    const headers: HeaderList = [
      ['authorization', basic(`user:${A}`)],
      ['x-token', `Bearer ${A}`],
    ];
    const request = { method: 'GET', url: 'https://a.test/', headers, body: bytes('') };
    const sent = plain.outward(request);
    expect(sent.headers).toEqual([
      ['authorization', basic('user:ghp_0123456789')],
      ['x-token', 'Bearer ghp_0123456789'],
    ]);
    const echo = { status: 200, headers: sent.headers, body: bytes(JSON.stringify(sent.headers)) };
    expect(plain.inward(echo)).toEqual({
      status: 200,
      headers,
      body: bytes(JSON.stringify(headers)),
    });
  });

  it.each([
    ['raw', SECRET],
    ['percent-encoded', encodeURIComponent(SECRET)],
    ['percent-encoded in lower case', encodeURIComponent(SECRET).toLowerCase()],
    ['form-encoded', new URLSearchParams([['', SECRET]]).toString().slice(1)],
    ['JSON', JSON.stringify(SECRET).slice(1, -1)],
    ['JSON in ASCII', JSON.stringify(SECRET).slice(1, -1).replace('ü', '\\u00FC')],
    ['JSON with escaped slashes', JSON.stringify(SECRET).slice(1, -1).replace('/', '\\/')],
  ])('finds the secret in an answer: %s', (_, form) => {
    expect(text(inwardBody(bytes(`"${form}"`)).body)).toBe(`"${A}"`);
    expect(swap.holdsSecret(bytes(form))).toBe(true);
  });

  it('finds the secret between bytes that are no text, and leaves those alone', () => {
    const before = Uint8Array.from({ length: 256 }, (_, index) => index);
    const body = Buffer.concat([before, bytes(SECRET), before]);
    const expected = Buffer.concat([before, bytes(A), before]);
    expect(Buffer.from(inwardBody(body).body)).toEqual(expected);
  });

  it('finds the secret in a compressed body, and gives that body uncompressed', () => {
    const headers: HeaderList = [
      ['content-encoding', 'gzip'],
      ['content-type', 'text/plain'],
    ];
    expect(inwardBody(gzipSync(`<${SECRET}>`), headers)).toEqual({
      status: 200,
      headers: [['content-type', 'text/plain']],
      body: bytes(`<${A}>`),
    });
    const brotli = inwardBody(brotliCompressSync(SECRET), [['content-encoding', 'br']]);
    expect(text(brotli.body)).toBe(A);
  });

  it('finds the secret in a compressed body that was cut off', () => {
    const packed = gzipSync(`<${SECRET}>${'x'.repeat(100)}`, { level: 0 });
    const cut = inwardBody(packed.subarray(0, 60), [['content-encoding', 'gzip']]);
    expect(text(cut.body)).toMatch(`<${A}>`);
  });

  it('leaves a compressed body without a secret as it is', () => {
    const packed = new Uint8Array(gzipSync('hello'));
    const headers: HeaderList = [['content-encoding', 'gzip']];
    expect(inwardBody(packed, headers)).toEqual({ status: 200, headers, body: packed });
  });

  it('takes the longer of two secrets first', () => {
    const both = new SecretSwap(
      new Map([
        ['short', 'abcdefgh'],
        ['long', 'abcdefghijkl'],
      ]),
    );
    expect(both.inwardText('abcdefghijkl abcdefgh')).toBe(`${standIn('long')} ${standIn('short')}`);
  });

  it('finds a secret of several lines in JSON that stands in strings of JSON', () => {
    const lines = new SecretSwap(new Map([['a', 'BEGIN\n"key"\nEND']]));
    const nested = JSON.stringify([JSON.stringify([JSON.stringify(['BEGIN\n"key"\nEND'])])]);
    expect(lines.inwardText(nested)).toBe(JSON.stringify([JSON.stringify([JSON.stringify([A])])]));
  });

  it('leaves everything alone without secrets, stand-ins too', () => {
    const none = new SecretSwap(new Map());
    const response = { status: 200, headers: [['a', A]] as const, body: bytes(A) };
    expect(none.inward(response)).toEqual(response);
    const unknown = standIn('other');
    expect(outward({ body: bytes(unknown) }).body).toEqual(bytes(unknown));
  });

  const secret = fc
    .string({ minLength: 8, maxLength: 20, unit: 'grapheme' })
    .filter((value) => unusableSecret(value, ['one', 'two']) === undefined);
  const chunk = fc.oneof(
    fc.constantFrom(standIn('one'), standIn('two')),
    fc.string({ unit: 'grapheme', maxLength: 6 }),
  );
  const types = fc.constantFrom(
    'text/plain',
    'application/json',
    'application/x-www-form-urlencoded',
  );

  it('gives back what it swapped, and leaves no secret in what came back', () => {
    fc.assert(
      fc.property(secret, secret, fc.array(chunk), types, (one, two, chunks, type) => {
        fc.pre(one !== two);
        const law = new SecretSwap(
          new Map([
            ['one', one],
            ['two', two],
          ]),
        );
        const plain = bytes(chunks.join(' | '));
        fc.pre(!law.holdsSecret(plain));
        const headers: HeaderList = [['content-type', type]];
        const sent = law.outward({ method: 'POST', url: 'https://a.test/', headers, body: plain });
        const echoed = law.inward({ status: 200, headers, body: sent.body });
        expect(law.holdsSecret(echoed.body)).toBe(false);
        expect(text(echoed.body)).toBe(text(plain));
      }),
      { numRuns: 300 },
    );
  });
});
