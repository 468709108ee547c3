import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AllowedHost,
  allows,
  expandChaining,
  parseAllowedHost,
  parseAllowedHosts,
} from './allowed-hosts.ts';

const port = (number: number) => ({ first: number, last: number });
const ANY = { first: 0, last: 65_535 };

function literal(scheme: string, host: string, ports: AllowedHost['ports']): AllowedHost {
  return { scheme, host: { kind: 'literal', host }, ports };
}

describe('parseAllowedHost', () => {
  it.each<[string, AllowedHost]>([
    ['http://spin.fermyon.dev', literal('http', 'spin.fermyon.dev', port(80))],
    ['http://spin.fermyon.dev/', literal('http', 'spin.fermyon.dev', port(80))],
    ['https://spin.fermyon.dev', literal('https', 'spin.fermyon.dev', port(443))],
    ['http://spin.fermyon.dev:4444', literal('http', 'spin.fermyon.dev', port(4444))],
    ['http://spin.fermyon.dev:4444/', literal('http', 'spin.fermyon.dev', port(4444))],
    [
      'http://spin.fermyon.dev:4444..5555',
      literal('http', 'spin.fermyon.dev', { first: 4444, last: 5554 }),
    ],
    ['*://spin.fermyon.dev:7777', literal('*', 'spin.fermyon.dev', port(7777))],
    ['redis://localhost', literal('redis', 'localhost', port(6379))],
    ['http://192.168.1.1:3002', literal('http', '192.168.1.1', port(3002))],
    ['http://[::1]:8001', literal('http', '[::1]', port(8001))],
    ['http://[::1]:8080/', literal('http', '[::1]', port(8080))],
    ['http://[2001:db8::1]', literal('http', '[2001:db8::1]', port(80))],
    ['http://Example.COM', literal('http', 'example.com', port(80))],
    ['http://self', { scheme: 'http', host: { kind: 'self' }, ports: port(80) }],
    ['http://self.alt', { scheme: 'http', host: { kind: 'self' }, ports: port(80) }],
    [
      'http://*.example.com',
      { scheme: 'http', host: { kind: 'subdomains', suffix: '.example.com' }, ports: port(80) },
    ],
    ['*://*:*', { scheme: '*', host: { kind: 'any' }, ports: ANY }],
    ['https://*:*', { scheme: 'https', host: { kind: 'any' }, ports: ANY }],
    [
      '*://127.0.0.0/24:80',
      {
        scheme: '*',
        host: { kind: 'network', network: { bytes: [127, 0, 0, 0], prefixBits: 24 } },
        ports: port(80),
      },
    ],
  ])('reads %s', (entry, parsed) => {
    expect(parseAllowedHost(entry)).toEqual(parsed);
  });

  it.each(['http://ff00::/8', 'http://::1/128', 'http://2001:db8::/32:443', 'http://10.0.0.0/8'])(
    'reads the network %s',
    (entry) => {
      expect(parseAllowedHost(entry).host.kind).toBe('network');
    },
  );

  it.each([
    'spin.fermyon.dev',
    'spin.fermyon.dev:80',
    'localhost',
    'localhost:3001',
    '*',
    ':',
    '',
    'insecure:allow-all',
    '*://127.0.0.0/24',
    'http://spin.fermyon.dev/a',
    'http://spin.fermyon.dev:6666/a/b',
    'http://*.fermyon.dev/a',
    'http://[::1]/foo',
    'http://ff00::/8/extra',
    'http://[::1',
    'http://[::1]junk',
    'http://[::1]::80',
    'http://[v1.]',
    '[::1]:8080',
    'http://example.com:notaport',
    'http://example.com:8080..70000',
    'http://self:notaport',
    'http://*:notaport',
    'http://127.0.0.1:notaport',
    'http://*.example.com:8080..',
    'http://*.example.com:8O8O',
    'http://example.com:99999',
    'http://127.0.0.0/24/p',
    'http://[::1junk',
    'http://*.',
    'http://*.:8080',
    'http://example%.com',
    'http://example%2.com',
    'http://example%GG.com',
    'http://exa[mple.com',
    'http://exa\\mple.com',
    'http://example.com:80:90',
    'http://[vG.example]',
    'http://example.com//',
    'http://*.example.com//',
    'http://self//',
    'http://[::1]//',
    'http://*.127.0.0.1',
    'http://*.192.168.001.001',
    'http://*.[::1]',
    'http://a.*.example.com',
    'http://*.*.example.com',
    'http://{a,b}',
    'ht+tp://example.com:80',
    'ftp://example.com',
    'http://user@example.com',
    'zootle! wurdl!',
    '}{ !!**',
  ])('refuses %j', (entry) => {
    expect(() => parseAllowedHost(entry)).toThrow(SyntaxError);
  });

  it('says why an entry is refused', () => {
    expect(() => parseAllowedHost('ftp://a.b')).toThrow(
      new SyntaxError('no port is given and the scheme "ftp" has no default port'),
    );
  });
});

