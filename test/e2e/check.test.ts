import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { projectRoot, serveApp, spintape } from '../spintape.fixture.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';

const FAULTY = 'properties/mutants/spin.toml';
const LAWS = ['cleanup', 'session-isolation', 'totality'];
const lawOptions = LAWS.flatMap((law) => ['--law', law]);
const CHECK = ['check', '--seed', '4', '--runs', '25'];

interface CheckDocument {
  readonly ok: boolean;
  readonly results: readonly {
    readonly name: string;
    readonly verdict: string;
    readonly calls: number;
    readonly breach?: { readonly calls: number; readonly story: readonly string[] };
  }[];
  readonly leftOut: readonly { readonly name: string; readonly reason: string }[];
}

async function checked(args: readonly string[], env: Record<string, string> = {}) {
  const { code, stdout, stderr } = await spintape([...CHECK, ...args, '--json'], { env });
  return { code, stderr, document: JSON.parse(stdout) as CheckDocument };
}

/** Each law with its verdict and the calls that show the breach, without how their world began. */
function findings({ results }: CheckDocument) {
  return results.map(({ name, verdict, breach }) => [
    name,
    verdict,
    breach?.story.filter((line) => !line.startsWith('in a world with')) ?? [],
  ]);
}

describe('spintape check', () => {
  it('finds no breach in the shipped app, and the same however many workers there are', async () => {
    const one = await checked(['--workers', '1', ...lawOptions]);
    expect({ code: one.code, stderr: one.stderr, ok: one.document.ok }).toEqual({
      code: 0,
      stderr: '',
      ok: true,
    });
    expect(findings(one.document)).toEqual(LAWS.map((law) => [law, 'holds', []]));
    expect(await checked(['--workers', '2', ...lawOptions])).toEqual(one);
  });

  it('tells a breach as a story and as curl commands, and finds it again by its line', async () => {
    const env = { SPIN_VARIABLE_MUTANT: 'case-folded-sessions' };
    const ended = await spintape([...CHECK, '--app', FAULTY, '--law', 'session-isolation'], {
      env,
    });
    expect(ended.code).toBe(1);
    expect(ended.stdout).toContain('\n  in a world with mutant = "case-folded-sessions"\n  1. ');
    expect(ended.stdout).toMatch(/\n {5}but should have (got|failed)/);
    expect(ended.stdout).toContain(
      "\n  with curl, on a service that was just started with SPIN_VARIABLE_MUTANT=case-folded-sessions:\n    curl -s -X POST 'http://127.0.0.1:3000/",
    );
    const [, line = ''] = /again: .*?spintape (.*)/.exec(ended.stdout) ?? [];
    const again = await spintape(line.split(' '), { env });
    expect(again.code).toBe(1);
    const story = (stdout: string) => /\n( {2}1\.[\s\S]*?) {2}with curl/.exec(stdout)?.[1];
    expect(story(again.stdout)).toBe(story(ended.stdout));
  });

  it.each([
    ['store-failure-swallowed', 'failing-stores', 'its stores fail'],
    ['writes-not-guarded', 'github-confinement', 'the answers of other servers are made up'],
  ])(
    'prints no curl commands of %s, which could not show what breaks %s',
    async (mutant, law, reason) => {
      const env = { SPIN_VARIABLE_MUTANT: mutant };
      const args = ['check', '--app', FAULTY, '--seed', '1', '--law', law];
      const { code, stdout } = await spintape(args, { env });
      expect(code).toBe(1);
      expect(stdout).not.toContain('curl -s');
      expect(stdout).toContain(
        `\n  curl cannot show this, for ${reason}; the next line finds it again, with --save FILE as a scenario\n  again: SPIN_VARIABLE_MUTANT=${mutant} spintape check --app`,
      );
    },
    60_000,
  );

  it('saves a breach as a scenario that fails until the fault is mended', async () => {
    const folder = temporaryFolder();
    const env = { SPIN_VARIABLE_MUTANT: 'ambiguous-session-keys' };
    const file = join(folder, 'found.yaml');
    const found = await spintape(
      ['check', '--app', FAULTY, '--seed', '1', '--law', 'session-isolation', '--save', file],
      { env },
    );
    expect([found.code, found.stderr]).toEqual([
      1,
      `saved the breach of session-isolation in ${file}\n`,
    ]);
    expect(await readFile(file, 'utf8')).toContain('variables: {mutant: ambiguous-session-keys}');
    expect((await spintape(['run', '--app', FAULTY, file])).code).toBe(1);
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace('ambiguous-session-keys', 'none'));
    expect((await spintape(['run', '--app', FAULTY, file])).code).toBe(0);
  });

  it('saves nothing in place of a file, unless it is told to', async () => {
    const file = join(temporaryFolder(), 'kept.txt');
    await writeFile(file, 'precious');
    const args = ['check', '--law', 'schema-interpreter', '--runs', '1', '--save', file];
    const refused = await spintape(args);
    expect([refused.code, refused.stdout, await readFile(file, 'utf8')]).toEqual([
      2,
      '',
      'precious',
    ]);
    expect(refused.stderr).toBe(
      `spintape: ${file}: Failed to write a breach: the file exists already. Name another file, or give --force to replace this one; nothing was written.\n`,
    );
    expect((await spintape([...args, '--force'])).code).toBe(0);
    expect(await readFile(file, 'utf8')).toBe('precious');
  });
});

