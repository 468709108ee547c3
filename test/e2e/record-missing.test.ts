import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCassette, writeCassette } from '../../harness/internal.ts';
import { type EndedProcess, projectRoot, spintape } from '../spintape.fixture.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';
import { reportOf } from '../tool-calls.fixture.ts';
import { startUpstream, type Upstream } from '../upstream.fixture.ts';

const APP = ['--app', join(projectRoot, 'test-apps/probe'), '--workers', '1'];
const UPDATE = `spintape replay ${APP.slice(0, 2).join(' ')} --update cassettes/a.yaml`;
const env = { SPIN_VARIABLE_TOKEN: 'ghp_tokenOfTheTestsOfMissing012345678' };

/** An upstream that answers each request with the number of requests so far. */
function startCounter(): Promise<Upstream> {
  let asked = 0;
  return startUpstream((request, response) => {
    asked += 1;
    response.end(`${request.url} ${asked}`);
  });
}

/** A call that fetches paths of an upstream one after another. */
function fetches({ url }: Upstream, ...paths: readonly string[]): string {
  const query = paths.map((path) => `url=${encodeURIComponent(`${url}${path}`)}`).join('&');
  return `request: {method: GET, path: '/probe/fetch-serial?${query}'}`;
}

function writeScenario(cwd: string, ...calls: readonly string[]): void {
  const header = 'spintape: 1\nname: a\nworld: {clock: 2026-01-05T09:00:00Z}';
  writeFileSync(join(cwd, 'a.yaml'), `${[header, ...calls].join('\n---\n')}\n`);
}

function recordMissing(cwd: string): Promise<EndedProcess> {
  return spintape(['record', ...APP, '--missing', '--json', 'a.yaml'], { cwd, env });
}

async function replayed(cwd: string): Promise<[code: unknown, verdict: string | undefined]> {
  const ended = await spintape(['replay', ...APP, '--json'], { cwd });
  return [ended.code, reportOf(ended).results[0]?.verdict];
}

const FILES = ['1', '2', '3', '4', '5'].map((name) => `${name}.txt: x`);

