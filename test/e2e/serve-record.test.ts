import { readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { serveApp, spintape } from '../spintape.fixture.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';
import { callTool, reportOf, request, toolAnswer } from '../tool-calls.fixture.ts';
import { startUpstream } from '../upstream.fixture.ts';

/** In the form of GitHub's tokens, and nobody's. */
const FAKE_TOKEN = ['ghp', 'Kd83hQ2mZx71LpWv0RtY5uBn9CsE4aGf6JiO'].join('_');

/** Replays all cassettes of a folder; gives name, verdict and calls of each. */
async function replayed(folder: string): Promise<Array<[string, string, number]>> {
  const ended = await spintape(['replay', '--json', '--workers', '1', '.'], { cwd: folder });
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  return reportOf(ended).results.map(({ name, verdict, calls }) => [name, verdict, calls]);
}

function write(session: string, path: string) {
  return { session, tool: 'write_file', args: { file_path: path, content: `of ${session}` } };
}

function read(session: string, path: string) {
  return { session, tool: 'read_file', args: { file_path: path } };
}

describe('spintape serve --record', () => {
  it('writes one cassette a session, and each replays', async () => {
    const folder = temporaryFolder();
    const app = await serveApp(['--record', folder, '--workers', '2']);
    await Promise.all(
      ['s1', 's2'].map(async (session) => {
        await callTool(app.url, write(session, 'a.txt'));
        expect(await callTool(app.url, read(session, 'a.txt'))).toEqual(
          toolAnswer(true, `of ${session}`),
        );
      }),
    );
    await request(`${app.url}/vfs/health`);
    await request(`${app.url}/health`);
    expect((await app.end()).code).toBe(0);
    expect(await replayed(folder)).toEqual([
      ['s1-e8bc163c82ee', 'same', 2],
      ['s2-ad328846aa18', 'same', 2],
      ['shared', 'same', 2],
    ]);
  });

  it('ends the file at the DELETE of the session, and begins another after it', async () => {
    const folder = temporaryFolder();
    const app = await serveApp(['--record', folder, '--workers', '1']);
    for (let round = 0; round < 3; round += 1) {
      await callTool(app.url, write('s1', 'a.txt'));
      await request(`${app.url}/vfs/session/s1`, { method: 'DELETE' });
    }
    expect(await callTool(app.url, read('s1', 'a.txt'))).toEqual(
      toolAnswer(false, 'File not found: a.txt', 'FileNotFound'),
    );
    const ended = await app.end();
    expect([ended.code, ended.stderr]).toEqual([0, '']);
    expect(await replayed(folder)).toEqual([
      ['s1-e8bc163c82ee-2', 'same', 2],
      ['s1-e8bc163c82ee-3', 'same', 2],
      ['s1-e8bc163c82ee-4', 'same', 1],
      ['s1-e8bc163c82ee', 'same', 2],
    ]);
  });

  it('keeps the recordings of an earlier service', async () => {
    const folder = temporaryFolder();
    for (const [round, expected] of ['shared.yaml', 'shared-2.yaml'].entries()) {
      const app = await serveApp(['--record', folder, '--workers', '1']);
      await request(`${app.url}/vfs/health`);
      await app.end();
      expect(readdirSync(folder)).toContain(expected);
      expect(readdirSync(folder)).toHaveLength(round + 1);
    }
    expect(await replayed(folder)).toEqual([
      ['shared-2', 'same', 1],
      ['shared', 'same', 1],
    ]);
  });

  it('loses no call when calls and DELETEs of a session run into each other', async () => {
    const folder = temporaryFolder();
    const app = await serveApp(['--record', folder, '--workers', '2']);
    // Clients that do not wait for each other, so that calls arrive during a DELETE.
    const client = async (number: number) => {
      for (let index = 0; index < 12; index += 1) {
        const path = (index + number) % 4 === 3 ? '/vfs/session/s1' : '/vfs/execute';
        const method = path === '/vfs/execute' ? 'POST' : 'DELETE';
        const body = JSON.stringify({ session_id: 's1', ...callBody(index) });
        const answer = await request(`${app.url}${path}`, { method, body });
        expect([answer.status, answer.body]).toEqual([200, expect.any(String)]);
      }
    };
    await Promise.all([0, 1, 2, 3, 4].map(client));
    const ended = await app.end();
    expect([ended.code, ended.stderr]).toEqual([0, '']);
    const files = await replayed(folder);
    expect(files.every(([, verdict]) => verdict === 'same')).toBe(true);
    expect(files.reduce((sum, [, , calls]) => sum + calls, 0)).toBe(60);
  });

  it('separates sessions with any ids, and stays inside the folder', async () => {
    const outer = temporaryFolder();
    const folder = join(outer, 'recorded');
    const ids = [
      ...['../../escape', '/etc/passwd', '.', '..', '', ' ', 'shared', 'SHARED', 'a/b', 'a-b'],
      ...['a\\b', 'con', 'nul.yaml', '\u0000', 'é', 'e\u0301', '\u{1F600}', '-', '--help'],
      ...['x'.repeat(5_000), '__proto__', "'; --", 'a\nb: c', '%2e%2e', '<secret:token>'],
      // Lone surrogates cannot be encoded in UTF-8, so both have the same digest.
      ...['\ud800', '\udfff'],
    ];
    const app = await serveApp(['--record', folder, '--workers', '1']);
    for (const id of ids) await callTool(app.url, write(id, 'a.txt'));
    for (const id of ids) {
      expect(await callTool(app.url, read(id, 'a.txt'))).toEqual(toolAnswer(true, `of ${id}`));
    }
    const ended = await app.end();
    expect([ended.code, ended.stderr]).toEqual([0, '']);
    expect(readdirSync(outer)).toEqual(['recorded']);
    const files = await replayed(folder);
    expect(files).toHaveLength(new Set(ids).size);
    expect(files.map(([, ...rest]) => rest)).toEqual(files.map(() => ['same', 2]));
    for (const [name] of files)
      expect(name).toMatch(/^(?:[A-Za-z0-9-]{1,40}-)?[0-9a-f]{12}(?:-2)?$/);
  });

  it('writes each call before it answers it, so that a kill loses nothing', async () => {
    const folder = temporaryFolder();
    const app = await serveApp(['--record', folder, '--workers', '1']);
    for (const path of ['a', 'b', 'c']) await callTool(app.url, write('s1', path));
    expect((await app.end('SIGKILL')).code).toBe('SIGKILL');
    expect(await replayed(folder)).toEqual([['s1-e8bc163c82ee', 'same', 3]]);
  });

  it('says on stderr when it cannot write, and serves no call that it cannot record', async () => {
    const folder = join(temporaryFolder(), 'recordings');
    const app = await serveApp(['--record', folder, '--workers', '1']);
    rmdirSync(folder);
    writeFileSync(folder, '');
    const body = JSON.stringify({ session_id: 's1', ...callBody(0) });
    const refused = await request(`${app.url}/vfs/execute`, { method: 'POST', body });
    expect([refused.status, JSON.parse(refused.body)]).toEqual([
      500,
      expect.objectContaining({
        error_type: 'NotRecorded',
        result: expect.stringContaining('Failed to create the file: '),
        error: 'The call is in no recording; result says why',
      }),
    ]);
    // When the cause is gone, the session continues as if the call had not been made.
    rmSync(folder);
    expect(await callTool(app.url, { session: 's1', tool: 'list_files', args: {} })).toEqual(
      toolAnswer(true, '[]'),
    );
    expect(await replayed(folder)).toEqual([['s1-e8bc163c82ee', 'same', 1]]);
    const { code, stderr } = await app.end();
    expect(code).toBe(0);
    expect(stderr).toContain('recordings/s1-e8bc163c82ee.yaml: Failed to create the file: ');
    expect(stderr).not.toMatch(/\n {4}at /);
  });

  it('leaves no file for a session without a recorded call', async () => {
    const folder = temporaryFolder();
    const through = ['sh', '-c', 'ulimit -f 40; exec "$@"', 'sh'];
    const app = await serveApp(['--record', folder, '--workers', '1'], { through });
    const args = { file_path: 'a.txt', content: 'x'.repeat(60_000) };
    const body = JSON.stringify({ session_id: 's1', tool: 'write_file', args });
    const refused = await request(`${app.url}/vfs/execute`, { method: 'POST', body });
    expect([refused.status, JSON.parse(refused.body).error_type]).toEqual([500, 'NotRecorded']);
    expect(readdirSync(folder)).toEqual([]);
    expect(await callTool(app.url, read('s1', 'a.txt'))).toMatchObject({ success: false });
    expect(readdirSync(folder)).toEqual(['s1-e8bc163c82ee.yaml']);
    await app.end();
    expect(await replayed(folder)).toEqual([['s1-e8bc163c82ee', 'same', 1]]);
  });

  it('refuses a call with a secret, rolls it back, and continues the session', async () => {
    const folder = temporaryFolder();
    const unused = ['--allow-secret', 'step 1, response body=a test'];
    const app = await serveApp(['--record', folder, '--workers', '1', ...unused]);
    await callTool(app.url, write('s1', 'a.txt'));
    const args = { file_path: 'a.txt', content: FAKE_TOKEN };
    const body = JSON.stringify({ session_id: 's1', tool: 'write_file', args });
    const refused = await request(`${app.url}/vfs/execute`, { method: 'POST', body });
    expect([refused.status, JSON.parse(refused.body).error_type]).toEqual([500, 'NotRecorded']);
    expect(await callTool(app.url, read('s1', 'a.txt'))).toEqual(toolAnswer(true, 'of s1'));
    const { stderr } = await app.end();
    expect(stderr.split('\n').slice(1)).toEqual([
      "warning: --allow-secret 'step 1, response body': nothing was found there. Copy the place from the message that refused the call.",
      '',
    ]);
    expect(stderr).not.toContain(FAKE_TOKEN);
    expect(await replayed(folder)).toEqual([['s1-e8bc163c82ee', 'same', 2]]);
  });

  it('records sessions of any strings so that they replay', async () => {
    const folder = temporaryFolder();
    const app = await serveApp(['--record', folder, '--workers', '1']);
    const text = fc.string({ unit: 'binary', maxLength: 30 });
    const call = fc.record({
      session: text,
      tool: fc.constantFrom('write_file', 'read_file', 'list_files', 'delete_file'),
      args: fc.record({ file_path: text, content: text }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(call, { maxLength: 4 }), async (calls) => {
        for (const one of calls) {
          const { status } = await request(`${app.url}/vfs/execute`, {
            method: 'POST',
            body: JSON.stringify({ session_id: one.session, tool: one.tool, args: one.args }),
          });
          expect(status).toBe(200);
        }
      }),
      { numRuns: 25 },
    );
    await app.end();
    for (const [name, verdict] of await replayed(folder)) {
      expect([verdict, readFileSync(join(folder, `${name}.yaml`), 'utf8')]).toEqual([
        'same',
        expect.any(String),
      ]);
    }
  });
});

function callBody(index: number) {
  const file = `${index % 3}.txt`;
  return index % 2 === 0
    ? { tool: 'write_file', args: { file_path: file, content: String(index) } }
    : { tool: 'list_files', args: {} };
}

describe('a folder that cannot be written', () => {
  it('is refused before the service listens', async () => {
    const file = join(temporaryFolder(), 'a-file');
    writeFileSync(file, '');
    expect(await spintape(['serve', '--listen', '127.0.0.1:0', '--record', file])).toEqual({
      code: 2,
      stdout: '',
      stderr: `spintape: ${file}: Failed to write the file: a part of its path is a file, and no folder. Check the path.\n`,
    });
  });
});

describe('spintape record --json', () => {
  it('prints the recorded calls', async () => {
    const out = temporaryFolder();
    const { code, stdout } = await spintape([
      'record',
      'scenarios/vfs/read-back.yaml',
      '--out',
      out,
      '--json',
    ]);
    const path = join(out, 'vfs/read-back.yaml');
    expect([code, JSON.parse(stdout)]).toEqual([
      0,
      {
        spintape: 1,
        command: 'record',
        ok: true,
        summary: { files: 1, calls: 6 },
        results: [{ name: 'vfs/read-back', path, calls: 6 }],
      },
    ]);
  });
});

describe('spintape serve --cassette', () => {
  it('answers outbound HTTP from the file, and refuses other requests', async () => {
    const upstream = await startUpstream((_, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ type: 'file', encoding: 'base64', content: 'aGVsbG8=' }));
    });
    const env = { SPIN_VARIABLE_GITHUB_API_URL: upstream.url };
    const folder = temporaryFolder();
    const contents = (path: string) => ({
      component: 'github',
      session: 's1',
      tool: 'gh_get_file_contents',
      args: { owner: 'octo', repo: 'hello', path },
    });
    const recording = await serveApp(['--record', folder, '--workers', '1'], { env });
    expect(await callTool(recording.url, contents('README.md'))).toEqual(toolAnswer(true, 'hello'));
    await recording.end();
    upstream.close();

    const cassette = join(folder, readdirSync(folder)[0] ?? '');
    const app = await serveApp(['--cassette', cassette, '--workers', '1'], { env });
    expect(await callTool(app.url, contents('README.md'))).toEqual(toolAnswer(true, 'hello'));
    expect(await callTool(app.url, contents('OTHER.md'))).toMatchObject({ success: false });
    expect(upstream.requests).toEqual(['GET /repos/octo/hello/contents/README.md']);
    expect((await app.end()).code).toBe(0);
  });

  it('gives the recorded answers with and without a token of its own', async () => {
    const contents = {
      component: 'github',
      session: 's1',
      tool: 'gh_get_file_contents',
      args: { owner: 'octokit-fixture-org', repo: 'hello-world' },
    };
    const tokens = [{}, { SPIN_VARIABLE_GITHUB_TOKEN: 'ghp_aTokenThatNoCassetteKnows00000000000' }];
    for (const env of tokens) {
      const cassette = 'cassettes/github/file-contents.yaml';
      const app = await serveApp(['--cassette', cassette, '--workers', '1'], { env });
      expect(await callTool(app.url, contents)).toEqual(
        toolAnswer(true, '[{"name":"README.md","type":"file","path":"README.md"}]'),
      );
      await app.end();
    }
  });

  it('is refused with exit code 2 when the file cannot be read', async () => {
    expect(await spintape(['serve', '--cassette', 'absent.yaml'])).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'spintape: absent.yaml: Failed to read the file: it does not exist. Check the path.\n',
    });
  });
});
