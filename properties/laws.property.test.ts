import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readManifest } from '../harness/internal.ts';
import { ALL_LAWS } from './all-laws.ts';
import { verdictOf } from './reporting/law-verdict.ts';
import { lawsText } from './reporting/laws-text.ts';
import { checkLaw } from './runner/check-law.ts';
import { type InProcess, openInProcess } from './subjects/in-process.ts';

const SEED = 20_260_101;

const opened: { world?: InProcess } = {};
beforeAll(async () => {
  const app = await readManifest(fileURLToPath(new URL('../spin-app/spin.toml', import.meta.url)));
  opened.world = openInProcess(app, { workers: 2 });
});
afterAll(() => opened.world?.close());

it.each(ALL_LAWS)(
  '$name: $statement',
  async (law) => {
    const { world } = opened;
    if (world === undefined) throw new Error('the app is not open');
    const outcome = await checkLaw(
      law,
      { service: world, world },
      { runs: law.runs.quick, seed: SEED, now: () => performance.now() },
    );
    const rerun = (name: string, { seed, path }: { seed: number; path: string }) =>
      `spintape check --law ${name} --seed ${seed} --runs ${law.runs.quick} --path ${path}`;
    const origin = 'http://127.0.0.1:3000';
    const variableSetting = (name: string, value: string) => `${name}=${value}`;
    const reported = { outcomes: [outcome], leftOut: [] };
    const report = lawsText(reported, { origin, variableSetting, rerun, tookMs: 0 });
    expect(verdictOf(outcome) === 'holds' ? '' : report).toBe('');
  },
  60_000,
);
