import { describe, expect, it } from 'vitest';
import { serveApp, spintape } from '../spintape.fixture.ts';
import { CHECK, checked, FAULTY, findings, RUNS_OF_CHANCE } from './checked.fixture.ts';

describe('spintape check --endpoint', () => {
  it.each([
    ['none', 'session-isolation', 'holds'],
    ['case-folded-sessions', 'session-isolation', 'breach'],
    ['cleanup-misses-a-file', 'cleanup', 'breach'],
    ['list-by-chance', 'determinism', 'breach'],
    ['odd-body-breaks-down', 'totality', 'breach'],
  ])('finds the same over HTTP as in this process: %s, %s %s', async (mutant, law, verdict) => {
    const env = { SPIN_VARIABLE_MUTANT: mutant };
    const here = await checked(['--app', FAULTY, '--law', law], env);
    // What the faulty component prints is not of interest.
    const served = await serveApp(['--app', FAULTY, '--quiet'], { env });
    const isOfChance = mutant === 'list-by-chance';
    const runs = isOfChance ? RUNS_OF_CHANCE : [];
    const there = await checked(['--endpoint', served.url, '--law', law, ...runs]);
    expect(await served.end()).toMatchObject({ code: 0, stderr: '' });
    const code = verdict === 'breach' ? 1 : 0;
    expect([here.code, there.code]).toEqual([code, code]);
    expect(findings(here.document).map((each) => each.slice(0, 2))).toEqual([[law, verdict]]);
    // Chance falls otherwise there.
    if (!isOfChance) {
      expect(findings(there.document)).toEqual(findings(here.document));
    }
  });

  it('prints curl commands for the service, also where its URL ends in a slash', async () => {
    const env = { SPIN_VARIABLE_MUTANT: 'odd-body-breaks-down' };
    const served = await serveApp(['--app', FAULTY], { env });
    const args = ['--endpoint', `${served.url}/`, '--law', 'totality'];
    const { code, stdout } = await spintape([...CHECK, ...args]);
    await served.end();
    expect(code).toBe(1);
    const [, url] = /\n {4}curl -s [^']*'([^']*)'/.exec(stdout) ?? [];
    expect(['/execute', '/vfs/execute'].map((path) => served.url + path)).toContain(url);
  });

  it('names the laws that it skips, and reports an unreachable service', async () => {
    const served = await serveApp();
    const laws = ['seeds-and-clocks', 'print-and-parse', 'totality'];
    const all = [...laws.flatMap((law) => ['--law', law]), '--runs', '20'];
    const ended = await spintape(['check', '--endpoint', served.url, '--seed', '1', ...all]);
    await served.end();
    expect(
      ended.stdout.replaceAll(/ +/g, ' ').replace(/\d+ ms$/m, '0 ms'),
    ).toBe(`law seed runs calls
totality 1 20 ${/20 +(\d+)/.exec(ended.stdout)?.[1]} holds

left out, for they call no service: print-and-parse
left out, for they need control of the world: seeds-and-clocks

1 law, 0 counterexamples, 20 runs, ${/20 +(\d+)/.exec(ended.stdout)?.[1]} calls, 0 ms
`);
    const nobody = await spintape(['check', '--endpoint', served.url]);
    expect([nobody.code, nobody.stderr]).toEqual([
      3,
      `spintape: Failed to call the service at ${served.url}: ECONNREFUSED. Start the service, or name another with --endpoint URL.\n`,
    ]);
  });
});
