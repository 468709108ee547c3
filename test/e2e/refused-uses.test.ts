import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot, serveApp, spintape } from '../spintape.fixture.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';
import { request } from '../tool-calls.fixture.ts';

const PROBE = join(projectRoot, 'test-apps/probe');
const env = { SPIN_VARIABLE_TOKEN: 'a-token-for-tests' };
const PATHS = [
  '/probe/fetch?url=http://ungranted.test:81/x',
  '/probe/kv/get?store=other&key=a',
  '/probe/variable/raw?name=nothing',
];
const GRANTS = [
  'refused a request to http://ungranted.test:81; ' +
    'allowed_outbound_hosts = ["http://ungranted.test:81"]',
  'refused the store other; key_value_stores = ["other"]',
  'refused the variable nothing; variables = { nothing = "…" }',
];
const SCENARIO = [
  "spintape: 1\nname: a\nworld: {variables: {token: '<secret:token>'}}\n",
  ...PATHS.map((path) => `request: {method: GET, path: '${path}'}\n`),
].join('---\n');

async function recorded(): Promise<{ cwd: string; cassette: string; stderr: string }> {
  const cwd = temporaryFolder();
  mkdirSync(join(cwd, 'scenarios'));
  writeFileSync(join(cwd, 'scenarios/a.yaml'), SCENARIO);
  const { stderr } = await spintape(['record', 'scenarios', '--app', PROBE], { cwd, env });
  return { cwd, cassette: join(cwd, 'cassettes/a.yaml'), stderr };
}

function replayed(cwd: string) {
  return spintape(['replay', '--app', PROBE, '--json'], { cwd, env });
}

/** The stderr lines, without the place in the manifest. */
function refusals(stderr: string): string[] {
  const line =
    /^\[probe\] (refused .*) in \[component\.probe\] \(\S+spin\.toml:\d+\) would allow it$/;
  return stderr.split('\n').flatMap((text) => line.exec(text)?.[1] ?? []);
}

describe('a use that the manifest does not grant', () => {
  it('is named by serve once, with the line that would allow it', async () => {
    const app = await serveApp(['--app', PROBE], { env });
    for (const path of [...PATHS, ...PATHS]) await request(`${app.url}${path}`);
    expect(refusals((await app.end()).stderr)).toEqual(GRANTS);
  });

  it('is in the recording, and replays as it was', async () => {
    const { cwd, cassette, stderr } = await recorded();
    expect(refusals(stderr)).toEqual(GRANTS);
    const text = readFileSync(cassette, 'utf8');
    expect(text.match(/^(?:compares|refused): .*$/gm)).toEqual([
      'compares: [refused]',
      "refused: [{component: probe, host: 'http://ungranted.test:81'}]",
      'refused: [{component: probe, store: other}]',
      'refused: [{component: probe, variable: nothing}]',
    ]);
    expect(await replayed(cwd)).toMatchObject({ code: 0, stderr: '' });
    const shown = (await spintape(['show', cassette], { cwd })).stdout;
    expect(shown).toContain('  refused: store other to probe\n');
    const again = await spintape(['run', '--app', PROBE], { cwd, env });
    expect([again.code, refusals(again.stderr)]).toEqual([0, GRANTS]);
  });

  it('is a new capability where the recording lacks it, unless the file is older', async () => {
    const { cwd, cassette } = await recorded();
    const text = readFileSync(cassette, 'utf8').replace(/^refused: .*\n/gm, '');
    writeFileSync(cassette, text);
    const { code, stdout } = await replayed(cwd);
    const { differences } = JSON.parse(stdout).results[0];
    expect(code).toBe(1);
    expect(differences).toEqual(
      [
        ['host http://ungranted.test:81', GRANTS[0]],
        ['store other', GRANTS[1]],
        ['variable probe/nothing', GRANTS[2]],
      ].map(([where, grant = '']) =>
        expect.objectContaining({
          reason: 'new-capability',
          where,
          recorded: 'not asked for',
          actual: expect.stringContaining(`refused; ${grant.split('; ')[1]} in [component.probe]`),
        }),
      ),
    );
    writeFileSync(cassette, text.replace('compares: [refused]\n', ''));
    expect(await replayed(cwd)).toMatchObject({ code: 0 });
  });

  it('is written down by an update', async () => {
    const { cwd, cassette } = await recorded();
    const text = readFileSync(cassette, 'utf8');
    writeFileSync(cassette, text.replace(/^refused: .*\n/gm, ''));
    await spintape(['replay', '--app', PROBE, '--update'], { cwd, env });
    expect(readFileSync(cassette, 'utf8')).toBe(text);
  });
});
