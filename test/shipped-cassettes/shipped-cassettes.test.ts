import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, readCassette, replayCassette, runScenario } from '../../harness/internal.ts';
import { recordedAgain, withoutLines } from '../recorded-again.fixture.ts';
import { EVIDENCE_TOKEN, openBuiltApp, projectPath, shippedNames } from './record-evidence.ts';

const names = shippedNames('cassettes');
let app: App;

beforeAll(async () => {
  app = await openBuiltApp();
});
afterAll(() => app.host.close());

describe('the shipped cassettes', () => {
  it('belong to shipped scenarios each', () => {
    const scenarios = new Set(shippedNames('scenarios'));
    expect(names.filter((name) => !scenarios.has(name))).toEqual([]);
  });

  it.each(names)('%s replays as it was recorded', async (name) => {
    const file = projectPath(`cassettes/${name}.yaml`);
    const cassette = readCassette(file);
    const replay = await replayCassette(app, { cassette, file });
    expect(replay).toEqual({ verdict: 'same', calls: cassette.entries.length, differences: [] });
  });

  it.each(names)('%s is recorded again by its scenario, which passes', async (name) => {
    const file = projectPath(`cassettes/${name}.yaml`);
    const cassette = readCassette(file);
    const { scenario, again } = await recordedAgain(app, cassette, EVIDENCE_TOKEN);
    expect(again).toEqual(withoutLines(cassette));
    const ran = await runScenario(app, { scenario, file });
    expect(ran).toEqual({ verdict: 'same', calls: cassette.entries.length, differences: [] });
  });

  it.each(names)('%s holds no token', (name) => {
    const text = readFileSync(projectPath(`cassettes/${name}.yaml`), 'utf8');
    expect(text).not.toContain(EVIDENCE_TOKEN);
    expect(text).not.toMatch(/gh[opsu]_\w{20}|github_pat_\w{20}/);
  });
});
