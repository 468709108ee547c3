import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { networkContains, parseNetwork } from './ip-network.ts';

describe('parseNetwork', () => {
  it.each([
    '10.0.0.0',
    '10.0.0.0/33',
    '10.0.0/8',
    '::1/129',
    'host/8',
    '/8',
    '::1/',
    'fe80::1%1/8',
  ])('takes %j for no network', (text) => {
    expect(parseNetwork(text)).toBe(undefined);
  });

  it('reads an IPv6 network', () => {
    expect(parseNetwork('2001:db8::/32')).toEqual({
      bytes: [0x20, 1, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
      prefixBits: 32,
    });
  });
});

describe('networkContains', () => {
  it.each([
    ['127.0.0.1/24', '127.0.0.255', true],
    ['127.0.0.1/24', '127.0.1.0', false],
    ['10.128.0.0/9', '10.127.0.0', false],
    ['10.128.0.0/9', '10.255.0.0', true],
    ['0.0.0.0/0', '8.8.8.8', true],
    ['0.0.0.0/0', '[::1]', false],
    ['::/0', '8.8.8.8', false],
    ['2001:db8::/32', '[2001:db8:abcd::1]', true],
    ['2001:db8::/32', '[2001:db9::1]', false],
    ['::1/128', '[::1]', true],
    ['10.0.0.0/8', 'example.com', false],
  ])('%s holds %s: %s', (text, host, holds) => {
    expect(networkContains(parseNetwork(text) ?? { bytes: [], prefixBits: 0 }, host)).toBe(holds);
  });

  it('finds every address in the networks around it', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.integer({ min: 0, max: 32 }), (address, bits) => {
        const network = parseNetwork(`${address}/${bits}`);
        return network !== undefined && networkContains(network, address);
      }),
    );
    fc.assert(
      fc.property(fc.ipV6(), fc.integer({ min: 0, max: 128 }), (address, bits) => {
        const network = parseNetwork(`${address}/${bits}`);
        const host = new URL(`http://[${address}]`).hostname;
        return network !== undefined && networkContains(network, host);
      }),
    );
  });
});
