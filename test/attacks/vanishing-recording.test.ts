import { execFileSync } from 'node:child_process';
import {
  closeSync,
  copyFileSync,
  linkSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCassette } from '../../harness/cassette/store/cassette-store.ts';
import { projectRoot, type ServedApp, serveApp, spintape } from '../spintape.fixture.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';
import { callTool, reportOf, request, toolAnswer } from '../tool-calls.fixture.ts';

const FIRST = 's1-e8bc163c82ee.yaml';
const SECOND = 's1-e8bc163c82ee-2.yaml';
const list = { session: 's1', tool: 'list_files', args: {} };

async function write({ url }: ServedApp, path: string, content = 'x'): Promise<unknown> {
  const args = { file_path: path, content };
  const body = JSON.stringify({ session_id: 's1', tool: 'write_file', args });
  return JSON.parse((await request(`${url}/vfs/execute`, { method: 'POST', body })).body);
}

/** Name, verdict and number of calls of each cassette. */
async function replayed(folder: string): Promise<unknown[]> {
  const ended = await spintape(['replay', '--json', '--workers', '1', '.'], { cwd: folder });
  return reportOf(ended).results.map(({ path, verdict, calls }) => [path, verdict, calls]);
}

const LOST = /: Failed to write the file: it was moved, removed or changed since the last call\. /;

/** Gives a file the time of another one, to the nanosecond. */
function setTimeOf(path: string, other: string): void {
  execFileSync('touch', ['-r', other, path]);
}

// In the comment at the beginning, where it does not affect the reader.
function changeByte(folder: string): void {
  const descriptor = openSync(join(folder, FIRST), 'r+');
  writeSync(descriptor, '\x01', 10);
  closeSync(descriptor);
}

/**
 * Ways to damage `folder`, which has the recording of `s1`, and the calls that a replay still
 * finds.
 */
const ACCIDENTS: ReadonlyArray<readonly [string, (folder: string) => void, readonly unknown[]]> = [
  ['the file is removed', (folder) => rmSync(join(folder, FIRST)), [[FIRST, 'same', 1]]],
  ['the folder is removed', (folder) => rmSync(folder, { recursive: true }), [[FIRST, 'same', 1]]],
  ['the folder is moved', (folder) => renameSync(folder, `${folder}-old`), [[FIRST, 'same', 1]]],
  [
    'another file is in its place',
    (folder) => {
      const path = join(folder, FIRST);
      const { size } = statSync(path);
      rmSync(path);
      writeFileSync(path, '#'.repeat(size));
    },
    [
      [SECOND, 'same', 1],
      [FIRST, 'error', 0],
    ],
  ],
  [
    'another file of its size, end and time is in its place',
    (folder) => {
      const path = join(folder, FIRST);
      const text = readFileSync(path, 'utf8');
      writeFileSync(`${path}.other`, '#'.repeat(text.length - 64) + text.slice(-64));
      setTimeOf(`${path}.other`, path);
      renameSync(`${path}.other`, path);
    },
    [
      [SECOND, 'same', 1],
      [FIRST, 'error', 0],
    ],
  ],
  [
    'a byte of it is changed',
    changeByte,
    [
      [SECOND, 'same', 1],
      [FIRST, 'same', 1],
    ],
  ],
  [
    'a byte of it is changed and its time set back',
    (folder) => {
      const path = join(folder, FIRST);
      writeFileSync(`${folder}-time`, '');
      setTimeOf(`${folder}-time`, path);
      changeByte(folder);
      setTimeOf(path, `${folder}-time`);
    },
    [
      [SECOND, 'same', 1],
      [FIRST, 'same', 1],
    ],
  ],
  [
    'a copy is in its place',
    (folder) => {
      const path = join(folder, FIRST);
      copyFileSync(path, `${path}.copy`);
      renameSync(`${path}.copy`, path);
    },
    [
      [SECOND, 'same', 1],
      [FIRST, 'same', 1],
    ],
  ],
  [
    'a link is in its place',
    (folder) => {
      const path = join(folder, FIRST);
      renameSync(path, `${path}.moved`);
      symlinkSync(`${path}.moved`, path);
    },
    [
      [SECOND, 'same', 1],
      [FIRST, 'same', 1],
    ],
  ],
  [
    'it is cut off',
    (folder) => truncateSync(join(folder, FIRST), 20),
    [
      [SECOND, 'same', 1],
      [FIRST, 'error', 0],
    ],
  ],
];

