import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ServedApp, serveApp, spintape } from '../spintape.fixture.ts';
import { callTool, request, toolAnswer } from '../tool-calls.fixture.ts';

let app: ServedApp;

beforeAll(async () => {
  app = await serveApp(['--workers', '1']);
});
afterAll(async () => {
  const { code, stderr } = await app.end();
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

describe('spintape serve', () => {
  it('prints its address, and nothing else', () => {
    expect(app.stdout()).toMatch(/^listening on http:\/\/127\.0\.0\.1:[1-9]\d*\n$/);
  });

  it('writes a file, reads it back, and shows it to no other session', async () => {
    const { url } = app;
    const write = { tool: 'write_file', args: { file_path: 'a.txt', content: 'hi' } };
    const read = { tool: 'read_file', args: { file_path: 'a.txt' } };
    const absent = toolAnswer(false, 'File not found: a.txt', 'FileNotFound');
    expect(await callTool(url, { session: 's1', ...write })).toEqual(
      toolAnswer(true, 'Successfully wrote 2 bytes to a.txt'),
    );
    expect(await callTool(url, { session: 's1', ...read })).toEqual(toolAnswer(true, 'hi'));
    expect(await callTool(url, { session: 's2', ...read })).toEqual(absent);
    expect(await request(`${url}/vfs/session/s1`, { method: 'DELETE' })).toMatchObject({
      status: 200,
    });
    expect(await callTool(url, { session: 's1', ...read })).toEqual(absent);
  });

  it.each([
    ['/health', 'healthy'],
    ['/vfs/health', 'healthy'],
    ['/mock/health', 'healthy'],
    // Nobody gave it a token.
    ['/github/health', 'degraded'],
  ])('answers %s with status 200: %s', async (path, health) => {
    const { status, body } = await request(`${app.url}${path}`);
    expect([status, JSON.parse(body).status]).toEqual([200, health]);
  });

  it('routes a tool call at the root to the component that has the tool', async () => {
    const body = JSON.stringify({ session_id: 's3', tool: 'list_files', args: {} });
    const { status, body: answer } = await request(`${app.url}/execute`, { method: 'POST', body });
    expect([status, JSON.parse(answer)]).toEqual([200, toolAnswer(true, '[]')]);
  });
});

describe('the address of spintape serve', () => {
  it('is refused with exit code 3 when it is in use', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => {
      other.listen(0, '127.0.0.1', resolve);
    });
    const address = other.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const ended = await spintape(['serve', '--listen', `127.0.0.1:${port}`]);
    other.close();
    expect(ended).toEqual({
      code: 3,
      stdout: '',
      stderr:
        `spintape: Failed to listen on 127.0.0.1:${port}: another process has taken it. ` +
        'End that process, or choose another port with --listen HOST:PORT; port 0 takes any free one.\n',
    });
  });

  it.each(['127.0.0.1', '127.0.0.1:70000', '127.0.0.1:-1'])(
    'is refused with exit code 2 when it is %s',
    async (address) => {
      expect(await spintape(['serve', '--listen', address])).toEqual({
        code: 2,
        stdout: '',
        stderr:
          'spintape: Failed to read the command line: --listen takes HOST:PORT with a port up to ' +
          `65535, not "${address}". See \`spintape serve --help\`.\n`,
      });
    },
  );
});
