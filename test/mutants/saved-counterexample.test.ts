import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCassette } from '../../harness/internal.ts';
import type { MutantName } from '../../properties/mutants/mutants.ts';
import { spintape } from '../spintape.fixture.ts';
import { writeMutantManifest } from './mutant-app.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'spintape-counterexamples-'));
});
afterAll(() => rm(folder, { recursive: true }));

const FAULTS: readonly (readonly [MutantName, string])[] = [
  ['bytes-as-utf-16', 'files-like-a-map'],
  ['cleanup-never-happens', 'cleanup'],
  ['cleanup-misses-one-uncounted', 'cleanup'],
  ['cleanup-forgets-mocks', 'cleanup'],
  ['types-conflated', 'fixture-precedence'],
  ['store-failure-swallowed', 'failing-stores'],
  ['writes-not-guarded', 'github-confinement'],
  ['link-followed-outside', 'github-confinement'],
  ['odd-answer-breaks-down', 'github-totality'],
  ['odd-session-breaks-down', 'totality'],
  ['odd-arguments-break-down', 'totality'],
  ['digits-lost-on-the-way', 'gateway-adds-nothing'],
];

describe('a counterexample that check --save wrote', () => {
  it.each(FAULTS)(
    'of %s, by %s, fails with the fault and passes without it',
    async (name, law) => {
      const manifest = join(folder, `${name}.toml`);
      const saved = join(folder, `${name}.yaml`);
      await writeMutantManifest(manifest, name);
      const options = ['--law', law, '--seed', '1', '--save', saved];
      const found = await spintape(['check', '--app', manifest, ...options]);
      expect(found.code).toBe(1);
      expect(readCassette(saved).entries.length).toBeLessThanOrEqual(6);
      expect((await spintape(['run', '--app', manifest, saved])).code).toBe(1);
      expect((await spintape(['run', saved])).code).toBe(0);
    },
    120_000,
  );
});