describe('allows', () => {
  it.each<[string[], string, boolean]>([
    [['http://example.com:8383'], 'http://example.com:8383/foo/bar', true],
    [['*://spin.fermyon.dev:443'], 'https://spin.fermyon.dev', true],
    [['*://spin.fermyon.dev:443'], 'https://spin.fermyon.dev/', true],
    [['http://example.com:8383'], 'http://example.com/', false],
    [['http://example.com'], 'http://google.com/', false],
    [['http://example.com'], 'https://example.com/', false],
    [['https://my.api.com/'], 'https://my.api.com', true],
    [['http://*.example.com'], 'http://a.example.com/foo/bar', true],
    [['http://*.example.com'], 'http://a.b.example.com/foo/bar', true],
    [['http://*.example2.com:8383'], 'http://a.b.example2.com:8383/foo', true],
    [['http://*.example2.com:8383'], 'http://a.b.example2.com/foo', false],
    [['http://*.example.com'], 'http://example.com/foo', false],
    [['http://*.example.com'], 'http://myexample.com/foo', false],
    [['http://*.Example.COM'], 'http://foo.example.com', true],
    [['http://[::1]'], 'http://[::1]:80/some/path', true],
    [['http://[::1]'], 'http://[::2]', false],
    [['http://[::1]'], 'http://[::1]:81', false],
    [['http://2001:db8::/32'], 'http://[2001:db8:abcd::1]/x', true],
    [['*://127.0.0.1/24:63551'], 'tcp://127.0.0.1:63551', true],
    [['http://a.b:4444..4446'], 'http://a.b:4445', true],
    [['http://a.b:4444..4446'], 'http://a.b:4446', false],
    [['http://127.0.0.1'], 'http://0x7f.1/', true],
    [['http://good.com'], 'http://good.com@evil.com/', false],
    [['http://good.com'], 'http://good.com:x@evil.com/', false],
    [['http://good.com'], 'http://evil.com/good.com', false],
    [['*://*:*'], 'not a url', false],
    [['*://*:*'], 'http://', false],
    [[], 'http://example.com', false],
  ])('%j allow %s: %s', (entries, url, allowed) => {
    expect(allows(parseAllowedHosts(entries), url)).toBe(allowed);
  });

  it.each<[string, boolean]>([
    ['http://self', true],
    ['https://self', true],
    ['*://*:*', true],
    ['http://*.example.com', false],
    ['http://self.example.com', false],
  ])('%s permits requests to the app itself: %s', (entry, allowed) => {
    const hosts = parseAllowedHosts([entry]);
    expect([allows(hosts, '/path'), allows(hosts, 'http://self.alt/path')]).toEqual([
      allowed,
      allowed,
    ]);
  });

  it('permits no other host for any entry of one literal host', () => {
    fc.assert(
      fc.property(fc.domain(), fc.domain(), (declared, asked) => {
        const hosts = parseAllowedHosts([`https://${declared}`]);
        const same = new URL(`https://${declared}`).host === new URL(`https://${asked}`).host;
        return allows(hosts, `https://${asked}/`) === same;
      }),
    );
  });

  it('gives the same answer after the entries were sent to another thread', () => {
    const hosts = parseAllowedHosts(['*://*:*', 'http://10.0.0.0/8']);
    expect(structuredClone(hosts)).toEqual(hosts);
  });
});

describe('expandChaining', () => {
  it('expands the wildcard to one entry per component and keeps other entries', () => {
    const entries = ['http://localhost:5656', 'http://*.spin.internal', 'https://a.dev'];
    expect(expandChaining(entries, ['first', 'second'])).toEqual([
      'http://localhost:5656',
      'http://first.spin.internal',
      'http://second.spin.internal',
      'https://a.dev',
    ]);
  });
});
