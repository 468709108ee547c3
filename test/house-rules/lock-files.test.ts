import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../spintape.fixture.ts';

interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
}

const FILES = ['package-lock.json', 'benchmarks/peers/package-lock.json'];

// npm checks a download only if the entry has `integrity`; without it, anything that the registry,
// or a proxy in between, sends is installed.
describe.each(FILES)('%s', (file) => {
  const text = readFileSync(new URL(file, `file://${projectRoot}`), 'utf8');
  const { packages }: { packages: Record<string, LockedPackage> } = JSON.parse(text);
  const installed = Object.entries(packages).filter(([place, { link }]) => place !== '' && !link);

  it('has the SHA-512 of every package', () => {
    const without = installed.filter(
      ([, { integrity }]) => !/^sha512-[\w+/]{86}==$/.test(integrity ?? ''),
    );
    // `npm view NAME@VERSION dist.integrity` prints the value for the entry.
    expect(without.map(([place, { version }]) => `${place}@${version}`)).toEqual([]);
  });

  it('names no registry', () => {
    expect(installed.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
    expect(text).not.toMatch(/"https?:\/\/[^"]*\.tgz/);
  });
});
