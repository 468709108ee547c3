import { brotliCompressSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HeaderList, HttpResponse } from '../../tool-call/http-message.ts';
import { placeholder } from './fixed-placeholder.ts';
import { SecretSwap } from './secret-swap.ts';
import { unusableSecret } from './usable-secret.ts';

const SECRET = 'p/w "ü"\\+&1234';
const A = placeholder('a');
const swap = new SecretSwap(new Map([['a', SECRET]]));

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function text(body: Uint8Array): string {
  return new TextDecoder().decode(body);
}

function inwardBody(body: Uint8Array, headers: HeaderList = []): HttpResponse {
  return swap.inward({ status: 200, headers, body }) ?? expect.fail('it cannot be searched');
}

describe('SecretSwap', () => {
  it('finds the secret in headers, and inside Basic credentials', () => {
    const plain = new SecretSwap(new Map([['a', 'ghp_0123456789']]));
    const headers = (secret: string): HeaderList => [
      ['authorization', `Basic ${Buffer.from(`user:${secret}`).toString('base64')}`],
      ['x-token', `Bearer ${secret}`],
    ];
    const echo = (secret: string): HttpResponse => ({
      status: 200,
      headers: headers(secret),
      body: bytes(JSON.stringify(headers(secret))),
    });
    expect(plain.inward(echo('ghp_0123456789'))).toEqual(echo(A));
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

  it('finds the secret in names of headers, which have lost their capitals', () => {
    const token = new SecretSwap(new Map([['a', 'Ghp_0123456789/x']]));
    const headers = (name: string): HeaderList => [[`mcp-${name}-id`, '1']];
    const named = (name: string): HeaderList =>
      token.inwardPacked({ status: 200, headers: headers(name), body: bytes('') }).headers;
    for (const form of ['Ghp_0123456789/x', 'ghp_0123456789/x', 'GHP_0123456789%2FX']) {
      expect(named(form)).toEqual(headers(A));
      expect(token.inwardName(form)).toBe(A);
    }
    expect(token.inwardText('ghp_0123456789/x')).toBe('ghp_0123456789/x');
    expect(named('ghp_0123456789')).toEqual(headers('ghp_0123456789'));
  });

  it('finds the secret between binary bytes, and does not change those', () => {
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

  it.each<[name: string, body: Uint8Array, ...codings: string[]]>([
    ['twice', gzipSync(gzipSync(SECRET)), 'gzip, gzip'],
    ['twice, by two headers', brotliCompressSync(gzipSync(SECRET)), 'gzip', 'br'],
    ['once, and not once more', gzipSync(SECRET), 'gzip', 'gzip'],
    ['once, and named with another that is none', gzipSync(SECRET), 'gzip, identity'],
  ])('finds the secret in a body that is packed %s', (_, body, ...codings) => {
    const found = inwardBody(
      new Uint8Array(body),
      codings.map((coding) => ['content-encoding', coding]),
    );
    expect(found).toEqual({ status: 200, headers: [], body: bytes(A) });
  });

  it('leaves the codings of what lies below a secret', () => {
    const [head, rest] = [gzipSync('hello').subarray(0, 10), gzipSync('hello').subarray(10)];
    // The flag for a comment, which ends with a zero byte (RFC 1952, 2.3).
    head[3] = 16;
    const commented = (comment: string) => Buffer.concat([head, bytes(`${comment}\0`), rest]);
    const body = gzipSync(commented(SECRET));
    const found = inwardBody(body, [['content-encoding', 'gzip, gzip']]);
    expect(found.headers).toEqual([['content-encoding', 'gzip']]);
    expect(Buffer.from(found.body)).toEqual(commented(A));
  });

  it.each<[name: string, body: Uint8Array, coding: string]>([
    ['breaks', Buffer.concat([gzipSync(SECRET).subarray(0, -8), Buffer.alloc(8)]), 'gzip'],
    ['is followed by something', Buffer.concat([gzipSync(SECRET), bytes('more')]), 'gzip'],
    ['unpacks to too much', gzipSync(Buffer.alloc(65 * 1024 * 1024)), 'gzip'],
    ['is in another coding', Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd), 'zstd'],
    ['is packed many times', gzipSync('hello'), 'gzip,'.repeat(7)],
  ])('gives no body that %s', (_, body, coding) => {
    const headers: HeaderList = [['content-encoding', coding]];
    expect(swap.inward({ status: 200, headers, body })).toBeUndefined();
  });

  it('leaves a text as it is that only says that it is packed', () => {
    const plain = {
      status: 200,
      headers: [['content-encoding', 'br']] as const,
      body: bytes('hi'),
    };
    expect(swap.inward(plain)).toEqual(plain);
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
    expect(both.inwardText('abcdefghijkl abcdefgh')).toBe(
      `${placeholder('long')} ${placeholder('short')}`,
    );
  });

  it('finds a secret of several lines in JSON nested in JSON strings', () => {
    const lines = new SecretSwap(new Map([['a', 'BEGIN\n"key"\nEND']]));
    const nested = JSON.stringify([JSON.stringify([JSON.stringify(['BEGIN\n"key"\nEND'])])]);
    expect(lines.inwardText(nested)).toBe(JSON.stringify([JSON.stringify([JSON.stringify([A])])]));
  });

  it('changes nothing without secrets, not even fixed forms', () => {
    const none = new SecretSwap(new Map());
    const response = { status: 200, headers: [['a', A]] as const, body: bytes(A) };
    expect(none.inward(response)).toEqual(response);
  });

  const secret = fc
    .string({ minLength: 8, maxLength: 20, unit: 'grapheme' })
    .filter((value) => unusableSecret(value, ['one', 'two']) === undefined);
  const escapes = fc.constantFrom<(text: string) => string>(
    (text) => text,
    encodeURIComponent,
    (text) => JSON.stringify(text).slice(1, -1),
  );
  const chunk = fc.oneof(
    fc.constantFrom('one', 'two'),
    fc.string({ unit: 'grapheme', maxLength: 6 }).map((plain) => ({ plain })),
  );

  it('replaces every secret in an answer, whatever is around it', () => {
    fc.assert(
      fc.property(secret, secret, fc.array(chunk), escapes, (one, two, chunks, write) => {
        fc.pre(one !== two);
        const secrets = new Map([
          ['one', one],
          ['two', two],
        ]);
        const law = new SecretSwap(secrets);
        const written = (named: (name: string) => string): string =>
          chunks.map((part) => (typeof part === 'string' ? named(part) : part.plain)).join(' | ');
        const expected = written(placeholder);
        fc.pre(!law.holdsSecret(bytes(expected)));
        const body = bytes(written((name) => write(secrets.get(name) ?? '')));
        const echoed = law.inwardPacked({ status: 200, headers: [], body });
        expect(law.holdsSecret(echoed.body)).toBe(false);
        expect(text(echoed.body)).toBe(expected);
      }),
      { numRuns: 300 },
    );
  });
});
