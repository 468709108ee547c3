import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LiveOutbound } from '../../harness/internal.ts';
import { NOBODY } from '../upstream.fixture.ts';
import { echo, failed } from './answers.ts';
import { send, startAfresh } from './contract-case.ts';
import { startMcpServer, startTroubledServer } from './mcp-servers.ts';
import { type BuiltApp, openBuiltApp } from './served-world.ts';
import { startServerEverything } from './server-everything.ts';
import { START_LIMIT, testedApp } from './tested-app.ts';

const app = testedApp();
let built: BuiltApp;

beforeAll(async () => {
  built = await openBuiltApp();
}, START_LIMIT);
afterAll(() => built.close());
beforeEach(() => startAfresh(app.url));

const pull = (url: string, origin = app.url) => send(origin, 'POST /mock/pull', { url });

async function listed(origin = app.url): Promise<{ name: string; inputSchema: object }[]> {
  const { body } = await send(origin, 'GET /mock/list-tools');
  return (body as { tools: { name: string; inputSchema: object }[] }).tools;
}

const pages = [['a', 'b'], ['c'], ['d', 'e']];
const all = { loaded: 5, tools: ['a', 'b', 'c', 'd', 'e'] };

/** What the client sends to a server with sessions and three pages, each to `/mcp`. */
const CONVERSATION = [...Array.from({ length: 5 }, () => 'POST /mcp'), 'DELETE /mcp'];

describe('/mock/pull', () => {
  it("loads the tools of MCP's own example server, which answers with event streams", async () => {
    const url = await startServerEverything();
    const { status, body } = await pull(url);
    const { loaded, tools } = body as { loaded: number; tools: string[] };
    expect([status, loaded, tools.length]).toEqual([200, 13, 13]);
    expect((await listed()).map(({ name }) => name)).toEqual(tools);
    const call = (args: unknown) => ({ session_id: 's', tool: 'echo', args });
    const echoed = await send(app.url, 'POST /mock/execute', call({ message: 'hi' }));
    const value = echo('echo', { message: 'hi' }, 'Echoes back the input string');
    expect(echoed.body).toMatchObject({ success: true, result: JSON.stringify(value) });
    expect((await send(app.url, 'POST /mock/execute', call({}))).body).toEqual(
      failed('InvalidArguments', 'Missing required argument: message'),
    );
  });

  it('M9: follows the pages of a server on the MCP SDK, and ends its session', async () => {
    const server = await startMcpServer({ pages });
    expect(await pull(server.url)).toEqual({ status: 200, body: all });
    expect(server.requests).toEqual(CONVERSATION);
    expect(server.sessions.size).toBe(0);
  });

  it('takes the same tools from a server that answers as JSON', async () => {
    const server = await startMcpServer({ pages, asJson: true });
    expect(await pull(server.url)).toEqual({ status: 200, body: all });
    expect(server.requests).toEqual(CONVERSATION);
  });

  it('loads into the session that the request names, and into no other', async () => {
    const { url } = await startMcpServer({ pages: [['a']] });
    const body = { url, session_id: 's' };
    expect((await send(app.url, 'POST /mock/pull', body)).status).toBe(200);
    expect(await listed()).toEqual([]);
    const own = await send(app.url, 'GET /mock/list-tools?session_id=s');
    expect(own.body).toMatchObject({ tools: [{ name: 'a' }] });
  });

  it('keeps responses and fixtures when the same tools are pulled again', async () => {
    const { url } = await startMcpServer({ pages: [['a']] });
    await pull(url);
    await send(app.url, 'POST /mock/update-response', { name: 'a', mockResponse: 'kept' });
    await pull(url);
    const call = await send(app.url, 'POST /mock/execute', { name: 'a', arguments: {} });
    expect(call).toEqual({ status: 200, body: { result: 'kept' } });
  });

  it('gives up on a server that does not answer in time, and loads nothing', async () => {
    const outbound = new LiveOutbound({ timeoutMs: 300, bodyBytes: 1_000_000 });
    const origin = await built.serve({ outbound });
    const server = await startTroubledServer(() => {});
    const { status, body } = await pull(`${server.url}/mcp`, origin);
    expect([status, body]).toEqual([424, { error: expect.stringMatching(/^IO error: /) }]);
    expect(await listed(origin)).toEqual([]);
  });

  it('reports a server that is not there', async () => {
    const { status, body } = await pull(NOBODY);
    expect([status, body]).toEqual([424, { error: expect.stringMatching(/^IO error: /) }]);
  });

  it.each([
    [
      'an error status with a secret in its body',
      500,
      'token=SECRET',
      'MCP server returned status 500',
    ],
    [
      'a JSON-RPC error with a secret in its message',
      200,
      '{"jsonrpc":"2.0","id":2,"error":{"code":-32000,"message":"SECRET","data":"SECRET"}}',
      'MCP server answered tools/list with error -32000',
    ],
    [
      'a page of HTML',
      200,
      '<html>SECRET</html>',
      'MCP server sent no answer to tools/list that could be read',
    ],
    [
      'an invalid tool, with a secret in its name',
      200,
      '{"jsonrpc":"2.0","id":2,"result":{"tools":[{"nome":"SECRET"}]}}',
      'MCP server sent a tool that cannot be loaded: number 1',
    ],
  ])('reports %s without repeating it, and loads nothing', async (_, status, text, error) => {
    const server = await startTroubledServer((__, response) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(text);
    });
    expect(await pull(`${server.url}/mcp`)).toEqual({ status: 424, body: { error } });
    expect(await listed()).toEqual([]);
  });

  it.each(['http://example.test/mcp', 'http://169.254.169.254/latest', 'https://localhost:1/mcp'])(
    'denies %s, which no variable grants, before anything is sent',
    async (url) => {
      const denied = `Access denied: the host of ${url} is not granted`;
      expect(await pull(url)).toEqual({
        status: 403,
        body: { ...failed('PermissionDenied', denied), error: denied },
      });
    },
  );

  it('asks the hosts that the variable mcp_hosts names instead', async () => {
    const server = await startMcpServer({ pages: [['a']] });
    const granted = await built.serve({ variables: { mcp_hosts: 'http://127.0.0.1:*' } });
    expect((await pull(server.url, granted)).status).toBe(200);
    const none = 'http://nobody.test:1';
    const denied = await built.serve({ variables: { mcp_hosts: none, mcp_more_hosts: none } });
    expect((await pull(server.url, denied)).status).toBe(403);
  });
});
