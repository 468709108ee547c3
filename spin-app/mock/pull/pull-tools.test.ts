import { describe, expect, it } from 'vitest';
import { inbound, memoryPlatform, parsed } from '../../protocol/memory-platform.fixture.ts';
import { type FetchRequest, NetworkFailure, SandboxRefusal } from '../../protocol/platform.ts';
import { handleMock } from '../handle-mock.ts';

/** What a server says to one message: a JSON-RPC result or error, or a raw answer. */
interface Said {
  readonly status?: number;
  readonly type?: string;
  readonly session?: string;
  readonly text?: string;
  readonly message?: object;
}

/** An MCP server that answers by the method of a message, and what it was sent. */
function server(answer: (method: string, params: unknown) => Said) {
  const sent: FetchRequest[] = [];
  const fetch = async (request: FetchRequest) => {
    sent.push(request);
    const call = JSON.parse(request.body ?? '{"method":"DELETE"}') as Record<string, unknown>;
    const said = answer(String(call['method']), call['params']);
    const json = JSON.stringify({ jsonrpc: '2.0', id: call['id'], ...said.message });
    const headers: Record<string, string | undefined> = {
      'content-type': said.type ?? 'application/json',
      'mcp-session-id': said.session,
    };
    const text = said.text?.replace('<answer>', json) ?? json;
    return {
      status: said.status ?? 200,
      header: (name: string) => headers[name] ?? null,
      body: new TextEncoder().encode(text),
    };
  };
  return { sent, fetch };
}

const hello: Said = { message: { result: { protocolVersion: '2025-03-26' } }, session: 'S-1' };
const accepted: Said = { status: 202, text: '' };
const tools = (...names: string[]) =>
  names.map((name) => ({ name, inputSchema: { type: 'object' } }));

async function pull(
  fetch: ReturnType<typeof server>['fetch'],
  body: unknown = { url: 'http://localhost:8080/mcp' },
) {
  const platform = memoryPlatform({ fetch });
  const answer = parsed(await handleMock(inbound('POST', '/mock/pull', body), platform));
  const list = parsed(await handleMock(inbound('GET', '/mock/list-tools'), platform));
  return { answer, listed: (list.body as { tools: unknown[] }).tools.length };
}

/** A server that is well but for its answer to `tools/list`. */
const listing = (said: Said) =>
  server((method) => {
    if (method === 'initialize') return hello;
    return method === 'tools/list' ? said : accepted;
  });

