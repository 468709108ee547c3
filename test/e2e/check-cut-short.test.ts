import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { projectRoot, spintape } from '../spintape.fixture.ts';
import { refusingService } from './refusing-service.fixture.ts';

it.each(['text', 'json'])('ends on a signal with its results so far, as %s', async (form) => {
  const checking: { process?: ChildProcess } = {};
  let requests = 0;
  const service = await refusingService(() => {
    requests += 1;
    if (requests === 50) checking.process?.kill('SIGINT');
  });
  const command = join(projectRoot, 'dist/harness/cli/main.js');
  const options = ['--law', 'totality', '--seed', '1', ...(form === 'json' ? ['--json'] : [])];
  const args = [command, 'check', '--endpoint', service.url, ...options];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  checking.process = child;
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  expect(await once(child, 'close')).toEqual([130, null]);
  service.close();
  if (form === 'json') {
    expect(JSON.parse(stdout)).toMatchObject({ ok: false, summary: { 'cut-short': 1 } });
  } else {
    expect(stdout).toMatch(/^totality +1 +\d+ +\d+ {2}holds so far$/m);
    expect(stdout).toMatch(/^1 law, 0 counterexamples, 1 cut short, \d+ runs, /m);
  }
});

it('does not say that all is well when the time is over before a law was tried', async () => {
  let requests = 0;
  const service = await refusingService(async () => {
    requests += 1;
    // By then the parts of the service have been asked for.
    if (requests === 11) await setTimeout(1_500);
  });
  const laws = ['--law', 'totality', '--law', 'determinism'];
  const args = ['check', '--endpoint', service.url, '--seed', '1', '--time', '1', ...laws];
  const { code, stdout, stderr } = await spintape(args);
  service.close();
  expect([code, stderr]).toEqual([1, '1 law not tried at all: give more --time\n']);
  expect(stdout).toMatch(/^2 laws, 0 counterexamples, 1 cut short, 1 not run, 1 run, /m);
});
