import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readManifest } from '../harness/index.ts';
import { ALL_LAWS } from './all-laws.ts';
import { checkLaw } from './check-law.ts';
import { type InProcess, openInProcess } from './in-process.ts';

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
    expect(outcome.breach).toBe(undefined);
  },
  60_000,
);
