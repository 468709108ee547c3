import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot, spintape, startSpintape } from '../spintape.fixture.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';
import { startUpstream, type Upstream } from '../upstream.fixture.ts';

const APP = ['--app', join(projectRoot, 'test-apps/probe'), '--workers', '1'];
const env = { SPIN_VARIABLE_TOKEN: 'ghp_tokenOfTheTestsOfRefusals0123456' };
const HEADER = 'spintape: 1\nname: a\nworld: {clock: 2026-01-05T09:00:00Z}\n';
const HEALTH = 'request: {method: GET, path: /probe/health}';
const UNREACHABLE = 'http://127.0.0.1:1/one';
const REPLACED = 'replaced cassettes/a.yaml (1 call)\n';

function fetching(url: string): string {
  return `request: {method: GET, path: '/probe/fetch?url=${encodeURIComponent(url)}'}`;
}

function scenario(...calls: readonly string[]): string {
  return `${HEADER}# by hand\n${calls.map((call) => `---\n${call}\n`).join('')}`;
}

/** A folder with these files in it. */
function folderOf(files: Readonly<Record<string, string>>): string {
  const cwd = temporaryFolder();
  for (const [path, text] of Object.entries(files)) write(cwd, path, text);
  return cwd;
}

function write(cwd: string, path: string, text: string): void {
  mkdirSync(dirname(join(cwd, path)), { recursive: true });
  writeFileSync(join(cwd, path), text);
}

function record(cwd: string, ...args: readonly string[]) {
  return spintape(['record', ...APP, ...args], { cwd, env });
}

async function recordJson(cwd: string, ...args: readonly string[]) {
  const { code, stdout, stderr } = await record(cwd, '--json', ...args);
  return { code, stderr, document: JSON.parse(stdout) };
}

/** An upstream that answers with a status that may change. */
async function startChanging(): Promise<{ upstream: Upstream; answer: { status: number } }> {
  const answer = { status: 200 };
  const upstream = await startUpstream((_, response) => {
    response.statusCode = answer.status;
    response.end('hi');
  });
  return { upstream, answer };
}

it('says nothing of allowances where the recording ended before it could find anything', async () => {
  const broken = folderOf({ 'scenarios/a.yaml': scenario('request: {method: GET, path: /x}') });
  const allowed = ['--allow-secret', 'step 1, response body=why'];
  const { code, stderr } = await record(broken, 'scenarios', ...allowed);
  expect([code, stderr]).toEqual([2, expect.stringContaining('no component of the app takes /x')]);
  expect(stderr).not.toContain('--allow-secret');
  const whole = folderOf({ 'scenarios/a.yaml': scenario(HEALTH) });
  expect((await record(whole, 'scenarios', ...allowed)).stderr).toContain(
    "warning: --allow-secret 'step 1, response body': nothing was found there.",
  );
});

describe('spintape record if the cassette would replace a scenario', () => {
  it.each<[what: string, files: Record<string, string>, args: string[], there: string]>([
    ['itself', { 'ex.yaml': 'own' }, ['ex.yaml', '--out', '.'], 'ex.yaml'],
    [
      'another one',
      { 'scenarios/vfs/a.yaml': 'own', 'mine/vfs/a.yaml': 'other' },
      ['scenarios', '--out', 'mine'],
      'mine/vfs/a.yaml',
    ],
    [
      'one that cannot be read',
      { 'a.yaml': 'own', 'out/a.yaml': 'odd' },
      ['a.yaml', '--out', 'out'],
      'out/a.yaml',
    ],
    [
      'itself, with --missing',
      { 'ex.yaml': 'own' },
      ['ex.yaml', '--missing', '--out=.'],
      'ex.yaml',
    ],
  ])('refuses to replace %s, and sends nothing', async (_, files, args, there) => {
    const { upstream } = await startChanging();
    const texts: Readonly<Record<string, string>> = {
      own: scenario(fetching(`${upstream.url}/one`)),
      other: scenario(HEALTH),
      odd: `spintape: 1\nname: a\nwrold: {}\n---\n${HEALTH}\n`,
    };
    const cwd = folderOf(
      Object.fromEntries(Object.entries(files).map(([path, text]) => [path, texts[text] ?? ''])),
    );
    const before = readFileSync(join(cwd, there), 'utf8');
    const { code, stderr } = await record(cwd, ...args);
    expect([code, stderr, upstream.requests]).toEqual([
      2,
      `spintape: ${there}: Failed to write the cassette: it would take the place of a scenario. Choose another folder for cassettes with --out; nothing was recorded.\n`,
      [],
    ]);
    expect(readFileSync(join(cwd, there), 'utf8')).toBe(before);
  });
});

