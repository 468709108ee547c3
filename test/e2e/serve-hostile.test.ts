import { connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rawExchange, statusAndBody } from '../raw-http.fixture.ts';
import { type ServedApp, serveApp } from '../spintape.fixture.ts';
import { request, toolAnswer } from '../tool-calls.fixture.ts';

let app: ServedApp;

beforeAll(async () => {
  app = await serveApp(['--workers', '1']);
});
afterAll(async () => {
  // No request of a client is the service's error.
  const { code, stderr } = await app.end();
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

/** Sends a request whose line is exactly this, and gives the status and the body. */
async function send(line: string, body: string | Uint8Array = '') {
  const bytes = Buffer.from(body);
  const head = `${line} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\nconnection: close\r\ncontent-length: ${bytes.length}`;
  const message = Buffer.concat([Buffer.from(`${head}\r\n\r\n`, 'latin1'), bytes]);
  return statusAndBody(await rawExchange(app.url, message));
}

function jsonError(body: string): unknown {
  const { error } = JSON.parse(body) as { error: unknown };
  return error;
}

describe('spintape serve answers with a JSON error', () => {
  it.each(['/vfs/execute', '/mock/execute', '/github/execute', '/execute'])(
    'malformed JSON at %s',
    async (path) => {
      for (const body of ['{"session_id"', '', '[]', 'null', '7', '"x"', '\0', '{"a":1}}']) {
        const answer = await request(`${app.url}${path}`, { method: 'POST', body });
        expect([body, answer.status, answer.contentType]).toEqual([body, 400, 'application/json']);
        expect(jsonError(answer.body)).toMatch(/^Invalid request: /);
      }
    },
  );

  it('an unknown tool', async () => {
    const body = JSON.stringify({ session_id: 's1', tool: 'format_disk', args: {} });
    const answer = await request(`${app.url}/vfs/execute`, { method: 'POST', body });
    expect([answer.status, JSON.parse(answer.body)]).toEqual([
      200,
      toolAnswer(false, 'Unknown tool: format_disk', 'UnknownTool'),
    ]);
  });

  it('an unknown route', async () => {
    expect(await request(`${app.url}/nowhere?x`)).toEqual({
      status: 404,
      contentType: 'application/json',
      body: JSON.stringify({
        success: false,
        result: 'Not found: no route of the app takes /nowhere?x',
        error_type: 'InvalidRequest',
        error: 'Not found: no route of the app takes /nowhere?x',
      }),
    });
  });

  it.each(['PUT', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND', 'M-SEARCH', 'GET'])(
    'the method %s where POST is wanted',
    async (method) => {
      const { status, body } = await send(`${method} /vfs/execute`, '{}');
      expect([status, jsonError(body)]).toEqual([405, 'Method not allowed: use POST']);
    },
  );

  it('a method that HTTP libraries do not know, and CONNECT', async () => {
    const unknown = await send('FROBNICATE /vfs/execute');
    expect([unknown.status, jsonError(unknown.body)]).toEqual([
      400,
      'The request is not valid HTTP (HPE_INVALID_METHOD)',
    ]);
    const proxied = await send('CONNECT example.test:443');
    expect([proxied.status, jsonError(proxied.body)]).toEqual([
      405,
      'The service is not a proxy: CONNECT is not allowed',
    ]);
  });

  it('requests that are not HTTP, a path that is not ASCII, and endless headers', async () => {
    const noise = statusAndBody(await rawExchange(app.url, '\x16\x03\x01\x02\x00\x01\r\n\r\n'));
    expect([noise.status, jsonError(noise.body)]).toEqual([
      400,
      'The request is not valid HTTP (HPE_INVALID_METHOD)',
    ]);
    const latin1 = await send('GET /vfs/\xff');
    expect([latin1.status, jsonError(latin1.body)]).toEqual([
      400,
      'The request is not valid HTTP (HPE_INVALID_URL)',
    ]);
    const endless = `GET / HTTP/1.1\r\n${`x: ${'y'.repeat(1000)}\r\n`.repeat(20)}\r\n`;
    expect(statusAndBody(await rawExchange(app.url, endless)).status).toBe(431);
  });

  it('a body above the limit', async () => {
    const body = new Uint8Array(16 * 1_048_576 + 1);
    const answer = await request(`${app.url}/vfs/execute`, { method: 'POST', body });
    expect([answer.status, jsonError(answer.body)]).toEqual([
      413,
      'The request body is larger than 16777216 bytes',
    ]);
  });

  it.each([
    '/vfs/../../etc/passwd',
    '//vfs//execute',
    '/vfs/%00%ff',
    '/vfs/%',
    '/%76%66%73/health',
    'http://localhost/nowhere',
    '*',
    `/${'a'.repeat(8_000)}`,
  ])('the path %j', async (path) => {
    const { status, body } = await send(`GET ${path}`);
    expect([status, typeof jsonError(body)]).toEqual([404, 'string']);
  });
});

describe('spintape serve', () => {
  it('never answers any request with a 5xx or a stack trace', async () => {
    const paths = ['/vfs/execute', '/mock/execute', '/mock/load-schema', '/mock/add-fixture'];
    const path = fc.oneof(
      fc.constantFrom(...paths, '/github/execute', '/execute', '/mock/update-response'),
      fc.webPath().map((tail) => `/vfs${tail}`),
      fc.webPath().map((tail) => `/mock${tail}`),
      fc.string().map((id) => `/session/${encodeURIComponent(id)}`),
    );
    const method = fc.constantFrom('GET', 'POST', 'DELETE', 'PUT');
    const body = fc.oneof(
      fc.json(),
      fc.uint8Array({ maxLength: 200 }).map((bytes) => new Uint8Array(bytes)),
      fc
        .record({ session_id: fc.string(), tool: fc.string(), args: fc.jsonValue() })
        .map((call) => JSON.stringify(call)),
    );
    const sent = fc.asyncProperty(method, path, body, async (method, path, body) => {
      const answer = await send(`${method} ${path}`, method === 'GET' ? '' : body);
      expect(answer.status).toBeLessThan(500);
      expect(answer.body).not.toMatch(/\n {4}at /);
      expect(() => JSON.parse(answer.body)).not.toThrow();
    });
    await fc.assert(sent, { numRuns: 150 });
  });

  it('continues after a client disconnects in the middle of its request', async () => {
    const { hostname, port } = new URL(app.url);
    const socket = connect(Number(port), hostname);
    await new Promise<void>((resolve) => {
      socket.write(
        'POST /vfs/execute HTTP/1.1\r\nhost: localhost\r\ncontent-length: 9\r\n\r\n{',
        () => {
          resolve();
        },
      );
    });
    socket.destroy();
    expect((await request(`${app.url}/vfs/health`)).status).toBe(200);
  });
});