describe('spintape check --endpoint', () => {
  it.each([
    ['none', 'session-isolation', 'holds'],
    ['case-folded-sessions', 'session-isolation', 'breach'],
    ['cleanup-misses-a-file', 'cleanup', 'breach'],
    ['list-by-chance', 'determinism', 'breach'],
    ['odd-body-breaks-down', 'totality', 'breach'],
  ])(
    'finds over HTTP what it finds in this process: %s, %s %s',
    async (mutant, law, verdict) => {
      const env = { SPIN_VARIABLE_MUTANT: mutant };
      const here = await checked(['--app', FAULTY, '--law', law], env);
      const served = await serveApp(['--app', FAULTY], { env });
      const there = await checked(['--endpoint', served.url, '--law', law]);
      expect(await served.end()).toMatchObject({ code: 0, stderr: '' });
      const code = verdict === 'breach' ? 1 : 0;
      expect([here.code, there.code]).toEqual([code, code]);
      expect(findings(here.document).map((each) => each.slice(0, 2))).toEqual([[law, verdict]]);
      // Chance falls otherwise there.
      if (mutant !== 'list-by-chance') {
        expect(findings(there.document)).toEqual(findings(here.document));
      }
    },
    120_000,
  );

  it('prints curl commands for the service, also where its URL ends in a slash', async () => {
    const env = { SPIN_VARIABLE_MUTANT: 'odd-body-breaks-down' };
    const served = await serveApp(['--app', FAULTY], { env });
    const args = ['--endpoint', `${served.url}/`, '--law', 'totality'];
    const { code, stdout } = await spintape([...CHECK, ...args]);
    await served.end();
    expect(code).toBe(1);
    const [, url] = /\n {4}curl -s [^']*'([^']*)'/.exec(stdout) ?? [];
    expect(['/execute', '/vfs/execute'].map((path) => served.url + path)).toContain(url);
  });

  it('names the laws that it leaves out, and says when nobody is there', async () => {
    const served = await serveApp();
    const laws = ['seeds-and-clocks', 'print-and-parse', 'totality'];
    const all = [...laws.flatMap((law) => ['--law', law]), '--runs', '20'];
    const ended = await spintape(['check', '--endpoint', served.url, '--seed', '1', ...all]);
    await served.end();
    expect(
      ended.stdout.replaceAll(/ +/g, ' ').replace(/\d+ ms$/m, '0 ms'),
    ).toBe(`law seed runs calls
totality 1 20 ${/20 +(\d+)/.exec(ended.stdout)?.[1]} holds

left out, for they call no service: print-and-parse
left out, for they need control of the world: seeds-and-clocks

1 law, 0 breaches, 20 runs, ${/20 +(\d+)/.exec(ended.stdout)?.[1]} calls, 0 ms
`);
    const nobody = await spintape(['check', '--endpoint', served.url]);
    expect([nobody.code, nobody.stderr]).toEqual([
      3,
      `spintape: Failed to call the service at ${served.url}: ECONNREFUSED. Start the service, or name another with --endpoint URL.\n`,
    ]);
  });
});

it.each([
  ['1:2:3', 0, 'this path leads to no breach'],
  [
    '1:99999',
    1,
    'this path leads to no value: a number in it is too large, or the law has changed',
  ],
])('says that a path leads to no breach, or nowhere: %s', async (path, expected, note) => {
  const args = ['check', '--law', 'print-and-parse', '--seed', '1', '--path', path];
  const { code, stdout, stderr } = await spintape(args);
  expect([code, stderr]).toEqual([expected, `${note}\n`]);
  expect(stdout).not.toContain('BREACH');
});

const FILES_ALONE = `
spin_manifest_version = 2
[application]
name = "files-alone"
version = "1.0.0"
[[trigger.http]]
route = "/vfs/..."
component = "vfs"
[component.vfs]
source = "${join(projectRoot, 'spin-app/dist/vfs.wasm')}"
key_value_stores = ["default"]
`;

describe('a subject that lacks parts', () => {
  it('is an app with files alone, and the laws about its other parts are left out', async () => {
    const app = join(temporaryFolder(), 'spin.toml');
    await writeFile(app, FILES_ALONE);
    const laws = ['files-like-a-map', 'session-isolation', 'parallel-calls', 'record-then-replay'];
    const named = laws.flatMap((law) => ['--law', law]);
    const { code, document } = await checked(['--app', app, ...named]);
    expect([code, findings(document), document.leftOut]).toEqual([
      0,
      [
        ['files-like-a-map', 'holds', []],
        ['session-isolation', 'holds', []],
      ],
      [
        { name: 'parallel-calls', reason: 'there is no /mock' },
        {
          name: 'record-then-replay',
          reason: 'there is no /mock and no /github and no gateway at /execute',
        },
      ],
    ]);
  });

  it('may be an app with a secret that nobody gives', async () => {
    const app = join(temporaryFolder(), 'spin.toml');
    const token = '[variables]\ntoken = { required = true, secret = true }\n';
    await writeFile(app, `${FILES_ALONE}[component.vfs.variables]\nt = "{{ token }}"\n${token}`);
    const { code, document } = await checked(['--app', app, '--law', 'files-like-a-map']);
    expect([code, findings(document)]).toEqual([0, [['files-like-a-map', 'holds', []]]]);
  });

  it('is no tool service, or has nothing that the law needs', async () => {
    const server = createServer((_, response) => response.writeHead(404).end('<p>nothing</p>'));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
    const { code, stdout, stderr } = await spintape(['check', '--endpoint', url]);
    server.close();
    expect([code, stdout, stderr]).toEqual([
      2,
      '',
      `spintape: Failed to check ${url}: this is no tool service: none of /vfs, /mock, /github, gateway at /execute answers. Name a service that takes tool calls, such as \`spintape serve\`.\n`,
    ]);
    const served = await serveApp();
    const left = await spintape(['check', '--endpoint', served.url, '--law', 'parallel-calls']);
    await served.end();
    expect([left.code, left.stdout, left.stderr]).toEqual([
      2,
      '',
      'spintape: Failed to check a law: left out, for they need control of the world: parallel-calls. Name other laws with --law.\n',
    ]);
  });
});

/** A service that refuses whatever it is asked, and is told before each answer. */
async function refusingService(onRequest: () => Promise<void> | void) {
  const server = createServer(async (request, response) => {
    request.resume();
    const isHealth = request.url?.endsWith('/health');
    if (!isHealth) await onRequest();
    response.writeHead(isHealth ? 200 : 400, { 'content-type': 'application/json' });
    response.end('{"error":"no"}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}

it.each(['text', 'json'])(
  'ends at a signal with what it has done so far, as %s',
  async (form) => {
    const checking: { process?: ChildProcess } = {};
    let requests = 0;
    const service = await refusingService(() => {
      requests += 1;
      if (requests === 50) checking.process?.kill('SIGINT');
    });
    const command = join(projectRoot, 'dist/harness/cli/main.js');
    const options = ['--law', 'totality', '--seed', '1', ...(form === 'json' ? ['--json'] : [])];
    const args = [command, 'check', '--endpoint', service.url, ...options];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] });
    checking.process = child;
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    expect(await once(child, 'close')).toEqual([130, null]);
    service.close();
    if (form === 'json') {
      expect(JSON.parse(stdout)).toMatchObject({ ok: false, summary: { 'cut-short': 1 } });
    } else {
      expect(stdout).toMatch(/^totality +1 +\d+ +\d+ {2}holds so far$/m);
      expect(stdout).toMatch(/^1 law, 0 breaches, 1 cut short, \d+ runs, /m);
    }
  },
  60_000,
);

it('does not say that all is well when the time is over before a law was tried', async () => {
  let requests = 0;
  const service = await refusingService(async () => {
    requests += 1;
    // By then the parts of the service have been asked for.
    if (requests === 11) await setTimeout(1_500);
  });
  const laws = ['--law', 'totality', '--law', 'determinism'];
  const args = ['check', '--endpoint', service.url, '--seed', '1', '--time', '1', ...laws];
  const { code, stdout, stderr } = await spintape(args);
  service.close();
  expect([code, stderr]).toEqual([1, '1 law not tried at all: give more --time\n']);
  expect(stdout).toMatch(/^2 laws, 0 breaches, 1 cut short, 1 not run, 1 run, /m);
});
