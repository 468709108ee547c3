import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { spintape } from '../spintape.fixture.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';

/** A folder with one scenario in a world. */
function folderWith(world: string, ...steps: readonly string[]): string {
  const cwd = temporaryFolder();
  mkdirSync(join(cwd, 'scenarios'));
  const documents = [
    `spintape: 1\nname: a\nworld: ${world}\n`,
    ...steps.map((step) => `${step}\n`),
  ];
  writeFileSync(join(cwd, 'scenarios/a.yaml'), documents.join('---\n'));
  return cwd;
}

const READ = 'call: {component: vfs, session: s-1, tool: read_file, args: {file_path: a.txt}}';

describe('recording a scenario', () => {
  it('keeps its mocks and the files of its sessions, so that the cassette replays', async () => {
    const world =
      '{sessions: {s-1: {files: {a.txt: mine}}}, mock: {tools: [{name: ping}], responses: {ping: pong}}}';
    const ping = 'call: {component: mock, session: s-1, tool: ping, args: {}}';
    const cwd = folderWith(world, READ, `${ping}\nexpect: {partial: {result: pong}}`);
    expect((await spintape(['record', 'scenarios'], { cwd })).code).toBe(0);
    const { code, stdout } = await spintape(['replay', '--json'], { cwd });
    expect([code, JSON.parse(stdout).results]).toEqual([
      0,
      [{ name: 'a', path: 'cassettes/a.yaml', verdict: 'same', calls: 2 }],
    ]);
  });

  it('is refused where the stores are to fail', async () => {
    const cwd = folderWith('{store-faults: [{operation: get}]}', READ);
    const { code, stderr } = await spintape(['record', 'scenarios'], { cwd });
    expect([code, stderr]).toEqual([
      2,
      'spintape: scenarios/a.yaml: Failed to record the scenario: it injects faults into the key-value stores. Run it with `spintape run`; only scenarios without store-faults are recorded.\n',
    ]);
  });

  it('warns about the value of a secret variable, as running it does, and does not write it', async () => {
    const token = ['ghp', 'q7Zk2mV9xT4bW8rL1nY6cD3fG5hJ0pS2aQ8e'].join('_');
    const cwd = folderWith(`\n  files: {a.txt: x}\n  variables: {github_token: ${token}}`, READ);
    const warning =
      'warning: scenarios/a.yaml:5: the value of the secret "github_token" is here. ' +
      'Write <secret:github_token>, and set SPIN_VARIABLE_GITHUB_TOKEN to record.\n';
    const recorded = await spintape(['record', 'scenarios'], { cwd });
    expect([recorded.code, recorded.stderr]).toEqual([
      0,
      `${warning}recorded cassettes/a.yaml (1 call)\n`,
    ]);
    const cassette = readFileSync(join(cwd, 'cassettes/a.yaml'), 'utf8');
    expect(cassette).toContain('github_token: <secret:github_token>');
    expect(cassette).not.toContain(token);
    const ran = await spintape(['run'], { cwd });
    expect([ran.code, ran.stderr]).toEqual([0, warning]);
  });

  it('warns of a tool that the component does not have, and says why a call failed', async () => {
    const misspelt = READ.replace('read_file', 'read_fil');
    const cwd = folderWith('{}', misspelt, `${misspelt}\nexpect: {partial: {success: true}}`);
    const { code, stderr } = await spintape(['record', 'scenarios'], { cwd });
    expect([code, stderr.split('\n')]).toEqual([
      1,
      [
        'warning: scenarios/a.yaml:5 step 1: the answer is UnknownTool (Unknown tool: read_fil), and the call passes only because it expects nothing. Correct the name, or expect the error.',
        'recorded cassettes/a.yaml (2 calls)',
        '  scenarios/a.yaml:8 step 2: response.body.success: expected true, recorded false (UnknownTool: Unknown tool: read_fil)',
        '',
      ],
    ]);
  });

  it.each(['<secret:github_token>', "''"])('warns of no %s', async (value) => {
    const cwd = folderWith(`{files: {a.txt: x}, variables: {github_token: ${value}}}`, READ);
    const env = { SPIN_VARIABLE_GITHUB_TOKEN: 'a-token-that-github-never-gave' };
    const recorded = await spintape(['record', 'scenarios'], { cwd, env });
    expect([recorded.code, recorded.stderr]).toEqual([0, 'recorded cassettes/a.yaml (1 call)\n']);
    expect((await spintape(['run'], { cwd })).stderr).toBe('');
  });

  it('is refused for a secret in the files of a session', async () => {
    const token = ['ghp', 'q7Zk2mV9xT4bW8rL1nY6cD3fG5hJ0pS2aQ8e'].join('_');
    const cwd = folderWith(`{sessions: {s-1: {files: {a.txt: ${token}}}}}`, READ);
    const { code, stderr } = await spintape(['record', 'scenarios'], { cwd });
    expect(code).toBe(1);
    expect(stderr).toContain('world, session s-1, file a.txt');
    expect(stderr).not.toContain(token);
  });
});
