import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { projectRoot, type ServedApp, serveApp, spintape } from '../spintape.fixture.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';

const folder = temporaryFolder();
let app: ServedApp;

beforeAll(async () => {
  app = await serveApp(['--workers', '1']);
  mkdirSync(join(folder, 'cassettes'));
  for (const name of ['vfs/read-back', 'mock/get-weather']) {
    const text = readFileSync(join(projectRoot, `cassettes/${name}.yaml`), 'utf8');
    writeFileSync(join(folder, 'cassettes', `${name.replace(/.*\//, '')}.yaml`), text);
  }
});

function replay(...args: readonly string[]) {
  return spintape(['replay', ...args, '--endpoint', app.url, '--quiet'], { cwd: folder });
}

describe('spintape replay --endpoint', () => {
  it('compares the results at the service, and says what it cannot know', async () => {
    const { code, stdout, stderr } = await replay('--workers', '1');
    expect([code, stderr, stdout.replace(/ +\d+ ms$/m, '').replace(/ +time$/m, '')]).toEqual([
      0,
      '',
      'cassette       verdict  calls\nvfs/read-back  same         6\n\n1 same; 6 calls\n' +
        'left out at the service: clock, exchanges, seed, state\n' +
        '1 left out, for what they need:\n  mock/get-weather: shared-mocks\n',
    ]);
    const { results, summary, leftOut } = JSON.parse((await replay('--json')).stdout);
    expect([summary.same, summary.leftOut, leftOut[0].needs]).toEqual([1, 1, ['shared-mocks']]);
    expect(results).toMatchObject([
      { verdict: 'same', leftOut: ['clock', 'exchanges', 'seed', 'state'] },
    ]);
  });

  it('exits with 1 for another result, and with 2 where it could compare nothing', async () => {
    const path = 'cassettes/read-back.yaml';
    const text = readFileSync(join(folder, path), 'utf8');
    writeFileSync(join(folder, 'other.yaml'), text.replace('Successfully wrote', 'Now wrote'));
    const { code, stdout } = await replay('other.yaml');
    expect(code).toBe(1);
    expect(stdout).toContain('step 2: result.result (changed-result)\n');
    expect(stdout).toContain(`  rerun: spintape replay --endpoint ${app.url} other.yaml\n`);
    for (const [args, reason] of [
      [[path, '--update'], '--update and --endpoint cannot be used together'],
      [[path, '--against', '.'], '--against and --endpoint cannot be used together'],
      [[path, '--app', '.'], '--app and --endpoint are two subjects'],
      [['cassettes/get-weather.yaml'], 'cannot be given: cassettes/get-weather.yaml shared-mocks'],
    ] as const) {
      const refused = await replay(...args);
      expect([refused.code, refused.stdout]).toEqual([2, '']);
      expect(refused.stderr).toContain(reason);
    }
  });
});
