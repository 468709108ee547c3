import { createHmac } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot, serveApp, spintape } from '../spintape.fixture.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';
import { reportOf, request } from '../tool-calls.fixture.ts';
import { startUpstream, type Upstream } from '../upstream.fixture.ts';

const SECRET = 'ghs_theKeyThatThisRequestIsSignedWith0123';
const BODY = 'pay 5';
const SIGNATURE = createHmac('sha256', SECRET).update(BODY).digest('hex');
const APP = ['--app', join(projectRoot, 'test-apps/probe'), '--workers', '1'];
const EXPOSE = ['--expose-secret', 'token'];
const WARNING = 'warning: components get the value of token, and each call runs twice\n';
const env = { SPIN_VARIABLE_TOKEN: SECRET };

/** An upstream that knows the key, and repeats the signature of accepted requests. */
function startBank(): Promise<Upstream> {
  return startUpstream((message, response) => {
    const signature = message.headers['x-signature'];
    const isRight = signature === `sha256=${SIGNATURE}`;
    response.statusCode = isRight ? 200 : 401;
    response.setHeader('etag', String(signature));
    response.end(`${isRight ? 'paid' : 'refused'} ${signature}`);
  });
}

function scenario(upstream: Upstream, path: string): string {
  const target = `/probe/${path}?url=${encodeURIComponent(`${upstream.url}/pay`)}`;
  const call = `request: {method: POST, path: '${target}', text: ${BODY}}`;
  return `spintape: 1\nname: a\nworld: {clock: 2026-01-05T09:00:00Z}\n---\n${call}\n`;
}

async function record(upstream: Upstream, path: string, options: readonly string[]) {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, 'a.yaml'), scenario(upstream, path));
  return { cwd, ended: await spintape(['record', ...APP, ...options, 'a.yaml'], { cwd, env }) };
}

async function expectReplay(cwd: string, path: string): Promise<void> {
  const text = readFileSync(join(cwd, path), 'utf8');
  for (const form of [SECRET, SIGNATURE, Buffer.from(SIGNATURE, 'hex').toString('base64')]) {
    expect(text).not.toContain(form);
  }
  const stood = createHmac('sha256', 'spintape-secret.token.stand-in').update(BODY).digest('hex');
  expect(text).toContain(`x-signature: sha256=${stood}`);
  expect(text).toContain(`paid sha256=${stood}`);
  const replayed = await spintape(['replay', ...APP, '--json', path], { cwd });
  expect([replayed.code, reportOf(replayed).summary['same']]).toEqual([0, 1]);
}

describe('a component that signs its requests', () => {
  it('is believed with --expose-secret, and neither key nor signature is in the file', async () => {
    const upstream = await startBank();
    const { cwd, ended } = await record(upstream, 'signed', EXPOSE);
    expect([ended.code, ended.stderr]).toEqual([
      0,
      `${WARNING}recorded cassettes/a.yaml (1 call)\n`,
    ]);
    // The second run gets the answers to the first.
    expect(upstream.requests).toEqual(['POST /pay']);
    await expectReplay(cwd, 'cassettes/a.yaml');
  });

  it('is believed while it is served', async () => {
    const upstream = await startBank();
    const folder = temporaryFolder();
    const app = await serveApp([...APP, ...EXPOSE, '--record', folder], { env });
    const url = `${app.url}/probe/signed?url=${encodeURIComponent(`${upstream.url}/pay`)}`;
    const answer = await request(url, { method: 'POST', body: BODY });
    expect(JSON.parse(answer.body)).toMatchObject({ value: { status: 200 } });
    expect(answer.body).not.toContain(SIGNATURE);
    expect(await app.end()).toMatchObject({ code: 0, stderr: WARNING });
    expect(readdirSync(folder)).toEqual(['shared.yaml']);
    await expectReplay(folder, 'shared.yaml');
  });

  it('cannot be recorded without it, because it signs with its placeholder', async () => {
    const { cwd, ended } = await record(await startBank(), 'signed', []);
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain(
      'a.yaml:5: Failed to record the call: with another placeholder in place of the secret token',
    );
    expect(ended.stderr).toContain('is recorded with --expose-secret token.');
    expect(readdirSync(cwd)).toEqual(['a.yaml']);
  });
});

describe('a component that decides by the value of a secret', () => {
  it('cannot be recorded, because another secret would give another file', async () => {
    const { cwd, ended } = await record(await startBank(), 'moody', EXPOSE);
    expect([ended.code, ended.stderr]).toEqual([
      1,
      `${WARNING}spintape: Failed to record the call: with a placeholder for token it sends other requests. What is sent may be computed from an exposed secret; what is decided, answered or stored must not depend on it.\n`,
    ]);
    expect(readdirSync(cwd)).toEqual(['a.yaml']);
  });

  it('does not change the stores in a call that is refused or that traps', async () => {
    const upstream = await startBank();
    const app = await serveApp([...APP, ...EXPOSE], { env });
    const at = async (path: string) => (await request(`${app.url}/probe/${path}`)).body;
    const moody = `moody?key=a&url=${encodeURIComponent(`${upstream.url}/pay`)}`;
    const post = { method: 'POST', body: 'before' };
    await request(`${app.url}/probe/kv/set?store=default&key=a`, post);
    const answers = [await at(moody), await at(`${moody}&trap=yes`)];
    expect(answers).toEqual([
      expect.stringContaining('with a placeholder for token it sends other requests'),
      expect.stringContaining('trap'),
    ]);
    expect(JSON.parse(await at('kv/get?store=default&key=a'))).toEqual({
      ok: true,
      value: 'before',
    });
    expect(answers.join('')).not.toContain(SECRET);
    await app.end();
  });
});

it('a component that stores an exposed secret leaves its placeholder to later calls', async () => {
  const app = await serveApp([...APP, ...EXPOSE], { env });
  const set = await request(`${app.url}/probe/secret/set?key=a`, {
    method: 'POST',
    body: '{token}',
  });
  const got = await request(`${app.url}/probe/kv/get?store=default&key=a`);
  expect(JSON.parse(got.body)).toEqual({ ok: true, value: 'spintape-secret.token.stand-in' });
  expect(set.body + got.body).not.toContain(SECRET);
  await app.end();
});

it.each([
  ['greeting', 'the app has no secret variable "greeting"'],
  ['token', 'SPIN_VARIABLE_TOKEN is not set'],
])('spintape record refuses --expose-secret %s where it makes no sense', async (name, reason) => {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, 'a.yaml'), 'spintape: 1\nname: a\n');
  const args = ['record', ...APP, '--expose-secret', name, 'a.yaml'];
  const set = { SPIN_VARIABLE_TOKEN: name === 'token' ? '' : SECRET };
  const { code, stderr } = await spintape(args, { cwd, env: set });
  expect([code, stderr]).toEqual([
    2,
    `spintape: Failed to read the command line: --expose-secret: ${reason}. See \`spintape record --help\`.\n`,
  ]);
});
