import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { spintape } from '../spintape.fixture.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';
import { formsOf, holdsSecret, startListener, tracesOf } from './secret-traces.fixture.ts';

const TOKEN = 'ghp_Xk29vLqPz7RtWm4NbYc8HdJs5FgUe1oAiT3r';
const FORMS = formsOf(TOKEN);
const APP = ['--app', join(import.meta.dirname, '../../test-apps/probe/spin.toml')];

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'scenarios'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

function scenario(header: string, ...requests: readonly string[]): string {
  const calls = requests.map((request) => `---\nrequest: ${request}\n`).join('');
  return `spintape: 1\nname: a\n${header}${calls}`;
}

function sending(url: string, parameters = ''): string {
  return `{method: GET, path: '/probe/secret/fetch?url=${encodeURIComponent(url)}${parameters}'}`;
}

it('a scenario cannot allow the secret of the user to be recorded', async () => {
  const upstream = await startListener();
  upstream.answer = JSON.stringify({ echo: Buffer.from(`Bearer ${TOKEN}`).toString('base64') });
  const places = ['step *, exchange *, response body, $.echo', 'step *, response body, $.**'];
  const allow = places.map((place) => `'${place}': fine`).join(', ');
  const cwd = folderWith({
    'scenarios/a.yaml': scenario(`allow-secrets: {${allow}}\n`, sending(upstream.url)),
  });
  const env = { SPIN_VARIABLE_TOKEN: TOKEN, SPIN_VARIABLE_UPSTREAM: upstream.url };
  const ended = await spintape(['record', 'scenarios', ...APP], { cwd, env });
  expect(ended.code).toBe(1);
  expect(ended.stderr).toContain('it holds the value of a secret variable in base64');
});

it('a conversion reveals no secret of the user, whatever its scenario asks for', async () => {
  const definition = { scope: 'http://localhost:9', method: 'GET', path: '/a', status: 200 };
  const cwd = folderWith({
    'defs.json': JSON.stringify([{ ...definition, response: 'ok' }]),
    'scenarios/a.yaml': scenario(
      'world: {variables: {token: <secret:token>}}\n',
      sending('http://localhost:9/{token}?q={token}', '&header=x:{token}'),
    ),
  });
  const args = ['convert', 'defs.json', 'out.yaml', '--scenario', 'scenarios/a.yaml', ...APP];
  const ended = await spintape(args, { cwd, env: { SPIN_VARIABLE_TOKEN: TOKEN } });
  expect(ended.stderr).toContain('no definition answers GET http://localhost:9/');
  expect(holdsSecret(ended.stdout + ended.stderr, FORMS)).toBe(false);
});

it('a token that a recorded call kept works in a call that is added to the recording', async () => {
  const upstream = await startListener();
  const keep = '{method: POST, path: /probe/secret/set?key=kept, text: "{token}"}';
  const cwd = folderWith({ 'scenarios/a.yaml': scenario('', keep) });
  const env = { SPIN_VARIABLE_TOKEN: TOKEN, SPIN_VARIABLE_UPSTREAM: upstream.url };
  const record = (...more: string[]) =>
    spintape(['record', 'scenarios', ...APP, ...more], { cwd, env });
  expect(await record()).toMatchObject({ code: 0 });
  const more = sending(upstream.url, '&header=authorization:{kept}');
  writeFileSync(join(cwd, 'scenarios/a.yaml'), scenario('', keep, more));
  expect(await record('--missing')).toMatchObject({ code: 0 });
  expect(upstream.received.map((request) => tracesOf(request, FORMS))).toEqual([
    ['header authorization'],
  ]);
  expect(holdsSecret(readFileSync(join(cwd, 'cassettes/a.yaml')), FORMS)).toBe(false);
});

it('a recording without an ending cannot remove the large bodies of its namesake', async () => {
  const call = '{method: GET, path: /probe/big?size=300000}';
  const cwd = folderWith({ 'scenarios/a.yaml': scenario('', call) });
  const env = { SPIN_VARIABLE_TOKEN: TOKEN };
  expect(await spintape(['record', 'scenarios', ...APP], { cwd, env })).toMatchObject({ code: 0 });
  writeFileSync(join(cwd, 'scenarios/a'), scenario('', '{method: GET, path: /probe/health}'));
  const other = await spintape(['record', 'scenarios/a', ...APP], { cwd, env });
  expect([other.code, other.stderr]).toEqual([
    2,
    expect.stringContaining('keeps its large bodies in the same folder'),
  ]);
  expect(await spintape(['replay', 'cassettes/a.yaml', ...APP], { cwd })).toMatchObject({
    code: 0,
  });
});

it('a path with very many folders takes no more memory and time than its length', async () => {
  const path = `${'a/'.repeat(250_000)}b`;
  const header = `world: {files: {'${path}': x}}\n`;
  const cwd = folderWith({
    'scenarios/a.yaml': scenario(header, '{method: GET, path: /vfs/health}'),
  });
  const env = { NODE_OPTIONS: '--max-old-space-size=300' };
  const ended = await spintape(['run', 'scenarios'], { cwd, env });
  expect([ended.code, ended.stdout.split('\n').at(-2)]).toEqual([
    0,
    expect.stringMatching(/^1 same/),
  ]);
});