describe('/mock/pull', () => {
  it('initializes, keeps the session, follows the pages and ends the session', async () => {
    const { fetch, sent } = server((method, params) => {
      if (method === 'initialize') return hello;
      if (method !== 'tools/list') return accepted;
      const { cursor } = params as { cursor?: string };
      return cursor === undefined
        ? { message: { result: { tools: tools('a', 'b'), nextCursor: 'page 2' } } }
        : { message: { result: { tools: tools('c') } } };
    });
    const { answer, listed } = await pull(fetch);
    expect(answer).toEqual({ status: 200, body: { loaded: 3, tools: ['a', 'b', 'c'] } });
    expect(listed).toBe(3);
    const base = {
      accept: 'application/json, text/event-stream',
      'content-type': 'application/json',
    };
    const inSession = { ...base, 'mcp-session-id': 'S-1', 'mcp-protocol-version': '2025-03-26' };
    expect(sent.map(({ method, headers, body }) => ({ method, headers, body }))).toEqual([
      {
        method: 'POST',
        headers: base,
        body:
          '{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18",' +
          '"capabilities":{},"clientInfo":{"name":"spintape","version":"1"}}}',
      },
      {
        method: 'POST',
        headers: inSession,
        body: '{"jsonrpc":"2.0","method":"notifications/initialized"}',
      },
      {
        method: 'POST',
        headers: inSession,
        body: '{"jsonrpc":"2.0","id":2,"method":"tools/list","params":{}}',
      },
      {
        method: 'POST',
        headers: inSession,
        body: '{"jsonrpc":"2.0","id":3,"method":"tools/list","params":{"cursor":"page 2"}}',
      },
      { method: 'DELETE', headers: inSession, body: undefined },
    ]);
  });

  it('reads event streams, with notifications and other lines before the answer', async () => {
    const text =
      ': hello\r\n\r\nevent: message\r\ndata: {"jsonrpc":"2.0","method":"notifications/progress"}\r\n\r\n' +
      'id: 7\r\ndata:{"jsonrpc":"2.0","id":2,"method":"ping"}\r\n\r\ndata: <answer>\r\n\r\n';
    const said = { type: 'text/event-stream; charset=utf-8', text };
    const { fetch } = listing({ ...said, message: { result: { tools: tools('a') } } });
    expect((await pull(fetch)).answer.body).toEqual({ loaded: 1, tools: ['a'] });
  });

  it('takes tools from a plain JSON-RPC server that has no initialize', async () => {
    const { fetch, sent } = server((method) =>
      method === 'initialize'
        ? { message: { error: { code: -32601, message: 'no such method' } } }
        : { message: { result: { tools: tools('a') } } },
    );
    expect((await pull(fetch)).answer.body).toEqual({ loaded: 1, tools: ['a'] });
    expect(sent.length).toBe(2);
  });

  it.each([200, 204, 299])('takes the status %i for well', async (status) => {
    const message = { result: { tools: tools('a') } };
    expect((await pull(listing({ status, message }).fetch)).answer.status).toBe(200);
  });

  it.each([199, 300, 500])('takes the status %i for a refusal', async (status) => {
    const message = { result: { tools: tools('a') } };
    expect((await pull(listing({ status, message }).fetch)).answer).toEqual({
      status: 424,
      body: { error: `MCP server returned status ${status}` },
    });
  });

  it('asks for its own version on and ends no session where the server names neither', async () => {
    const { fetch, sent } = server((method) => {
      if (method === 'initialize') return { message: { result: {} } };
      return method === 'tools/list' ? { message: { result: { tools: [] } } } : accepted;
    });
    expect((await pull(fetch)).answer.body).toEqual({ loaded: 0, tools: [] });
    const base = {
      accept: 'application/json, text/event-stream',
      'content-type': 'application/json',
    };
    const later = { ...base, 'mcp-protocol-version': '2025-06-18' };
    expect(sent.map(({ method, headers }) => [method, headers])).toEqual([
      ['POST', base],
      ['POST', later],
      ['POST', later],
    ]);
  });

  it('does not mind a session that cannot be ended', async () => {
    const { fetch } = listing({ message: { result: { tools: tools('a') } } });
    const answer = await pull((request) =>
      request.method === 'DELETE' ? Promise.reject(new NetworkFailure('gone')) : fetch(request),
    );
    expect(answer.answer.body).toEqual({ loaded: 1, tools: ['a'] });
  });

  it.each<[string, Said]>([
    ['error -32000', { message: { error: { code: -32000 } } }],
    ['error -1', { message: { error: { code: -1 } } }],
    ['error 404', { message: { error: { code: 404 } } }],
    ['no result', { message: { error: { code: 123456 } } }],
    ['no result', { message: { error: { code: '-32601' } } }],
    ['no result', { message: { error: { code: 1.5 } } }],
    ['no result', { message: { error: 'no' } }],
    ['no result', { message: { result: [] } }],
    ['no result', {}],
  ])('says that initialize was answered with %s', async (what, said) => {
    expect((await pull(server(() => said).fetch)).answer).toEqual({
      status: 424,
      body: { error: `MCP server answered initialize with ${what}` },
    });
  });

  it('stops at a server whose pages never end', async () => {
    let page = 0;
    const { fetch, sent } = server((method) => {
      if (method === 'initialize') return hello;
      page += 1;
      return { message: { result: { tools: [], nextCursor: `${page}` } } };
    });
    expect((await pull(fetch)).answer).toEqual({
      status: 424,
      body: { error: 'MCP server has more than 200 pages of tools' },
    });
    expect(sent.filter(({ body }) => body?.includes('tools/list'))).toHaveLength(200);
  });

  it('takes the same page a second time only if its cursor is new', async () => {
    const cursors = ['a', 'b', undefined];
    const { fetch } = server((method) => {
      if (method === 'initialize') return hello;
      if (method !== 'tools/list') return accepted;
      return { message: { result: { tools: tools('t'), nextCursor: cursors.shift() } } };
    });
    expect((await pull(fetch)).answer.body).toEqual({ loaded: 1, tools: ['t'] });
  });

  it('takes no fixtures from the server either', async () => {
    const tool = { name: 'a', mockResponse: 'injected', mockFixtures: 'no fixtures at all' };
    const { fetch } = listing({ message: { result: { tools: [tool] } } });
    const platform = memoryPlatform({ fetch });
    await handleMock(inbound('POST', '/mock/pull', { url: 'http://localhost/' }), platform);
    const call = inbound('POST', '/mock/execute', { name: 'a', arguments: {} });
    expect(parsed(await handleMock(call, platform)).body).toMatchObject({
      result: { mock_result: 'Successfully executed a' },
    });
  });

  it('asks a server over https as well', async () => {
    const { fetch, sent } = listing({ message: { result: { tools: [] } } });
    expect((await pull(fetch, { url: 'https://mcp.test' })).answer.status).toBe(200);
    expect(sent[0]?.url).toBe('https://mcp.test/');
  });

  it('names a tool that is no object by its number', async () => {
    const { fetch } = listing({ message: { result: { tools: [{ name: 'a' }, null] } } });
    expect((await pull(fetch)).answer).toEqual({
      status: 424,
      body: { error: 'MCP server sent a tool that cannot be loaded: number 2' },
    });
  });

  it('loads into the session that the request names', async () => {
    const { fetch } = listing({ message: { result: { tools: tools('a') } } });
    const { answer, listed } = await pull(fetch, { url: 'http://localhost/', session_id: 's' });
    expect(answer.status).toBe(200);
    expect(listed).toBe(0);
  });

  it('takes no answers from the server, only tools', async () => {
    const tool = { name: 'a', mockResponse: 'injected', mockFixtures: { '': 'injected' } };
    const { fetch } = listing({ message: { result: { tools: [tool] } } });
    expect((await pull(fetch)).answer.body).toEqual({ loaded: 1, tools: ['a'] });
  });

  const secret = 'SECRET';
  it.each<[string, Said, string]>([
    ['a refusal', { status: 403, text: secret }, 'returned status 403'],
    ['a redirect', { status: 302, text: secret }, 'returned status 302'],
    ['no JSON', { text: secret }, 'sent no answer to tools/list that could be read'],
    [
      'a stream without an answer',
      { type: 'text/event-stream', text: `data: ${secret}\n\n` },
      'sent no answer to tools/list that could be read',
    ],
    [
      'an error',
      { message: { error: { code: -32000, message: secret } } },
      'answered tools/list with error -32000',
    ],
    [
      'an error with a telling code',
      { message: { error: { code: 1234567890, message: secret } } },
      'answered tools/list with no result',
    ],
    [
      'a result without tools',
      { message: { result: { tools: secret } } },
      'answered tools/list without tools',
    ],
    [
      'the same page again',
      { message: { result: { tools: [], nextCursor: secret } } },
      'repeats a page of its tools for ever',
    ],
    [
      'a tool that cannot be loaded',
      {
        message: {
          result: {
            tools: [{ name: 'a' }, { name: 'b', inputSchema: { pattern: secret, type: secret } }],
          },
        },
      },
      'sent a tool that cannot be loaded: number 2',
    ],
  ])(
    'reports %s without repeating what the server said, and loads nothing',
    async (_, said, problem) => {
      const { answer, listed } = await pull(listing(said).fetch);
      expect(answer).toEqual({ status: 424, body: { error: `MCP server ${problem}` } });
      expect(listed).toBe(0);
    },
  );

  it('reports a host that is not granted', async () => {
    const refusal = new SandboxRefusal('the host is not granted');
    const { answer } = await pull(() => Promise.reject(refusal));
    const denied = 'Access denied: the host is not granted';
    expect(answer).toEqual({
      status: 403,
      body: { success: false, result: denied, error_type: 'PermissionDenied', error: denied },
    });
  });

  it('reports a server that does not answer', async () => {
    const { answer } = await pull(() => Promise.reject(new NetworkFailure('timed out')));
    expect(answer).toEqual({ status: 424, body: { error: 'IO error: timed out' } });
  });

  it.each(['', 'mcp', 'file:///etc/passwd', 'http://user@localhost/', 'http://:pw@localhost/'])(
    'refuses the URL %j',
    async (url) => {
      const { fetch, sent } = listing({});
      expect((await pull(fetch, { url })).answer).toEqual({
        status: 400,
        body: { error: 'Invalid request: `url` must be an http or https URL without a user' },
      });
      expect(sent).toEqual([]);
    },
  );
});
