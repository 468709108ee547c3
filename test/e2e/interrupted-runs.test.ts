import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { type EndedProcess, projectRoot, spintape, startSpintape } from '../spintape.fixture.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';

const APP = ['--app', join(projectRoot, 'test-apps/probe'), '--workers', '1'];
const PATHS = { a: '/probe/health', b: '/probe/loop', c: '/probe/health' };

/** The end of the first file cannot be observed; a call may take longer than any of these. */
const FIRST_FILE_MS = [2_000, 6_000, 18_000];

/** Interrupts a command inside its second file; on a busy machine this may take several tries. */
async function interrupted(
  args: readonly string[],
  how: { readonly cwd: string; readonly signal: NodeJS.Signals },
): Promise<EndedProcess> {
  let ended: EndedProcess | undefined;
  for (const ms of FIRST_FILE_MS) {
    const started = startSpintape(args, { cwd: how.cwd });
    await setTimeout(ms);
    ended = await started.end(how.signal);
    const cameToNothing = /interrupted after 0 of|"files": 0,/.test(ended.stdout);
    if (ended.code === 130 && !cameToNothing) break;
  }
  if (ended === undefined) throw new Error('nothing was started');
  return ended;
}

/** Scenarios of one call each, the second of which never ends, and their cassettes. */
async function endless(): Promise<string> {
  const cwd = temporaryFolder();
  for (const folder of ['scenarios', 'cassettes']) mkdirSync(join(cwd, folder));
  const world = "world: {variables: {token: '<secret:token>'}}";
  const write = (folder: string, name: string, path: string): void => {
    const text = `spintape: 1\nname: ${name}\n${world}\n---\nrequest: {method: GET, path: ${path}}\n`;
    writeFileSync(join(cwd, folder, `${name}.yaml`), text);
  };
  write('scenarios', 'a', PATHS.a);
  const env = { SPIN_VARIABLE_TOKEN: 'a-token-that-nobody-ever-gave' };
  const recorded = await spintape(['record', ...APP, 'scenarios'], { cwd, env });
  expect(recorded.code).toBe(0);
  const cassette = readFileSync(join(cwd, 'cassettes/a.yaml'), 'utf8');
  for (const [name, path] of Object.entries(PATHS)) {
    write('scenarios', name, path);
    const other = cassette.replace('name: a', `name: ${name}`).replace(PATHS.a, path);
    writeFileSync(join(cwd, `cassettes/${name}.yaml`), other);
  }
  return cwd;
}

describe.each([
  ['run', 'scenario', 'scenarios'],
  ['replay', 'cassette', 'cassettes'],
])('an interrupted spintape %s', (command, what, folder) => {
  it('reports the results so far, and its progress', async () => {
    const cwd = await endless();
    const args = [command, ...APP, '--junit', 'report.xml'];
    const { code, stdout, stderr } = await interrupted(args, { cwd, signal: 'SIGINT' });
    const idle = command === 'run' ? ', 1 of which expects nothing' : '';
    expect([code, stdout.replace(/ +\d+ ms/g, '').replace(/ +time/, ''), stderr]).toEqual([
      130,
      `${what}  verdict  calls\na         same         1\n\n` +
        `1 same; 1 call${idle}; 2 not run\ninterrupted after 1 of 3\n`,
      '',
    ]);
    const xml = readFileSync(join(cwd, 'report.xml'), 'utf8');
    expect(xml.match(/<testcase name="\w"|message=".*"/g)).toEqual([
      '<testcase name="a"',
      '<testcase name="b"',
      'message="not run, because of an interruption"',
      '<testcase name="c"',
      'message="not run, because of an interruption"',
    ]);
  });

  it('prints a document that is not ok', async () => {
    const cwd = await endless();
    const args = [command, ...APP, '--json'];
    const { code, stdout } = await interrupted(args, { cwd, signal: 'SIGTERM' });
    expect([code, JSON.parse(stdout)]).toEqual([
      130,
      {
        spintape: 1,
        command,
        ok: false,
        interrupted: true,
        summary: expect.objectContaining({ files: 1, same: 1, notRun: 2 }),
        results: [{ name: 'a', path: `${folder}/a.yaml`, verdict: 'same', calls: 1 }],
        notRun: [`${folder}/b.yaml`, `${folder}/c.yaml`],
      },
    ]);
  });
});