describe('spintape record --missing', () => {
  it('sends only unrecorded requests, and keeps all recorded ones', async () => {
    const upstream = await startCounter();
    const cwd = temporaryFolder();
    const cassette = join(cwd, 'cassettes/a.yaml');
    const first = fetches(upstream, '/one');
    const second = fetches(upstream, '/two', '/three');
    writeScenario(cwd, first, second);
    await spintape(['record', ...APP, 'a.yaml'], { cwd, env });
    const whole = readCassette(cassette);
    const [one, two] = whole.entries;
    if (one === undefined || two === undefined) throw new Error('two calls were recorded');
    // As if the component had begun to ask for /three only after it was recorded.
    const without = { ...two, exchanges: two.exchanges.slice(0, 1) };
    writeCassette(cassette, { header: whole.header, entries: [one, without] });
    const before = readFileSync(cassette, 'utf8');

    expect(await replayed(cwd)).toEqual([1, 'differs']);
    expect([upstream.requests.length, readFileSync(cassette, 'utf8')]).toEqual([3, before]);

    writeScenario(cwd, first, second, fetches(upstream, '/four'));
    const ended = await recordMissing(cwd);
    expect([ended.code, ended.stderr, reportOf(ended).results]).toEqual([
      0,
      'added 1 call and 1 exchange to cassettes/a.yaml\n',
      [{ name: 'a', path: 'cassettes/a.yaml', calls: 3, added: { calls: 1, exchanges: 1 } }],
    ]);
    expect(upstream.requests.slice(3)).toEqual(['GET /three', 'GET /four']);
    const completed = readCassette(cassette).entries;
    expect(completed[0]).toEqual(one);
    expect(completed[1]?.exchanges[0]).toEqual(two.exchanges[0]);
    expect(new TextDecoder().decode(completed[1]?.response?.body)).toContain('"/three 4"');
    expect(await replayed(cwd)).toEqual([0, 'same']);

    const complete = readFileSync(cassette, 'utf8');
    expect(await recordMissing(cwd)).toMatchObject({
      code: 0,
      stderr: 'cassettes/a.yaml lacks nothing\n',
    });
    expect([upstream.requests.length, readFileSync(cassette, 'utf8')]).toEqual([5, complete]);
  });

  it('keeps an unused exchange, which replay --update removes', async () => {
    const upstream = await startCounter();
    const cwd = temporaryFolder();
    const cassette = join(cwd, 'cassettes/a.yaml');
    writeScenario(cwd, fetches(upstream, '/one', '/two'));
    await spintape(['record', ...APP, 'a.yaml'], { cwd, env });
    const { header, entries } = readCassette(cassette);
    const [call] = entries;
    const [one, two] = call?.exchanges ?? [];
    if (call === undefined || one === undefined || two === undefined) throw new Error('no call');
    const old = { ...two, request: { ...two.request, url: `${upstream.url}/old` } };
    writeCassette(cassette, { header, entries: [{ ...call, exchanges: [one, old] }] });

    const { code, stderr } = await recordMissing(cwd);
    expect([code, stderr.split('\n')[1]]).toEqual([
      1,
      `  cassettes/a.yaml:10 step 1: request GET ${upstream.url}/old: recorded sent, now never sent; ${UPDATE}`,
    ]);
    const urls = () =>
      readCassette(cassette).entries[0]?.exchanges.map(
        ({ request }) => new URL(request.url).pathname,
      );
    expect(urls()).toEqual(['/one', '/two', '/old']);
    expect(await replayed(cwd)).toEqual([1, 'differs']);
    expect((await spintape(['replay', ...APP, '--update'], { cwd })).code).toBe(0);
    expect(urls()).toEqual(['/one', '/two']);
    expect(await replayed(cwd)).toEqual([0, 'same']);
  });

  it('reports which later calls differ because of an added one', async () => {
    const cwd = temporaryFolder();
    const write = (path: string) =>
      `call: {component: vfs, session: s, tool: write_file, args: {file_path: ${path}, content: x}}`;
    const list = 'call: {component: vfs, session: s, tool: list_files, args: {}}';
    writeScenario(cwd, write('a.txt'), list);
    expect((await spintape(['record', 'a.yaml'], { cwd })).code).toBe(0);
    writeScenario(cwd, write('a.txt'), write('b.txt'), list);
    const { code, stderr } = await spintape(['record', '--missing', 'a.yaml'], { cwd });
    expect([code, stderr]).toEqual([
      1,
      'added 1 call and 0 exchanges to cassettes/a.yaml\n' +
        '  cassettes/a.yaml:13 step 3: result.result[1]: recorded absent, now "b.txt"; spintape replay --update cassettes/a.yaml\n',
    ]);
  });

  it('names the first few of many calls that an added one makes differ', async () => {
    const cwd = temporaryFolder();
    const write = (path: string) =>
      `call: {component: vfs, session: s, tool: write_file, args: {file_path: ${path}, content: x}}`;
    const lists = Array.from(
      { length: 8 },
      () => 'call: {component: vfs, session: s, tool: list_files, args: {}}',
    );
    writeScenario(cwd, write('a.txt'), ...lists);
    expect((await spintape(['record', 'a.yaml'], { cwd })).code).toBe(0);
    writeScenario(cwd, write('a.txt'), write('b.txt'), ...lists);
    const { code, stdout, stderr } = await spintape(['record', '--missing', '--json', 'a.yaml'], {
      cwd,
    });
    expect([code, stderr.split('\n').slice(5)]).toEqual([
      1,
      [
        '  cassettes/a.yaml:29 step 7: result.result[1]: recorded absent, now "b.txt"; spintape replay --update cassettes/a.yaml',
        '  and 3 more; --json has them all',
        '',
      ],
    ]);
    expect(JSON.parse(stdout).results[0].outdated).toHaveLength(8);
  });

  it.each<[what: string, change: (text: string) => string, reason: string]>([
    [
      'a call that the scenario has not',
      (text) => text.slice(0, text.lastIndexOf('---')),
      'cassettes/a.yaml:14: Failed to record what is missing: the scenario has no such call, or in another order.',
    ],
    [
      'another world',
      (text) => text.replace('world: {', `world: {seed: 5, files: {${FILES.join(', ')}}, `),
      'cassettes/a.yaml: Failed to record what is missing: scenario and cassette differ in the seed, the files 1.txt, 2.txt, 3.txt and 2 more.',
    ],
    [
      'another variable',
      (text) => text.replace('world: {', 'world: {variables: {greeting: hey}, '),
      'a.yaml: Failed to record what is missing: scenario and cassette differ in the variables greeting.',
    ],
  ])('refuses a cassette with %s', async (_, change, reason) => {
    const cwd = temporaryFolder();
    const health = 'request: {method: GET, path: /probe/health}';
    writeScenario(cwd, health, 'request: {method: GET, path: /probe/random}');
    await spintape(['record', ...APP, 'a.yaml'], { cwd, env });
    const path = join(cwd, 'a.yaml');
    writeFileSync(path, change(readFileSync(path, 'utf8')));
    const { code, stderr } = await recordMissing(cwd);
    expect([code, stderr.split('. ')[0]]).toEqual([2, `spintape: ${reason.slice(0, -1)}`]);
  });

  it('gives a new call the variables that no recorded call feels', async () => {
    const asked: unknown[] = [];
    const { url } = await startUpstream((request, response) => {
      asked.push(request.headers.authorization);
      response.setHeader('content-type', 'application/json').end('[]');
    });
    const cwd = temporaryFolder();
    const github = {
      SPIN_VARIABLE_GITHUB_API_URL: url,
      SPIN_VARIABLE_GITHUB_TOKEN: env.SPIN_VARIABLE_TOKEN,
    };
    const args = ['record', '--workers', '1', '--missing', 'a.yaml'];
    const list = 'call: {component: vfs, session: s, tool: list_files, args: {}}';
    const branches = 'gh_list_branches, args: {owner: o, repo: r}';
    writeScenario(cwd, list);
    await spintape(args, { cwd, env: github });
    const before = readCassette(join(cwd, 'cassettes/a.yaml')).header.world;
    expect([...before.variables]).toEqual([]);
    writeScenario(cwd, list, `call: {component: github, session: s, tool: ${branches}}`);
    const ended = await spintape(args, { cwd, env: github });
    expect([ended.code, ended.stderr]).toEqual([
      0,
      'added 1 call and 0 exchanges to cassettes/a.yaml\n',
    ]);
    expect(asked).toEqual([`Bearer ${env.SPIN_VARIABLE_TOKEN}`]);
    const after = readCassette(join(cwd, 'cassettes/a.yaml')).header.world;
    expect([...after.variables.keys()]).toEqual(['github_api_url', 'github_token']);
    const replay = await spintape(['replay', '--workers', '1', '--json'], { cwd });
    expect(reportOf(replay).results[0]?.verdict).toBe('same');
  });

  it('records everything where there is no cassette yet', async () => {
    const cwd = temporaryFolder();
    writeScenario(cwd, 'request: {method: GET, path: /probe/health}');
    expect((await recordMissing(cwd)).stderr).toBe('recorded cassettes/a.yaml (1 call)\n');
  });
});

