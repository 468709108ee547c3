import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rawExchange, statusAndBody } from '../raw-http.fixture.ts';
import { type ServedApp, serveApp, spintape } from '../spintape.fixture.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';
import { callTool, toolAnswer } from '../tool-calls.fixture.ts';

const folder = temporaryFolder();
let app: ServedApp;

beforeAll(async () => {
  app = await serveApp(['--record', folder, '--workers', '1', '--allow-host', 'a.test,B.test']);
});
afterAll(async () => {
  const { code, stderr } = await app.end();
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

const WRITE = { file_path: 'owned', content: 'by a page' };
const CALL = JSON.stringify({ session_id: 'victim', tool: 'write_file', args: WRITE });
const JSON_TYPE = 'Content-Type: application/json';

/** Sends a call with only these header lines and those that HTTP needs. */
async function attack(lines: readonly string[], line = 'POST /vfs/execute', body = CALL) {
  const head = [`${line} HTTP/1.1`, ...lines, `Content-Length: ${body.length}`];
  const message = `${[...head, 'Connection: close'].join('\r\n')}\r\n\r\n${body}`;
  const answer = await rawExchange(app.url, message);
  expect(answer.toLowerCase()).not.toContain('access-control-');
  return statusAndBody(answer);
}

/** The host of the service, as a browser names it. */
const own = () => `Host: ${new URL(app.url).host}`;

/** Whether a refusal is JSON with the reason, and no call was made or recorded. */
function expectRefusal(answer: { status: number; body: string }, status: number): void {
  expect([answer.status, JSON.parse(answer.body)]).toEqual([
    status,
    expect.objectContaining({ success: false, error_type: 'InvalidRequest' }),
  ]);
  expect(readdirSync(folder)).toEqual([]);
}

describe('a web page', () => {
  it.each([
    ['evil.test', 403],
    ['evil.test:3000', 403],
    ['localhost.evil.test', 403],
    ['x.a.test', 403],
    ['', 400],
    ['a.test b.test', 400],
  ])('reads nothing under a name that it resolves to this machine: %j', async (host, status) => {
    expectRefusal(await attack([`Host: ${host}`, JSON_TYPE]), status);
    expectRefusal(await attack([`Host: ${host}`], 'GET /vfs/health', ''), status);
  });

  it('hides the host from the service in no way', async () => {
    expectRefusal(await attack([JSON_TYPE]), 400);
    expectRefusal(await attack([own(), 'Host: evil.test', JSON_TYPE]), 400);
    expectRefusal(await attack(['Host: evil.test', own(), JSON_TYPE]), 400);
    expectRefusal(await attack([own(), JSON_TYPE], 'POST http://evil.test/vfs/execute'), 403);
  });

  it.each([
    'Origin: http://evil.test',
    'Origin: null',
    'Origin: http://localhost:1',
    'Sec-Fetch-Site: cross-site',
    'Sec-Fetch-Site: same-site',
  ])('calls nothing from elsewhere: %s', async (line) => {
    expectRefusal(await attack([own(), line, JSON_TYPE]), 403);
    for (const request of ['GET /mock/list-tools', 'DELETE /session/victim']) {
      expectRefusal(await attack([own(), line], request, ''), 403);
    }
    const { status, body } = await attack([own(), line], 'HEAD /vfs/health', '');
    expect([status, body]).toEqual([403, '']);
  });

  it('gets no permission by a preflight, and opens no socket', async () => {
    const asks = ['Origin: http://evil.test', 'Access-Control-Request-Method: POST'];
    expectRefusal(await attack([own(), ...asks], 'OPTIONS /vfs/execute', ''), 403);
    const upgrade = ['Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13'];
    const socket = ['Origin: http://evil.test', 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=='];
    expectRefusal(await attack([own(), ...upgrade, ...socket], 'GET /vfs/health', ''), 403);
  });

  it.each([
    ['a form', 'Content-Type: application/x-www-form-urlencoded'],
    ['a form with files', 'Content-Type: multipart/form-data; boundary=x'],
    ['a form of plain text', 'Content-Type: text/plain'],
    ['fetch without cors', 'Content-Type: text/plain;charset=UTF-8'],
    ['a report', 'Content-Type: application/csp-report'],
    ['a ping', 'Content-Type: text/ping'],
    ['a Blob without a type', 'X-None: none'],
  ])('of an old browser calls nothing by %s', async (_, line) => {
    expectRefusal(await attack([own(), line]), 415);
  });
});

describe('clients other than pages', () => {
  it.each(['a.test', 'b.test:8080', 'A.TEST.', 'localhost', '[::1]:3000', '10.1.2.3'])(
    'may call by the name %s',
    async (host) => {
      const list = JSON.stringify({ session_id: 's', tool: 'list_files', args: {} });
      const { status, body } = await attack([`Host: ${host}`, JSON_TYPE], 'POST /execute', list);
      expect([status, JSON.parse(body)]).toEqual([200, toolAnswer(true, '[]')]);
    },
  );

  it('may send JSON and YAML, and a page of the service may call', async () => {
    const tools = '[{"name": "f", "inputSchema": {"type": "object"}}]';
    const type = 'Content-Type: application/yaml';
    const loaded = await attack([own(), type], 'POST /mock/load-schema', tools);
    expect([loaded.status, JSON.parse(loaded.body)]).toEqual([200, { loaded: 1, tools: ['f'] }]);
    const page = [`Origin: ${app.url}`, 'Sec-Fetch-Site: same-origin'];
    expect((await attack([own(), JSON_TYPE, ...page])).status).toBe(200);
    const read = { session: 'victim', tool: 'read_file', args: { file_path: 'owned' } };
    expect(await callTool(app.url, read)).toEqual(toolAnswer(true, 'by a page'));
  });
});

describe('spintape serve', () => {
  it('takes names from the environment, and listens to this machine where no host is named', async () => {
    const served = await serveApp(['--listen', ':0', '--workers', '1'], {
      env: { SPINTAPE_ALLOW_HOSTS: ' spintape , tools.internal' },
    });
    expect(served.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const get = (host: string) =>
      rawExchange(
        served.url,
        `GET /vfs/health HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
      );
    for (const [host, status] of [
      ['spintape:3000', 200],
      ['tools.internal', 200],
      ['other.internal', 403],
    ] as const) {
      expect([host, statusAndBody(await get(host)).status]).toEqual([host, status]);
    }
    expect((await served.end()).stderr).toBe('');
  });

  it.each([
    ['0.0.0.0:0', /^http:\/\/127\.0\.0\.1:\d+$/],
    ['[::]:0', /^http:\/\/\[::1\]:\d+$/],
  ])('warns when others reach it, and prints a URL that works: %s', async (listen, url) => {
    const served = await serveApp(['--listen', listen, '--workers', '1']);
    expect(served.url).toMatch(url);
    expect((await fetch(`${served.url}/vfs/health`)).status).toBe(200);
    const host = listen.replace(/:0$/, '').replace(/[[\]]/g, '');
    expect((await served.end()).stderr).toBe(
      `warning: listening on ${host}: whoever reaches this machine can call the tools, with your secrets; without --listen, only this machine can\n`,
    );
  });

  it.each(['https://a.test', 'a.test:80', '*.a.test', 'a b'])(
    'refuses what is not a host name: %s',
    async (name) => {
      expect(await spintape(['serve', '--allow-host', name])).toEqual({
        code: 2,
        stdout: '',
        stderr: `spintape: Failed to read the command line: --allow-host: "${name}" is not a host name. Write it as example.com, without scheme, port or wildcard.\n`,
      });
    },
  );
});
