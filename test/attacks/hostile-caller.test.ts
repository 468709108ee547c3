import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type ServedApp, serveApp, spintape } from '../spintape.fixture.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';
import { formsOf, holdsSecret, startListener, tracesOf } from './secret-traces.fixture.ts';

const TOKEN = 'ghp_Xk29vLqPz7RtWm4NbYc8HdJs5FgUe1oAiT3r';
const FORMS = formsOf(TOKEN);
const FORGED = 'spintape-secret.github_token.stand-in';
const PROBE = ['--app', 'test-apps/probe/spin.toml'];

async function post(app: ServedApp, path: string, body: unknown): Promise<string> {
  const response = await fetch(app.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const headers = [...response.headers].flat().join('\n');
  return `${headers}\n${await response.text()}`;
}

function query(parameters: readonly (readonly [string, string])[]): string {
  return parameters.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
}

describe('a caller who spells the placeholder of a secret', () => {
  it('gets it posted unchanged as a comment, and the token only in its header', async () => {
    const github = await startListener();
    const app = await serveApp([], {
      env: {
        SPIN_VARIABLE_GITHUB_TOKEN: TOKEN,
        SPIN_VARIABLE_GITHUB_API_URL: github.url,
        SPIN_VARIABLE_ALLOW_WRITES: 'true',
      },
    });
    const args = { owner: 'octo', repo: 'hello', issue_number: 1, body: FORGED };
    await post(app, '/github/execute', { session_id: 's', tool: 'gh_add_issue_comment', args });
    expect(github.received.map((request) => tracesOf(request, FORMS))).toEqual([
      ['header authorization'],
    ]);
    expect(JSON.parse(String(github.received[0]?.body))).toEqual({ body: FORGED });
    await app.end();
  });

  it('sends only that text through a component that was never granted the secret', async () => {
    const anybody = await startListener();
    const app = await serveApp([], { env: { SPIN_VARIABLE_GITHUB_TOKEN: TOKEN } });
    await post(app, '/mock/pull', { url: `${anybody.url}/${FORGED}?t=${FORGED}` });
    expect(anybody.received.length).toBeGreaterThan(0);
    expect(anybody.received.flatMap((request) => tracesOf(request, FORMS))).toEqual([]);
    await app.end();
  });

  it.each([[], ['--no-hot-replay']])(
    'learns no more from a scenario that somebody else records: %j',
    async (...options) => {
      const anybody = await startListener();
      const folder = temporaryFolder();
      const scenario = join(folder, 'scenarios', 'pull.yaml');
      const file = [
        'spintape: 1',
        'name: pull',
        '---',
        'request: {method: POST, path: /mock/pull, headers: {content-type: application/json}, ' +
          `json: {url: '${anybody.url}/<secret:github_token>'}}`,
        '',
      ];
      writeFileSync(makeFolderOf(scenario), file.join('\n'));
      const env = { SPIN_VARIABLE_GITHUB_TOKEN: TOKEN };
      await spintape(['record', scenario, '--out', join(folder, 'out'), ...options], { env });
      expect(anybody.received.length).toBeGreaterThan(0);
      expect(anybody.received.flatMap((request) => tracesOf(request, FORMS))).toEqual([]);
    },
  );

  it('cannot send the token to another host with a scenario that somebody else records', async () => {
    const anybody = await startListener();
    const folder = temporaryFolder();
    const scenario = join(folder, 'scenarios', 'elsewhere.yaml');
    const file = [
      'spintape: 1',
      'name: elsewhere',
      `world: {variables: {github_token: <secret:github_token>, github_api_url: '${anybody.url}'}}`,
      '---',
      'call: {component: github, session: s, tool: gh_get_issue, ' +
        'args: {owner: octo, repo: hello, issue_number: 1}}',
      '',
    ];
    writeFileSync(makeFolderOf(scenario), file.join('\n'));
    const env = { SPIN_VARIABLE_GITHUB_TOKEN: TOKEN };
    const ended = await spintape(['record', scenario, '--out', join(folder, 'out')], { env });
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain(`${scenario}:3: Failed to record: the scenario lets github`);
    expect(anybody.received).toEqual([]);
  });
});

describe('a caller who is shown the placeholder by a component that echoes it', () => {
  it('sends it in every field of a thousand calls, and no byte of the secret leaves', async () => {
    const upstream = await startListener();
    const env = { SPIN_VARIABLE_TOKEN: TOKEN, SPIN_VARIABLE_UPSTREAM: upstream.url };
    const app = await serveApp(PROBE, { env });
    const answers = [await post(app, '/probe/secret/echo', 'it is {token}, as in {basic}')];
    const echo = /it is (\S+),/.exec(answers[0] ?? '')?.[1] ?? '';
    expect(echo).toHaveLength('spintape-secret.token.stand-in'.length);
    const url = (text: string): string => `${upstream.url}/${text}?${text}=${text}`;
    const texts = [echo, 'spintape-secret.token.stand-in', encodeURIComponent(`${echo}/`)];
    const basic = `Basic ${Buffer.from(`octocat:${echo}`).toString('base64')}`;
    for (let round = 0; round < 84; round += 1) {
      const text = texts[round % texts.length] ?? '';
      const headers = query([
        ['url', url(text)],
        ['header', `x-api-key:${text}`],
        ['header', `authorization:${basic}`],
      ]);
      const calls: readonly (readonly [path: string, body: string])[] = [
        [`/probe/fetch?method=POST&${headers}`, text],
        [`/probe/secret/fetch?method=POST&${headers}`, text],
        [`/probe/secret/set?key=kept`, text],
        [
          `/probe/secret/fetch?${query([
            ['url', url('{kept}')],
            ['header', 'x:{kept}'],
          ])}`,
          '',
        ],
        [`/probe/kv/set?store=default&key=${text}`, text],
        [`/probe/kv/get?store=default&key=${text}`, text],
        ['/probe/kv/keys?store=default', text],
        ['/probe/echo', text],
        ['/probe/secret/echo', text],
        [
          `/probe/fetch-parallel?${query([
            ['url', url(text)],
            ['url', url(basic)],
          ])}`,
          '',
        ],
        [`/sealed/fetch?${headers}`, text],
        [`/probe/${text}?${text}`, text],
      ];
      for (const [path, body] of calls) answers.push(await post(app, path, body));
    }
    expect(answers.length).toBeGreaterThan(1000);
    expect(upstream.received.length).toBeGreaterThan(300);
    expect(upstream.received.flatMap((request) => tracesOf(request, FORMS))).toEqual([]);
    expect(answers.filter((answer) => holdsSecret(answer, FORMS))).toEqual([]);
    const ended = await app.end();
    expect(holdsSecret(ended.stdout + ended.stderr, FORMS)).toBe(false);
  });
});

describe('the secret all the same', () => {
  it('goes into headers, by a token that was kept for later calls too', async () => {
    const upstream = await startListener();
    const env = { SPIN_VARIABLE_TOKEN: TOKEN, SPIN_VARIABLE_UPSTREAM: upstream.url };
    const folder = temporaryFolder();
    const app = await serveApp([...PROBE, '--record', folder], { env });
    await post(app, '/probe/secret/set?key=kept', 'Bearer {token}');
    for (const header of ['x-own:{token}', 'authorization:{basic}', 'x-kept:{kept}']) {
      await post(
        app,
        `/probe/secret/fetch?${query([
          ['url', upstream.url],
          ['header', header],
        ])}`,
        '',
      );
    }
    expect(upstream.received.map((request) => tracesOf(request, FORMS))).toEqual([
      ['header x-own'],
      ['header authorization'],
      ['header x-kept'],
    ]);
    await app.end();
    const cassette = join(folder, 'shared.yaml');
    expect(holdsSecret(readFileSync(cassette), FORMS)).toBe(false);
    const replayed = await spintape(['replay', cassette, ...PROBE]);
    expect(replayed).toMatchObject({ code: 0 });
  });

  it('goes into a query or body where the user declares it, and is denied elsewhere', async () => {
    const upstream = await startListener();
    const env = { SPIN_VARIABLE_TOKEN: TOKEN, SPIN_VARIABLE_UPSTREAM: upstream.url };
    const folder = temporaryFolder();
    const app = await serveApp([...PROBE, '--record', folder, '--secret-sink', 'token=query'], {
      env,
    });
    const sent = (text: string) =>
      post(app, `/probe/secret/fetch?${query([['url', `${upstream.url}/${text}`]])}`, '');
    await sent('?key={token}');
    expect(await sent('{token}')).toContain('NotRecorded');
    expect(upstream.received.map((request) => tracesOf(request, FORMS))).toEqual([['url']]);
    const { stderr } = await app.end();
    expect(stderr).toContain('declare it: --secret-sink token=path');
    const cassette = readFileSync(join(folder, 'shared.yaml'), 'utf8');
    expect(cassette).toContain('secret-sinks: {token: [query]}');
    expect(cassette.match(/^call|^request/gm)).toHaveLength(1);
  });
});

function makeFolderOf(path: string): string {
  mkdirSync(dirname(path), { recursive: true });
  return path;
}
