import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { shippedNames } from '../shipped-cassettes/record-evidence.ts';
import { type ServedApp, serveApp, spintape } from '../spintape.fixture.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';
import { callTool, request, toolAnswer } from '../tool-calls.fixture.ts';

const folder = temporaryFolder();
let app: ServedApp;

beforeAll(async () => {
  app = await serveApp(['--workers', '2']);
});

/** Writes a scenario that calls the virtual filesystem. */
function scenario(path: string, expected: string, world = ''): string {
  const file = join(folder, 'scenarios', path);
  mkdirSync(dirname(file), { recursive: true });
  const call = 'call: {component: vfs, session: s-1, tool: read_file, args: {file_path: a.txt}}';
  const header = `spintape: 1\nname: ${path}\nworld: {files: {a.txt: x}${world}}\n`;
  writeFileSync(file, `${header}---\n${call}\nexpect: ${expected}\n`);
  return `scenarios/${path}`;
}

function run(...args: readonly string[]) {
  return spintape(['run', ...args, '--endpoint', app.url, '--quiet'], { cwd: folder });
}

describe('spintape run --endpoint', () => {
  it('passes or leaves out by name each shipped scenario, and touches no other session', async () => {
    const own = { session: 's-1', tool: 'write_file', args: { file_path: 'mine', content: 'x' } };
    await callTool(app.url, own);
    const ended = await spintape(['run', '--endpoint', app.url, '--json', '--quiet']);
    const { ok, summary, results, leftOut } = JSON.parse(ended.stdout);
    expect([ended.code, ok, ended.stderr]).toEqual([0, true, '']);
    const names = [...results, ...leftOut].map(({ name }: { name: string }) => name);
    expect(names.toSorted()).toEqual(shippedNames('scenarios').toSorted());
    expect(summary).toMatchObject({ same: results.length, leftOut: leftOut.length, differs: 0 });
    expect(results.length).toBeGreaterThanOrEqual(40);
    expect(leftOut.filter(({ needs }: { needs: string[] }) => needs.length === 0)).toEqual([]);
    const listed = { session: 's-1', tool: 'list_files', args: {} };
    expect(await callTool(app.url, listed)).toEqual(toolAnswer(true, '["mine"]'));
    const tools = await request(`${app.url}/mock/list-tools`);
    expect(JSON.parse(tools.body)).toEqual({ tools: [] });
  });

  it('judges what is expected, and says what it leaves out, to people and programs', async () => {
    const wrong = scenario('wrong.yaml', '{partial: {result: y}, state: {}}');
    scenario('response.yaml', RESPONSE);
    scenario('variables.yaml', RESPONSE, ', variables: {contract: deepfabric-4}');
    const file = join(folder, scenario('system.yaml', RESPONSE));
    writeFileSync(file, readFileSync(file, 'utf8').replace('a.txt: x', '/etc/hosts: x'));
    const { code, stdout, stderr } = await run('--junit', 'run.xml');
    const shown = stdout.replace(/ +\d+ ms$/gm, '').replace(/ +time$/m, '');
    expect([code, stderr, shown]).toEqual([1, '', expect.stringMatching(TEXT)]);
    expect(shown).toContain(`rerun: spintape run --endpoint ${app.url} ${wrong}\n`);
    expect(readFileSync(join(folder, 'run.xml'), 'utf8')).toContain('left out: variables');
    expect(existsSync(join(folder, 'cassettes'))).toBe(false);
  });

  it('is refused where it could show nothing, or with another subject', async () => {
    const name = scenario('other/variables.yaml', RESPONSE, ', variables: {contract: spintape}');
    const endings = [
      await run(name),
      await run(name, '--seed', '1'),
      await run(name, '--app', '.'),
      await spintape(['run', name, '--endpoint', 'http://127.0.0.1:1'], { cwd: folder }),
    ].map(({ code, stderr }) => [code, stderr.replace(/^spintape: /, '')]);
    expect(endings).toEqual([
      [
        2,
        `Failed to run the scenarios: each needs what a running service cannot be given: ${name} variables. Run them without --endpoint, or name others.\n`,
      ],
      [
        2,
        'Failed to read the command line: --seed and --endpoint cannot be used together. A running service has a world of its own, and is of one build.\n',
      ],
      [
        2,
        'Failed to read the command line: --app and --endpoint are two subjects. See `spintape run --help`.\n',
      ],
      [
        3,
        'Failed to call the service at http://127.0.0.1:1: ECONNREFUSED. Start the service, or name another with --endpoint URL.\n',
      ],
    ]);
  });
});

const RESPONSE = `
  response:
    status: 200
    headers: {content-type: application/json}
    json: {success: true, result: x, error_type: null}`;

const TEXT =
  /^scenario +verdict +calls\nresponse.yaml +same +1\nwrong.yaml +differs \(changed-result\) +1\n[\s\S]*\n1 same, 1 differs; 2 calls\nleft out at the service: state of 1\n2 left out, for what they need:\n {2}system.yaml: files\n {2}variables.yaml: variables\n$/;