describe('spintape record of a cassette', () => {
  it('says that it is one, and how it is replayed', async () => {
    const cwd = folderOf({ 'scenarios/x/a.yaml': scenario(HEALTH) });
    await record(cwd, 'scenarios');
    expect(await record(cwd, 'cassettes', '--out', 'again')).toMatchObject({
      code: 2,
      stderr: `spintape: cassettes/x/a.yaml:1: Failed to record the scenario: it is a cassette, whose header names the recorded app. Replay it with \`spintape replay --app ${APP[1]} cassettes/x/a.yaml\`, add calls with \`record --missing\` and its scenario, or make a scenario of it with \`spintape convert cassettes/x/a.yaml SCENARIO.yaml\`.\n`,
    });
    expect(await record(cwd, 'cassettes', '--missing')).toMatchObject({
      code: 2,
      stderr:
        'spintape: cassettes/x/a.yaml:1: Failed to record the scenario: it is a cassette, whose header names the recorded app. Name its own folder with --out; its place would be cassettes/a.yaml.\n',
    });
    expect(await record(cwd, 'cassettes', '--missing', '--out', 'cassettes/x')).toMatchObject({
      code: 0,
      stderr: 'cassettes/x/a.yaml lacks nothing\n',
    });
  });
});

describe('spintape record while an upstream fails', () => {
  it('keeps an older cassette with answers, and reports the failure', async () => {
    const { upstream, answer } = await startChanging();
    const cwd = folderOf({
      'scenarios/a.yaml': scenario(fetching(`${upstream.url}/one`)),
    });
    expect((await record(cwd, 'scenarios')).code).toBe(0);
    const path = join(cwd, 'cassettes/a.yaml');
    const whole = readFileSync(path, 'utf8');
    const kept = async (failure: string): Promise<void> => {
      const { code, stderr, document } = await recordJson(cwd, 'scenarios');
      const problem = `Failed to record the call: GET ${upstream.url}/one ended with ${failure}, and has an answer in the older recording`;
      const next =
        'cassettes/a.yaml is as it was. Record again when the upstream answers, or delete the cassette to record it nonetheless.';
      expect([code, stderr]).toEqual([1, `spintape: scenarios/a.yaml:6: ${problem}. ${next}\n`]);
      expect(document).toMatchObject({
        ok: false,
        results: [{ error: { code: 'answer-lost', problem, next, line: 6 } }],
      });
      expect(readFileSync(path, 'utf8')).toBe(whole);
    };
    answer.status = 401;
    await kept('status 401');
    answer.status = 404;
    expect(await record(cwd, 'scenarios')).toMatchObject({ code: 0, stderr: REPLACED });
    answer.status = 200;
    expect(await record(cwd, 'scenarios')).toMatchObject({ code: 0, stderr: REPLACED });
    upstream.close();
    await kept('connection-refused');
  });

  it('replaces it where the scenario expects the failure now', async () => {
    const { upstream } = await startChanging();
    const call = fetching(`${upstream.url}/one`);
    const cwd = folderOf({ 'scenarios/a.yaml': scenario(call) });
    await record(cwd, 'scenarios');
    upstream.close();
    write(cwd, 'scenarios/a.yaml', scenario(`${call}\nexpect: {status: 200}`));
    expect((await record(cwd, 'scenarios')).stderr).toContain('ended with connection-refused');
    const failing = 'expect: {partial: {ok: false}}';
    write(cwd, 'scenarios/a.yaml', scenario(`${call}\n${failing}`));
    expect(await record(cwd, 'scenarios')).toMatchObject({ code: 0, stderr: REPLACED });
  });

  it('writes a new one, and reports the failure with exit code 1', async () => {
    const cwd = folderOf({ 'scenarios/a.yaml': scenario(HEALTH, fetching(UNREACHABLE)) });
    const { code, stderr, document } = await recordJson(cwd, 'scenarios');
    expect([code, stderr]).toEqual([
      1,
      `recorded cassettes/a.yaml (2 calls)\n  step 2: GET ${UNREACHABLE} had no answer (connection-refused)\n`,
    ]);
    const unanswered = [{ step: 2, method: 'GET', url: UNREACHABLE, code: 'connection-refused' }];
    expect(document).toMatchObject({ ok: false, results: [{ name: 'a', calls: 2, unanswered }] });
  });

  it('refuses a token with a line break', async () => {
    const cwd = folderOf({ 'a.yaml': scenario(HEALTH) });
    const args = ['record', ...APP, 'a.yaml'];
    const token = { SPIN_VARIABLE_TOKEN: `${env.SPIN_VARIABLE_TOKEN}\n` };
    expect(await spintape(args, { cwd, env: token })).toMatchObject({
      code: 2,
      stderr:
        'spintape: Failed to read the environment variable SPIN_VARIABLE_TOKEN: the secret holds a line break. Set it without: `$(cat FILE)`, for one, leaves out the line break at the end of a file.\n',
    });
  });
});

