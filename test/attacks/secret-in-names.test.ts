import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { type ServedApp, serveApp, spintape } from '../spintape.fixture.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';
import { reportOf, request } from '../tool-calls.fixture.ts';
import { formsOf, holdsSecret, type Listener, startListener } from './secret-traces.fixture.ts';

const TOKEN = 'K3y9f2a7c4e8B1d6f0a5c9e3b7d2f8a1c6';
const FORMS = formsOf(TOKEN);
const FIXED = 'spintape-secret.token.stand-in';
const PROBE = ['--app', 'test-apps/probe/spin.toml', '--workers', '1'];
const options = { env: { SPIN_VARIABLE_TOKEN: TOKEN } };

let upstream: Listener;

beforeAll(async () => {
  upstream = await startListener();
  upstream.headers = [
    [`mcp-${TOKEN}`, '1'],
    [`X-RateLimit-${TOKEN.toUpperCase()}-Left`, '2'],
    [`mcp-${TOKEN.replaceAll('f', '%66')}`, '3'],
    [`x-${TOKEN}`, '4'],
    ['mcp-cookie', `${TOKEN}=5; path=/`],
    ['content-language', `en; ${TOKEN}=6`],
  ];
  upstream.answer = JSON.stringify({ [TOKEN]: { name: TOKEN } });
});

/** The part of an upstream's answer that a caller sees. */
async function fetched({ url }: ServedApp): Promise<string> {
  const header = encodeURIComponent('authorization:Bearer {token}');
  const target = encodeURIComponent(upstream.url);
  await request(`${url}/probe/secret/fetch?url=${target}&header=${header}`, { method: 'POST' });
  return (await request(`${url}/probe/fetch?url=${target}`)).body;
}

const SHOWN = [
  ['content-language', `en; ${FIXED}=6`],
  ['content-length', expect.any(String)],
  ['content-type', 'application/json'],
  ['mcp-cookie', `${FIXED}=5; path=/`],
  [`mcp-${FIXED}`, '1, 3'],
  [`x-ratelimit-${FIXED}-left`, '2'],
];

it('an upstream that repeats the secret in names shows the caller the fixed text', async () => {
  const app = await serveApp(PROBE, options);
  const body = await fetched(app);
  await app.end();
  expect(JSON.parse(body).value.headers).toEqual(SHOWN);
  expect(holdsSecret(body, FORMS)).toBe(false);
});

async function expectReplay(folder: string, calls: number): Promise<void> {
  const files = readdirSync(folder).map((name) => readFileSync(join(folder, name)));
  expect(files.map((file) => holdsSecret(file, FORMS))).toEqual([false]);
  const { results } = reportOf(await spintape(['replay', '--json', ...PROBE, folder]));
  expect(results).toMatchObject([{ verdict: 'same', calls }]);
}

it('and no recording holds it, which replays', async () => {
  const folder = temporaryFolder();
  const app = await serveApp([...PROBE, '--record', folder], options);
  const body = await fetched(app);
  await app.end();
  expect(JSON.parse(body).value.headers).toEqual(SHOWN);
  await expectReplay(folder, 2);
});

it('nor where the component that repeats it holds the secret itself', async () => {
  const folder = temporaryFolder();
  const plain = await startListener();
  plain.headers = [[`mcp-${TOKEN}`, '1']];
  const args = [...PROBE, '--record', folder, '--expose-secret', 'token'];
  // With capitals in it, the two runs would show two texts, and the call would be refused.
  const app = await serveApp(args, { env: { SPIN_VARIABLE_TOKEN: TOKEN.toLowerCase() } });
  const target = encodeURIComponent(plain.url);
  const { body } = await request(`${app.url}/probe/fetch?url=${target}`);
  await app.end();
  expect(JSON.parse(body).value.headers).toContainEqual([`mcp-${FIXED}`, '1']);
  expect(holdsSecret(body, FORMS)).toBe(false);
  await expectReplay(folder, 1);
});

it('a caller who spells it in the name of a header has it recorded as the fixed text', async () => {
  const folder = temporaryFolder();
  const app = await serveApp([...PROBE, '--record', folder], options);
  const headers = { [`mcp-${TOKEN}`]: '1', 'mcp-z': TOKEN };
  const echoed = await (await fetch(`${app.url}/probe/echo`, { headers })).text();
  await app.end();
  expect(holdsSecret(echoed, FORMS)).toBe(false);
  const recorded = readFileSync(join(folder, 'shared.yaml'), 'utf8');
  expect(recorded).toContain('mcp-<secret:token>');
  await expectReplay(folder, 1);
});
