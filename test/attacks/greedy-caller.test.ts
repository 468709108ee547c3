import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCassette } from '../../harness/cassette/store/cassette-store.ts';
import { projectRoot, type ServedApp, serveApp, spintape } from '../spintape.fixture.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';
import { callTool, reportOf, request, toolAnswer } from '../tool-calls.fixture.ts';

/** `SPINTAPE_SESSIONS=2000 npx vitest run test/attacks/greedy-caller.test.ts` records 2,000. */
const SESSIONS = Number(process.env['SPINTAPE_SESSIONS'] ?? 300);
const DESCRIPTORS = 256;
const CLIENTS = 8;

function write(session: string, path: string, content: string) {
  return { session, tool: 'write_file', args: { file_path: path, content } };
}

async function answerTo({ url }: ServedApp, call: ReturnType<typeof write>) {
  const body = JSON.stringify({ session_id: call.session, tool: call.tool, args: call.args });
  const answer = await request(`${url}/vfs/execute`, { method: 'POST', body });
  return { status: answer.status, ...JSON.parse(answer.body) };
}

describe('a caller of many sessions', () => {
  const name = `${SESSIONS} of them are recorded with ${DESCRIPTORS} descriptors, each call`;
  it(name, { timeout: SESSIONS * 1_000 + 60_000 }, async () => {
    const folder = temporaryFolder();
    const through = ['sh', '-c', `ulimit -n ${DESCRIPTORS}; exec "$@"`, 'sh'];
    const app = await serveApp(['--record', folder, '--workers', '2'], { through });
    const rest = Array.from({ length: SESSIONS }, (_, index) => `s-${index}`);
    const client = async () => {
      for (let session = rest.pop(); session !== undefined; session = rest.pop()) {
        const text = `of ${session}`;
        const wrote = toolAnswer(true, `Successfully wrote ${text.length} bytes to a.txt`);
        expect(await callTool(app.url, write(session, 'a.txt', text))).toEqual(wrote);
      }
    };
    await Promise.all(Array.from({ length: CLIENTS }, client));
    // Sessions that were idle for long continue in their files.
    for (const session of ['s-0', `s-${SESSIONS - 1}`]) {
      const read = { session, tool: 'read_file', args: { file_path: 'a.txt' } };
      expect(await callTool(app.url, read)).toEqual(toolAnswer(true, `of ${session}`));
    }
    expect(await app.end()).toMatchObject({ code: 0, stderr: '' });
    const files = readdirSync(folder);
    expect(files).toHaveLength(SESSIONS);
    const calls = files.map((file) => readCassette(join(folder, file)).entries.length);
    expect(calls.reduce((sum, count) => sum + count, 0)).toBe(SESSIONS + 2);
    const ended = await spintape(['replay', '--json', '.'], { cwd: folder, through });
    expect(ended.code).toBe(0);
    expect(reportOf(ended).summary).toMatchObject({ same: SESSIONS, calls: SESSIONS + 2 });
  });
});

describe('a caller who stores more than there is room for', () => {
  const large = 'x'.repeat(6_000);

  it('gets an IOError, and room again when a session ends', async () => {
    const app = await serveApp(['--workers', '1', '--max-store', '10000']);
    expect(await answerTo(app, write('s1', 'a', large))).toMatchObject({ success: true });
    const refused = await answerTo(app, write('s2', 'a', large));
    expect(refused).toMatchObject({ status: 200, success: false, error_type: 'IOError' });
    expect(refused.result).toMatch(
      /this write needs 61\d\d bytes more, and 6\d\d\d of the 10000 bytes that all stores may hold are used/,
    );
    // Writes that need no more room succeed, and existing data is kept.
    expect(await answerTo(app, write('s1', 'a', 'y'.repeat(6_000)))).toMatchObject({
      success: true,
    });
    expect(await answerTo(app, write('s2', 'b', 'small'))).toMatchObject({ success: true });
    await request(`${app.url}/vfs/session/s1`, { method: 'DELETE' });
    expect(await answerTo(app, write('s2', 'a', large))).toMatchObject({ success: true });
    expect(await app.end()).toMatchObject({ code: 0, stderr: '' });
  });

  it('is not recorded, since a replay has room, and the call is taken back', async () => {
    const folder = temporaryFolder();
    const args = ['--record', folder, '--workers', '1', '--max-store', '10K'];
    const app = await serveApp(args);
    expect(await answerTo(app, write('s1', 'a', large))).toMatchObject({ success: true });
    expect(await answerTo(app, write('s2', 'b', 'small'))).toMatchObject({ success: true });
    const refused = await answerTo(app, write('s2', 'c', large));
    expect(refused).toMatchObject({ status: 500, success: false, error_type: 'NotRecorded' });
    expect(refused.result).toContain(
      'Failed to record the call: the stores had no room for a write',
    );
    const list = { session: 's2', tool: 'list_files', args: {} };
    expect(await callTool(app.url, list)).toEqual(toolAnswer(true, '["b"]'));
    expect((await app.end()).code).toBe(0);
    const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
    expect(texts.filter((text) => text.includes('IOError'))).toEqual([]);
    const ended = await spintape(['replay', '--json', '.'], { cwd: folder });
    expect(reportOf(ended).summary).toMatchObject({ same: 2, calls: 3 });
  });

  it('learns how much a write needs that fits into no store', async () => {
    const app = await serveApp(['--workers', '1', '--max-store', '300']);
    const refused = await answerTo(app, write('s1', 'a', 'x'.repeat(900)));
    expect(refused).toMatchObject({ status: 200, success: false, error_type: 'IOError' });
    expect(refused.result).toMatch(
      /this write needs 1\d\d\d bytes more, and 0 of the 300 bytes that all stores may hold are used/,
    );
    await app.end();
  });

  it.each(['', '0', '0K', '1T', '-1', '1.5G', 'all', '99999999999999999999'])(
    'is not held up by the size %j',
    async (size) => {
      const { code, stderr } = await spintape(['serve', `--max-store=${size}`]);
      expect([code, stderr]).toEqual([
        2,
        `spintape: Failed to read the command line: --max-store takes a number of bytes from 1 on, such as 1048576, 512K, 64M or 1G, not "${size}". See \`spintape serve --help\`.\n`,
      ]);
    },
  );
});

describe('a caller who does not wait', () => {
  it('gets status 503 beyond the calls that may be under way, and no call is lost', async () => {
    const probe = ['--app', join(projectRoot, 'test-apps/probe'), '--workers', '1'];
    const env = { SPIN_VARIABLE_TOKEN: 'ghp_tokenOfTheLimitTests0123456789' };
    const app = await serveApp([...probe, '--max-calls', '3'], { env });
    await request(`${app.url}/probe/health`);
    const sent = Array.from({ length: 12 }, () => request(`${app.url}/probe/sleep?ms=500`));
    const answers = await Promise.all(sent);
    const refused = answers.filter(({ status }) => status === 503);
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(3);
    expect(refused.length).toBeGreaterThan(0);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 503]));
    expect(JSON.parse(refused[0]?.body ?? '')).toMatchObject({ error_type: 'IOError' });
    // The running calls have ended, so there is room again.
    expect((await request(`${app.url}/probe/health`)).status).toBe(200);
    expect(await app.end()).toMatchObject({ code: 0, stderr: '' });
  });
});
