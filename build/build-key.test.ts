import { describe, expect, it } from 'vitest';
import { buildKey, toolVersions } from './build-key.ts';

const LOCK = {
  packages: {
    '': { name: 'spintape' },
    'node_modules/yaml': { version: '2.9.1' },
    'node_modules/esbuild': { version: '0.28.2' },
    'node_modules/@bytecodealliance/jco': { version: '1.13.0' },
    'node_modules/@fermyon/spin-sdk/node_modules/@bytecodealliance/componentize-js': {
      version: '0.10.5',
    },
    'node_modules/@fermyon/spin-sdk': { version: '2.0.0' },
  },
};

function key(changes: { bundle?: string; world?: string; place?: string; version?: string }) {
  const { bundle = 'a', world, place = 'node_modules/esbuild', version = '0.28.2' } = changes;
  const lock = JSON.stringify({ packages: { ...LOCK.packages, [place]: { version } } });
  return buildKey({ bundle, world, lock });
}

describe('toolVersions', () => {
  it('lists what turns a bundle into a component, and nothing else', () => {
    expect(toolVersions(JSON.stringify(LOCK))).toEqual([
      ['node_modules/@fermyon/spin-sdk', '2.0.0'],
      ['node_modules/@fermyon/spin-sdk/node_modules/@bytecodealliance/componentize-js', '0.10.5'],
      ['node_modules/esbuild', '0.28.2'],
    ]);
  });
});

describe('buildKey', () => {
  it('is 16 hexadecimal digits, the same on every machine', () => {
    expect(key({})).toBe('ad9d4fd62b176c84');
  });

  it('changes with the bundle, the world and every tool', () => {
    const keys = [
      key({}),
      key({ bundle: 'b' }),
      key({ world: '' }),
      key({ world: 'world w {}' }),
      key({ version: '0.28.3' }),
      key({ place: 'node_modules/@fermyon/spin-sdk', version: '2.0.1' }),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('does not change with other packages', () => {
    expect(key({ place: 'node_modules/yaml', version: '2.9.2' })).toBe(key({}));
    expect(key({ place: 'node_modules/@bytecodealliance/jco', version: '1.14.0' })).toBe(key({}));
  });
});
