import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ALL_LAWS } from '../../properties/all-laws.ts';
import { MUTANTS, type MutantName } from '../../properties/mutants/mutants.ts';
import type { Law } from '../../properties/runner/law.ts';
import { projectRoot, spintape } from '../spintape.fixture.ts';
import { killMutant } from './kill-mutant.ts';
import { FAULTY_MANIFEST, writeMutantManifest } from './mutant-app.ts';

const projectFile = (path: string) => readFileSync(join(projectRoot, path), 'utf8');
const names = MUTANTS.map(({ name }) => name).sort();

describe('the list of mutants', () => {
  it('has 25 at least, each with a name of its own', () => {
    expect(names.length).toBeGreaterThanOrEqual(25);
    expect(new Set(names).size).toBe(names.length);
  });

  it('is the list in docs/mutants.md, where a law finds each, in few calls', () => {
    const document = projectFile('docs/mutants.md');
    const listed = [...document.matchAll(/^\| `([^`]*)` \|/gm)].map(([, name]) => name);
    expect(listed).toEqual(MUTANTS.map(({ name }) => name));
    const rows = document
      .split('\n')
      .filter((line) => line.startsWith('| `'))
      .map((line) => line.split('|').map((cell) => cell.trim()));
    const laws = new Set(ALL_LAWS.map(({ name }) => name));
    expect(rows.filter(([, , , , , by = '']) => !laws.has(by))).toEqual([]);
    const isShort = ([, , , kind = '', , , calls]: readonly string[]) =>
      !['isolation', 'fixture'].includes(kind) || Number(calls) <= 6;
    expect(rows.filter((row) => !isShort(row))).toEqual([]);
  });

  it('contains every fault in the modules', () => {
    const folder = join(projectRoot, 'properties/mutants');
    const texts = readdirSync(folder, { recursive: true })
      .map(String)
      .filter((path) => path.endsWith('.ts') && path !== 'mutants.ts' && !path.startsWith('dist/'))
      .map((path) => readFileSync(join(folder, path), 'utf8'));
    const quoted = new Set(texts.join('\n').match(/(?<=')[a-z0-9]+(?:-[a-z0-9]+)+(?=')/g));
    expect(names.filter((name) => !quoted.has(name))).toEqual([]);
  });
});

describe('the app with faults', () => {
  it('has the manifest of the shipped app, with the variable and its own builds', () => {
    const variable = /^mutant = \{ default = "none".*\n/m;
    const faulty = projectFile('properties/mutants/spin.toml')
      .replace(variable, '')
      .replace('[component.gateway.variables]\nmutant = "{{ mutant }}"\n\n', '')
      .replaceAll('mutant = "{{ mutant }}"\n', '')
      .replaceAll(/(?<=^command = ")npm run build:test-apps -- faulty-\w+/gm, 'npm run build');
    const withoutTexts = (text: string) =>
      text.replaceAll(/^(?:name|description|workdir|watch) = .*\n/gm, '');
    expect(withoutTexts(faulty)).toBe(withoutTexts(projectFile('spin-app/spin.toml')));
  });

  it('answers like the shipped app if no fault is chosen', async () => {
    const { code, stdout } = await spintape(['replay', '--app', FAULTY_MANIFEST, '--json']);
    expect(JSON.parse(stdout).summary).toEqual(
      JSON.parse((await spintape(['replay', '--json'])).stdout).summary,
    );
    expect(code).toBe(0);
  });

  it('answers differently with a fault', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'spintape-mutants-'));
    const manifest = join(folder, 'spin.toml');
    await writeMutantManifest(manifest, 'bytes-as-utf-16');
    const scenario = 'scenarios/vfs/count-bytes-of-text.yaml';
    const ended = await spintape(['run', '--app', manifest, scenario]);
    await rm(folder, { recursive: true });
    expect(ended.code).toBe(1);
    expect(ended.stdout).toContain('Successfully wrote 1 bytes to e.txt');
    expect((await spintape(['run', scenario])).code).toBe(0);
  });
});

/** Faults that are found within seconds, one for most classes, and the law that finds each. */
const QUICK: readonly (readonly [MutantName, string])[] = [
  ['mocks-without-sessions', 'mock-ownership'],
  ['case-folded-sessions', 'session-isolation'],
  ['cleanup-never-happens', 'cleanup'],
  ['bytes-as-utf-16', 'files-like-a-map'],
  ['clock-in-the-answer', 'seeds-and-clocks'],
  ['types-conflated', 'fixture-precedence'],
  ['hash-order-ties', 'fixture-precedence'],
  ['arguments-not-validated', 'argument-validation'],
  ['array-as-a-call', 'totality'],
  ['odd-answer-breaks-down', 'github-totality'],
  ['writes-not-guarded', 'github-confinement'],
  ['store-failure-swallowed', 'failing-stores'],
  ['digits-lost-on-the-way', 'gateway-adds-nothing'],
];

describe('the laws', () => {
  it.each(QUICK)(
    'find %s by %s, in at most 6 calls',
    async (name, lawName) => {
      const mutant = MUTANTS.find((each) => each.name === name);
      const law = ALL_LAWS.find((each) => each.name === lawName);
      if (mutant === undefined || law === undefined) throw new Error(`no ${name} or ${lawName}`);
      const runs = (each: Law) => each.runs.full;
      const kill = await killMutant(mutant, { laws: [law], seed: 1, timeMs: 240_000, runs });
      expect(kill?.by).toBe(lawName);
      expect(kill?.calls).toBeLessThanOrEqual(6);
    },
    360_000,
  );
});
