import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot, serveApp, spintape } from '../spintape.fixture.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';
import { request } from '../tool-calls.fixture.ts';

const PROBE = join(projectRoot, 'test-apps/probe');
const TOKEN = 'ghp_Xk29vLqPz7RtWm4NbYc8HdJs5FgUe1oAiT3r';
const env = { SPIN_VARIABLE_TOKEN: TOKEN };

async function served(args: readonly string[], paths: readonly string[]): Promise<string> {
  const app = await serveApp(['--app', PROBE, ...args], { env });
  for (const path of paths) await request(`${app.url}${path}`);
  return (await app.end()).stderr;
}

const THROWS = `spintape: 1
name: a
world: {variables: {token: '<secret:token>'}}
---
request: {method: GET, path: /probe/log?text=hello}
---
request: {method: GET, path: '/probe/throw?session_id=s-1&message=no+such+note'}
---
request: {method: GET, path: /probe/throw}
expect: {status: 500}
`;

function folderWith(scenario: string): string {
  const cwd = temporaryFolder();
  mkdirSync(join(cwd, 'scenarios'));
  writeFileSync(join(cwd, 'scenarios/a.yaml'), scenario);
  return cwd;
}

describe('what components print', () => {
  it('is shown by serve, with the component and the session, and written to a file', async () => {
    const paths = ['/probe/log?text=hi', '/probe/log?text=ho&session_id=s-1', '/sealed/counter'];
    const log = join(temporaryFolder(), 'logs/components.txt');
    const lines = '[probe] out hi\n[probe] err hi\n[probe s-1] out ho\n[probe s-1] err ho\n';
    expect(await served(['--component-log', log], paths)).toBe(lines);
    expect(readFileSync(log, 'utf8')).toBe(lines);
  });

  it('shows no secret, and controls no terminal', async () => {
    const text = encodeURIComponent(`${TOKEN} \u001b[2J`);
    const stderr = await served([], [`/probe/log?text=${text}`]);
    expect(stderr).toContain('[probe] out <secret:token> \\u001b[2J\n');
    expect(stderr).not.toContain(TOKEN);
  });

  it('is not shown with --quiet, and goes to the files of a folder all the same', async () => {
    const logs = join(temporaryFolder(), 'logs/');
    const paths = ['/probe/log?text=hi', '/probe/throw'];
    expect(await served(['--quiet', '--component-log', logs], paths)).toBe('');
    expect(readFileSync(join(logs, 'probe_stdout.txt'), 'utf8')).toBe('out hi\nerr hi\n');
    expect(readFileSync(join(logs, 'probe_stderr.txt'), 'utf8')).toMatch(
      /^Error while running request handler: thrown on purpose\nStack:\n {2}\/throw@probe\.js:\d+/,
    );
  });

  it('is shown by record, which fails for an exception that nobody expects', async () => {
    const cwd = folderWith(THROWS);
    const recorded = await spintape(['record', 'scenarios', '--app', PROBE], { cwd, env });
    expect(recorded.code).toBe(1);
    const lines = recorded.stderr.split('\n');
    expect(lines.slice(0, 3)).toEqual([
      '[probe] out hello',
      '[probe] err hello',
      '[probe s-1] Error while running request handler: no such note',
    ]);
    const found = /^ {2}step 2: uncaught exception: no such note \(at probe\.js:\d+:\d+\)$/;
    expect(lines.filter((line) => line.includes('uncaught'))).toEqual([
      expect.stringMatching(found),
    ]);
    expect(readFileSync(join(cwd, 'cassettes/a.yaml'), 'utf8')).not.toContain('out hello');
    const again = ['record', 'scenarios', '--app', PROBE, '--json', '--quiet'];
    const { results } = JSON.parse((await spintape(again, { cwd, env })).stdout);
    expect(results[0].exceptions).toEqual([
      { step: 2, exception: expect.stringMatching(/^no such note \(at /) },
    ]);
  });

  it('is shown by run, also with the difference that it explains', async () => {
    const cwd = folderWith(THROWS.replace('status: 500', 'status: 200'));
    const { stdout, stderr } = await spintape(['run', '--app', PROBE], { cwd, env });
    expect(stderr.split('\n').slice(0, 2)).toEqual(['[probe] out hello', '[probe] err hello']);
    expect(stdout).toContain(
      '  actual:   500\n  printed:  [probe] Error while running request handler: thrown on purpose\n',
    );
  });

  it('is with the difference in a replay and its document', async () => {
    const cwd = folderWith(THROWS);
    await spintape(['record', 'scenarios', '--app', PROBE], { cwd, env });
    const cassette = join(cwd, 'cassettes/a.yaml');
    writeFileSync(cassette, readFileSync(cassette, 'utf8').replace('status: 500', 'status: 404'));
    const replayed = await spintape(['replay', '--app', PROBE, '--json'], { cwd, env });
    const { differences } = JSON.parse(replayed.stdout).results[0];
    expect(differences).toEqual([
      expect.objectContaining({
        where: 'response.status',
        printed: expect.arrayContaining([
          '[probe] Error while running request handler: no such note',
        ]),
      }),
    ]);
  });

  it('is kept by record on request, and not compared', async () => {
    const cwd = folderWith(THROWS);
    await spintape(['record', 'scenarios', '--app', PROBE, '--keep-logs'], { cwd, env });
    const cassette = join(cwd, 'cassettes/a.yaml');
    const kept = readFileSync(cassette, 'utf8');
    expect(kept).toContain('printed: [{component: probe, stdout: out hello},');
    writeFileSync(cassette, kept.replace('stdout: out hello', 'stdout: something else'));
    const replayed = await spintape(['replay', '--app', PROBE], { cwd, env });
    expect([replayed.code, replayed.stdout]).toEqual([0, expect.stringContaining('1 same')]);
    const shown = await spintape(['show', cassette], { cwd });
    expect(shown.stdout).toContain('  printed: [probe] something else\n');
  });

  it('is not appended to a file that the command reads', async () => {
    const cwd = folderWith(THROWS);
    const log = ['--component-log', 'scenarios/a.yaml'];
    const { code, stderr } = await spintape(['run', '--app', PROBE, ...log], { cwd, env });
    expect([code, stderr]).toEqual([2, expect.stringContaining('scenarios/a.yaml. Name another')]);
    expect(readFileSync(join(cwd, 'scenarios/a.yaml'), 'utf8')).toBe(THROWS);
  });
});
