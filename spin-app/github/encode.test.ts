import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodePath, encodeRef, encodeSegment, queryOf } from './encode.ts';

describe('encodePath', () => {
  it('encodes every segment by itself', () => {
    expect(encodePath('/src//a b/100%/é?#&.txt/')).toBe('src/a%20b/100%25/%C3%A9%3F%23%26.txt');
  });

  it('takes names that only look like dot segments', () => {
    expect(encodePath('.github/...x/a..b/..c')).toBe('.github/...x/a..b/..c');
  });

  it.each([
    '..',
    '.',
    'a/../b',
    './a',
    'a/.',
    '%2e%2e/x',
    '%2E./x',
    'a%2f..%2fb',
    'a\\..\\b',
    '%252e%252e',
    '%25%32%65%2e',
    '%5c..%5cx',
    'a\u0000',
    'a\nb',
  ])('refuses %j', (path) => {
    expect(() => encodePath(path)).toThrow(`Invalid path: ${JSON.stringify(path)}`);
  });

  it('refuses encodings that are nested deeper than any server unfolds, at once', () => {
    expect(() => encodePath(`%${'25'.repeat(200_000)}2e`)).toThrow('Invalid path');
  });

  it('never leaves its place in a URL', () => {
    const part = fc.constantFrom(
      '.',
      '..',
      '%2e',
      '%25',
      '2e',
      '/',
      '\\',
      '%2f',
      'a',
      '?',
      '#',
      '@',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 10 }), (parts) => {
        const path = parts.join('');
        let encoded: string;
        try {
          encoded = encodePath(path);
        } catch {
          return;
        }
        const url = new URL(`https://h/base/${encoded}`);
        expect(url.pathname).toBe(`/base/${encoded}`);
        expect(url.search + url.hash).toBe('');
        expect(decodeURIComponent(encoded)).toBe(path.split('/').filter(Boolean).join('/'));
      }),
    );
  });
});

describe('encodeRef', () => {
  it('keeps a branch with slashes in one segment', () => {
    expect(encodeRef('feature/x')).toBe('feature%2Fx');
  });

  it('refuses dot segments', () => {
    expect(() => encodeRef('heads/../x')).toThrow('Invalid path: "heads/../x"');
  });
});

describe('encodeSegment', () => {
  it('refuses half a surrogate pair', () => {
    expect(() => encodeSegment('\ud800')).toThrow('Not a Unicode text: "\\ud800"');
  });
});

describe('queryOf', () => {
  it('leaves out what has no value and encodes the rest', () => {
    expect(queryOf({ a: 'x&y=1#', b: null, c: '', d: 0 })).toBe('?a=x%26y%3D1%23&d=0');
    expect(queryOf({ a: null })).toBe('');
  });
});
