import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refusedAtDoor } from './door.ts';

const ALLOWED = new Set(['tools.example.com', 'spintape']);

/** The status of the refusal, or undefined, of a request with these header lines. */
function refusal(lines: ReadonlyArray<readonly [string, string]>, url = '/'): number | undefined {
  return refusedAtDoor({ url, rawHeaders: lines.flat() }, ALLOWED)?.status;
}

const host = (value: string) => refusal([['Host', value]]);

describe('the host that a request names', () => {
  it.each([
    ...['localhost', 'localhost:3000', 'LOCALHOST:3000', 'localhost.', 'a.b.localhost:80'],
    ...['127.0.0.1', '127.0.0.1:3000', '192.168.1.5:3000', '0.0.0.0:1', '8.8.8.8'],
    ...['[::1]', '[::1]:3000', '[::FFFF:127.0.0.1]:1', '[fe80::1%25eth0]:3000', '[fe80::1%eth0]'],
    ...['spintape:3000', 'Tools.Example.Com.', 'localhost:'],
  ])('may be %s', (value) => {
    expect(host(value)).toBeUndefined();
  });

  it.each([
    ...['evil.test', 'evil.test:3000', 'localhost.evil.test', 'notlocalhost', '127.0.0.1.nip.io'],
    ...['localhost..', '.localhost', 'x.tools.example.com', '127.1', '2130706433', '0x7f000001'],
    ...['', ' ', 'localhost:3000:3000', 'localhost:x', '::1', '[::1', '[evil.test]', '[::1]evil'],
    ...['user@localhost', 'localhost@evil.test', 'localhost/evil', 'localhost#', 'loc\u00e4l'],
    ...['localhost,evil.test', 'localhost evil.test', '*', '[v1.x]'],
  ])('may not be %j', (value) => {
    expect([400, 403]).toContain(host(value));
  });

  it('is named once', () => {
    expect(refusal([])).toBe(400);
    expect(
      refusal([
        ['Host', 'localhost'],
        ['host', 'localhost'],
      ]),
    ).toBe(400);
  });

  it.each([
    ['http://localhost/x', 'localhost', undefined],
    ['http://evil.test/x', 'localhost', 403],
    ['HTTP://evil.test', 'localhost', 403],
    ['http://localhost/x', 'evil.test', 403],
    ['http://localhost@evil.test/x', 'localhost', 400],
    ['http:///x', 'localhost', 400],
    ['//evil.test/x', 'localhost', undefined],
    ['*', 'localhost', undefined],
  ])('counts in the target %s, too', (url, value, status) => {
    expect(refusal([['Host', value]], url)).toBe(status);
  });

  it('accepts only these as names that cannot be rebound', () => {
    const label = fc.stringMatching(/^[a-z0-9_-]{1,10}$/);
    const name = fc.array(label, { minLength: 1, maxLength: 4 }).map((labels) => labels.join('.'));
    const foreign = fc.oneof(name, fc.string()).filter((text) => {
      const known = /^(?:.+\.)?localhost\.?$|^\[|^[\d.]+$/i.test(text.replace(/:\d*$/, ''));
      return !known && !ALLOWED.has(text.toLowerCase().replace(/\.?(?::\d*)?$/, ''));
    });
    const law = fc.property(foreign, (text) => {
      expect([400, 403]).toContain(host(text));
    });
    fc.assert(law, { numRuns: 1000 });
  });
});

describe('where a request comes from', () => {
  const from = (own: string, ...lines: ReadonlyArray<readonly [string, string]>) =>
    refusal([['Host', own], ...lines]);

  it.each([
    ['localhost:3000', 'http://localhost:3000'],
    ['localhost', 'http://localhost'],
    ['localhost:80', 'http://localhost'],
    // Behind a proxy that terminates TLS.
    ['spintape', 'https://spintape'],
    ['spintape:443', 'https://spintape'],
    ['[::1]:3000', 'http://[::1]:3000'],
  ])('may be a page of %s itself: %s', (own, origin) => {
    expect(from(own, ['Origin', origin])).toBeUndefined();
    expect(from(own, ['Origin', origin], ['Sec-Fetch-Site', 'same-origin'])).toBeUndefined();
  });

  it.each([
    ...['http://evil.test', 'null', '', 'http://localhost', 'http://localhost:8080'],
    ...['https://localhost', 'http://127.0.0.1:3000', 'file://', 'chrome-extension://abc'],
    ...['http://localhost:3000.evil.test', 'http://x@localhost:3000', 'http://localhost:3000/x'],
  ])('may not be a page of another origin: %j', (origin) => {
    expect(from('localhost:3000', ['Origin', origin])).toBe(403);
    const own = ['Origin', 'http://localhost:3000'] as const;
    expect(from('localhost:3000', own, ['Origin', origin])).toBe(403);
  });

  it.each([
    ['none', undefined],
    ['same-origin', undefined],
    ['same-site', 403],
    ['cross-site', 403],
    ['same-origin, cross-site', 403],
    ['anything', 403],
  ])('falls back to fetch metadata if there is no origin: %s', (site, status) => {
    expect(from('localhost', ['Sec-Fetch-Site', site])).toBe(status);
  });
});
