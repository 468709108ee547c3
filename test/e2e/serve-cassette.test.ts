import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { projectRoot, serveApp, spintape } from '../spintape.fixture.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';
import { request } from '../tool-calls.fixture.ts';
import { startUpstream } from '../upstream.fixture.ts';

const APP = ['--app', join(projectRoot, 'test-apps/probe'), '--workers', '1'];
const env = { SPIN_VARIABLE_TOKEN: 'ghp_tokenOfTheTestsOfServing0123456789' };

it('spintape serve --cassette reports each request without an answer once, with the reason', async () => {
  const upstream = await startUpstream((_, response) => response.end('hello'));
  const cwd = temporaryFolder();
  const fetching = (path: string): string =>
    `/probe/fetch-serial?url=${encodeURIComponent(`${upstream.url}${path}`)}`;
  const call = `request: {method: GET, path: '${fetching('/one')}'}`;
  writeFileSync(join(cwd, 'a.yaml'), `spintape: 1\nname: a\n---\n${call}\n`);
  expect((await spintape(['record', ...APP, 'a.yaml'], { cwd, env })).code).toBe(0);
  const app = await serveApp([...APP, '--cassette', 'cassettes/a.yaml'], { cwd, env });
  for (const path of ['/one', '/one', '/one', '/two', '/two']) {
    await request(`${app.url}${fetching(path)}`);
  }
  const { code, stderr } = await app.end();
  const one = `${upstream.url}/one`;
  expect([code, stderr.trimEnd().split('\n')]).toEqual([
    0,
    [
      `GET ${one} has had all its recorded answers; each is given once`,
      `GET ${upstream.url}/two is not in the cassette; nearest: GET ${one}; path: recorded /one, now /two; its answer was given to an earlier request`,
    ],
  ]);
  const secret = ['--allow-secret', 'step 1=why'];
  expect((await spintape(['serve', ...secret], { cwd, env })).stderr).toBe(
    'spintape: Failed to read the command line: --allow-secret has an effect only with --record. See `spintape serve --help`.\n',
  );
});