describe('spintape record', () => {
  it('checks the expectations, and records the actual results anyway', async () => {
    const cwd = temporaryFolder();
    const wanted = 'request: {method: GET, path: /probe/health}\nexpect: {partial: {status: ill}}';
    writeScenario(cwd, wanted);
    const args = ['record', ...APP, '--json', 'a.yaml'];
    const { code, stdout, stderr } = await spintape(args, { cwd, env });
    expect([code, stderr]).toEqual([
      1,
      'recorded cassettes/a.yaml (1 call)\n  a.yaml:6 step 1: response.body.status: expected "ill", recorded "ok"\n',
    ]);
    expect(JSON.parse(stdout)).toMatchObject({
      ok: false,
      results: [{ differences: [{ step: 1, line: 6, reason: 'changed-result' }] }],
    });
    expect(await replayed(cwd)).toEqual([0, 'same']);
  });

  it('names the schema where npm would install it from the working directory', async () => {
    const cwd = temporaryFolder();
    writeScenario(cwd, 'request: {method: GET, path: /probe/health}');
    await spintape(['record', ...APP, 'a.yaml'], { cwd, env });
    expect(readFileSync(join(cwd, 'cassettes/a.yaml'), 'utf8').split('\n')[0]).toBe(
      '# yaml-language-server: $schema=../node_modules/spintape/schema/spintape-1.schema.json',
    );
  });

  it('drops the origin of a scenario whose answers are live now', async () => {
    const upstream = await startCounter();
    const cwd = temporaryFolder();
    writeScenario(cwd, fetches(upstream, '/one'));
    const path = join(cwd, 'a.yaml');
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace('name: a\n', 'name: a\norigin: documented examples\n'));
    await spintape(['record', ...APP, 'a.yaml'], { cwd, env });
    expect(readCassette(join(cwd, 'cassettes/a.yaml')).header.origin).toBeUndefined();
  });

  it.each([
    [
      'a component that the app has not',
      'call: {component: prob, tool: t, args: {}}',
      'a.yaml:5: Failed to record the call: no component of the app takes /prob/execute. Correct the component or the path, or name the app with --app.',
    ],
    [
      'a variable that the app does not declare',
      'request: {method: GET, path: /probe/health}\n# world: {variables: {greetign: hey}, ',
      'a.yaml:3: Failed to read the world: the app declares no variable "greetign". Did you mean greeting?',
    ],
  ])('refuses %s', async (_, call, reason) => {
    const cwd = temporaryFolder();
    const [document = '', variables] = call.split('\n# ');
    writeScenario(cwd, document);
    const path = join(cwd, 'a.yaml');
    const text = readFileSync(path, 'utf8');
    if (variables !== undefined) writeFileSync(path, text.replace('world: {', variables));
    const { code, stderr } = await spintape(['record', ...APP, 'a.yaml'], { cwd, env });
    expect([code, stderr]).toEqual([2, `spintape: ${reason}\n`]);
  });
});
