import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot, serveApp, spintape } from '../spintape.fixture.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';
import { reportOf, request } from '../tool-calls.fixture.ts';

const PROBE = join(projectRoot, 'test-apps/probe');

it('warns of a variable in the environment that is misspelt, and not of those of other apps', async () => {
  const env = {
    SPIN_VARIABLE_ALLOWED_REPO: 'octo/hello',
    SPIN_VARIABLE_ALLOW_WRITES: 'true',
    SPIN_VARIABLE_ALLOW_WRITE: 'true',
    SPIN_VARIABLE_SHOP_ID: '7',
  };
  const app = await serveApp(['--workers', '1'], { env });
  expect(await app.end()).toMatchObject({
    code: 0,
    stderr:
      'warning: SPIN_VARIABLE_ALLOWED_REPO has no effect: the app declares no such variable. Did you mean SPIN_VARIABLE_ALLOWED_REPOS?\n',
  });
});

describe('a component that fails under spintape serve', () => {
  it('ends its call with a JSON error, while others continue and the recording replays', async () => {
    const cwd = temporaryFolder();
    const args = ['--app', PROBE, '--workers', '2', '--record', cwd];
    const env = { SPIN_VARIABLE_TOKEN: 'ghp_tokenOfTheTroubleTests0123456789' };
    const app = await serveApp(args, { env });
    const failing = ['/trap', '/big?size=1048577'].map((path) =>
      request(`${app.url}/probe${path}`),
    );
    const others = Array.from({ length: 10 }, () => request(`${app.url}/sealed/counter`));
    const errors = (await Promise.all(failing)).map(({ status, contentType, body }) => {
      expect([status, contentType]).toEqual([500, 'application/json']);
      return JSON.parse(body).error;
    });
    expect(errors).toEqual([
      'Failed: the component probe trapped: the component ended its process',
      expect.stringContaining('at most 1048576 are allowed'),
    ]);
    for (const { body } of await Promise.all(others)) {
      expect(JSON.parse(body)).toEqual({ calls: 1, mark: 1 });
    }
    expect(await app.end()).toMatchObject({ code: 0, stderr: '' });

    // Such an end of a call is not a result, so the call is not in the file.
    expect(readdirSync(cwd)).toEqual(['shared.yaml']);
    const replayed = await spintape(['replay', '--json', '--app', PROBE, '.'], { cwd });
    expect([replayed.code, reportOf(replayed).results]).toEqual([
      0,
      [{ name: 'shared', path: 'shared.yaml', verdict: 'same', calls: 10 }],
    ]);
  });
});