describe('a recording whose file is taken away while the service runs', {
  timeout: 240_000,
}, () => {
  it.each(ACCIDENTS)(
    'continues in another file, and says so once, when %s',
    async (_, happens, left) => {
      const folder = join(temporaryFolder(), 'recorded');
      const app = await serveApp(['--record', folder, '--workers', '1']);
      expect(await write(app, 'a')).toEqual(toolAnswer(true, 'Successfully wrote 1 bytes to a'));
      happens(folder);
      expect(await write(app, 'b')).toEqual(
        expect.objectContaining({
          success: false,
          error_type: 'NotRecorded',
          result: expect.stringMatching(LOST),
        }),
      );
      // The refused call had no effect, and the calls answered before are recorded.
      expect(await callTool(app.url, list)).toEqual(toolAnswer(true, '["a"]'));
      const { code, stderr } = await app.end();
      expect([code, stderr.split('\n').length, LOST.test(stderr)]).toEqual([0, 2, true]);
      expect(await replayed(folder)).toEqual(left);
    },
  );

  it('continues in the file if nothing was lost: another name, another time', async () => {
    const folder = temporaryFolder();
    const app = await serveApp(['--record', folder, '--workers', '1']);
    await write(app, 'a');
    linkSync(join(folder, FIRST), join(folder, 'kept'));
    await write(app, 'b');
    rmSync(join(folder, 'kept'));
    await write(app, 'c');
    utimesSync(join(folder, FIRST), 1, 1);
    await write(app, 'd');
    expect(await app.end()).toMatchObject({ code: 0, stderr: '' });
    expect(await replayed(folder)).toEqual([[FIRST, 'same', 4]]);
  });

  it('notices that a large body next to it is gone', async () => {
    const folder = temporaryFolder();
    const app = await serveApp(['--record', folder, '--workers', '1']);
    await write(app, 'a', 'x'.repeat(300_000));
    rmSync(join(folder, FIRST.replace('.yaml', '.bodies')), { recursive: true });
    expect(await write(app, 'b')).toMatchObject({
      error_type: 'NotRecorded',
      result: expect.stringContaining(' was moved or removed. '),
    });
    expect(await callTool(app.url, list)).toEqual(toolAnswer(true, '["a"]'));
    await app.end();
    expect(readdirSync(folder).sort()).toEqual([SECOND, FIRST].sort());
  });
});

describe('the name of a recording that is not the first of its session', () => {
  it('is the same where the first is gone, and has a number where it is there', async () => {
    const folder = temporaryFolder();
    const app = await serveApp(['--record', folder, '--workers', '1']);
    await write(app, 'a');
    rmSync(join(folder, FIRST));
    await write(app, 'b');
    await write(app, 'c');
    expect(readdirSync(folder)).toEqual([FIRST]);
    await request(`${app.url}/vfs/session/s1`, { method: 'DELETE' });
    await write(app, 'd');
    expect(readdirSync(folder).sort()).toEqual([SECOND, FIRST]);
    const other = await serveApp(['--record', folder, '--workers', '1']);
    await write(other, 'e');
    expect(readdirSync(folder).sort()).toEqual([SECOND, FIRST.replace('.', '-3.'), FIRST]);
    await Promise.all([app.end(), other.end()]);
  });
});

describe('a session whose recording continues in another file', () => {
  it('draws no random number twice, and each file replays', async () => {
    const folder = temporaryFolder();
    const probe = ['--app', join(projectRoot, 'test-apps/probe')];
    const env = { SPIN_VARIABLE_TOKEN: 'ghp_tokenOfTheLimitTests0123456789' };
    const app = await serveApp([...probe, '--record', folder, '--workers', '1'], { env });
    const random = async () => (await request(`${app.url}/probe/random?session_id=s1`)).body;
    const drawn = [await random(), await random()];
    rmSync(join(folder, FIRST));
    await random();
    drawn.push(await random(), await random());
    await app.end();
    expect(new Set(drawn).size).toBe(4);
    const { header } = readCassette(join(folder, FIRST));
    expect(header.world.seed).toBe(3);
    const ended = await spintape(['replay', '--json', ...probe, '.'], { cwd: folder });
    expect(reportOf(ended).results).toMatchObject([{ verdict: 'same', calls: 2 }]);
  });

  it('ends its file after the session timeout, and finds its stored data', async () => {
    const folder = temporaryFolder();
    const app = await serveApp(['--record', folder, '--workers', '1', '--session-timeout', '1']);
    await write(app, 'a');
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(await callTool(app.url, list)).toEqual(toolAnswer(true, '["a"]'));
    expect(await app.end()).toMatchObject({ code: 0, stderr: '' });
    expect(await replayed(folder)).toEqual([
      [SECOND, 'same', 1],
      [FIRST, 'same', 1],
    ]);
    expect(readFileSync(join(folder, SECOND), 'utf8')).toContain('seed: 1');
  });
});
