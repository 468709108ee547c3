import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CassetteFile } from '../cassette/cassette-file.ts';
import { parseCassette } from '../cassette/parse-cassette.ts';
import { printCassette } from '../cassette/print-cassette.ts';
import { EmbeddedHost } from '../host/embedded/embedded-host.ts';
import { readManifest } from '../host/manifest/read-manifest.ts';
import { hotReplays } from '../replay/hot-replay.ts';
import { REFUSING_OUTBOUND } from '../world/outbound-http/refusing.ts';
import { recordScenario } from './record-scenario.ts';
import type { Recording } from './recording.ts';

const TOKEN = 'ghp_tokenOfTheTestsOfRecordScenario01234';

let recording: Recording;
let host: EmbeddedHost;

beforeAll(async () => {
  const manifest = await readManifest(
    fileURLToPath(new URL('../../spin-app/spin.toml', import.meta.url)),
  );
  host = new EmbeddedHost(manifest, { mode: 'reset', workers: 1 });
  recording = {
    app: { manifest, host },
    outbound: REFUSING_OUTBOUND,
    overrides: new Map([['github_token', TOKEN]]),
    openChecks: hotReplays({ manifest, host }, 'calls-with-secrets'),
    now: () => 0,
  };
});
afterAll(() => host.close());

function record(exchanges: string): Promise<CassetteFile> {
  const text = [
    'spintape: 1',
    'name: github/written',
    'world: {clock: 2026-01-05T09:00:00Z}',
    '---',
    'call: {component: github, tool: gh_list_branches, args: {owner: octo, repo: hello}}',
    'exchanges:',
    exchanges,
    '',
  ].join('\n');
  const file = 'scenarios/github/written.yaml';
  return recordScenario(recording, { scenario: parseCassette(text, file), file });
}

function written(path: string): string {
  return `  - request:
      method: GET
      url: 'https://api.github.com/repos/octo/hello/${path}'
      headers:
        accept: application/vnd.github+json
        authorization: Bearer <secret:github_token>
        user-agent: spintape
        x-github-api-version: '2022-11-28'
    response: {status: 404, json: {message: Not Found}}`;
}

describe('recording a scenario with written exchanges', () => {
  it('takes their answers, with placeholders where the component sends secrets', async () => {
    const cassette = await record(written('branches?per_page=30'));
    const text = printCassette(cassette, 'schema.json');
    expect(text).toContain('authorization: Bearer <secret:github_token>\n');
    expect(text).toContain(
      "result: {success: false, result: 'GitHub API error (404): Not Found', error_type: NotFound}\n",
    );
  });

  it('refuses a request that none of them answers', async () => {
    const problem =
      'Failed to record the call: it sends, with no written answer, ' +
      'GET https://api.github.com/repos/octo/hello/branches?per_page=30';
    await expect(record(written('branches'))).rejects.toMatchObject({
      code: 'not-reproducible',
      problem,
      file: 'scenarios/github/written.yaml',
      line: 5,
    });
  });

  it('refuses a written exchange that the component never asks for', async () => {
    const exchanges = `${written('branches?per_page=30')}\n${written('branches?per_page=30&page=2')}`;
    await expect(record(exchanges)).rejects.toMatchObject({
      code: 'not-reproducible',
      problem:
        'Failed to record the call: it never sends ' +
        'GET https://api.github.com/repos/octo/hello/branches?per_page=30&page=2',
    });
  });
});

it('keeps the state that a scenario gives to a call, as far as the call read it', async () => {
  const text = [
    'spintape: 1',
    'name: vfs/given',
    'world: {clock: 2026-01-05T09:00:00Z}',
    '---',
    'call: {component: vfs, session: s-1, tool: read_file, args: {file_path: a.txt}}',
    'given: {store: {vfs/s-1/a.txt: hi, vfs/s-1/b.txt: unread}}',
    '',
  ].join('\n');
  const scenario = parseCassette(text, 'given.yaml');
  const { entries } = await recordScenario(recording, { scenario, file: 'given.yaml' });
  expect(entries[0]?.given).toEqual(
    new Map([['default', new Map([['vfs/s-1/a.txt', new TextEncoder().encode('hi')]])]]),
  );
});