describe('an interrupted spintape record', () => {
  it('says how many answered calls are lost, and ends with 130', async () => {
    let last = (): void => {};
    const asked = new Promise<void>((resolve) => {
      last = resolve;
    });
    const upstream = await startUpstream(({ url }, response) => {
      if (url === '/3') last();
      else response.end('hi');
    });
    const calls = ['1', '2', '3'].map((path) => fetching(`${upstream.url}/${path}`));
    const cwd = folderOf({
      'scenarios/a.yaml': scenario(...calls),
      'scenarios/b.yaml': scenario(HEALTH),
    });
    const started = startSpintape(['record', ...APP, '--json', 'scenarios'], { cwd, env });
    await asked;
    const { code, stdout, stderr } = await started.end('SIGINT');
    const problem =
      'Failed to record the scenario: interrupted; 2 calls of it were answered and are not kept';
    const next = 'Record it again; an older cassette was not changed.';
    expect([code, stderr]).toEqual([130, `spintape: scenarios/a.yaml: ${problem}. ${next}\n`]);
    expect(JSON.parse(stdout)).toMatchObject({
      ok: false,
      results: [{ path: 'cassettes/a.yaml', error: { code: 'interrupted', problem } }],
    });
  });
});

describe('a cassette of spintape record', () => {
  it('names no variable of components that its calls cannot reach', async () => {
    const list = 'call: {component: vfs, session: s, tool: list_files, args: {}}';
    const tools = 'request: {method: GET, path: /list-tools}';
    const cwd = folderOf({ 'vfs.yaml': scenario(list), 'all.yaml': scenario(list, tools) });
    const token = { SPIN_VARIABLE_GITHUB_TOKEN: 'ghp_tokenOfTheTestsOfVariables01234' };
    await spintape(['record', 'vfs.yaml', 'all.yaml'], { cwd, env: token });
    const text = (name: string) => readFileSync(join(cwd, `cassettes/${name}.yaml`), 'utf8');
    expect(text('vfs')).not.toContain('github_token');
    expect(text('all')).toContain('github_token: <secret:github_token>');
    expect((await spintape(['replay'], { cwd })).code).toBe(0);
    await spintape(['record', 'vfs.yaml', '--out', 'plain'], { cwd });
    expect(readFileSync(join(cwd, 'plain/vfs.yaml'), 'utf8')).toBe(text('vfs'));
  });
});
