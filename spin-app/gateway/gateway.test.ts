import { describe, expect, it } from 'vitest';
import { githubTools } from '../github/tools.ts';
import { jsonAnswer } from '../protocol/answer.ts';
import { BUILT_IN_TOOLS } from '../protocol/built-in-tools.ts';
import type { Answer, InboundRequest } from '../protocol/http.ts';
import {
  chainedFetch,
  inbound,
  type MemoryWorld,
  memoryPlatform,
  parsed,
} from '../protocol/memory-platform.fixture.ts';
import { copyKey, toolKey } from '../protocol/mock-key.ts';
import { type FetchRequest, NetworkFailure, StoreFailure } from '../protocol/platform.ts';
import { vfsTools } from '../vfs/tools.ts';
import { handleVfs } from '../vfs/vfs.ts';
import { handleGateway } from './gateway.ts';

type Handler = (request: InboundRequest) => Promise<Answer>;

/** A component that has these tools, echoes what it is sent and deletes three things a session. */
function echoComponent(name: string, tools: readonly string[]): Handler {
  return async ({ method, path, query, body }) => {
    if (path.endsWith('/health')) {
      return jsonAnswer(200, { status: name === 'github' ? 'degraded' : 'healthy' });
    }
    if (path.endsWith('/list-tools')) {
      return jsonAnswer(200, { tools: tools.map((tool) => ({ name: tool })) });
    }
    if (method === 'DELETE') {
      return jsonAnswer(200, { success: true, deleted: { [name]: 3 }, deleted_files: 0 });
    }
    return jsonAnswer(200, { path, query, body: new TextDecoder().decode(body) });
  };
}

/** The gateway before a real vfs and doubles of the other components. */
function service(replaced: Record<string, Handler> = {}, world: MemoryWorld = {}) {
  const vfs = memoryPlatform();
  const log: string[] = [];
  const requests: FetchRequest[] = [];
  const fetch = chainedFetch({
    vfs: (request) => handleVfs(request, vfs),
    mock: echoComponent('mock', ['get_weather']),
    github: echoComponent('github', ['gh_get_issue']),
    ...replaced,
  });
  const platform = memoryPlatform({
    ...world,
    fetch: (request) => {
      log.push(`${request.method} ${request.url}`);
      requests.push(request);
      return fetch(request);
    },
  });
  const send = async (method: string, target: string, body?: unknown) =>
    parsed(await handleGateway(inbound(method, target, body), platform));
  return { send, log, requests };
}

const down: Handler = () => Promise.reject(new NetworkFailure('refused'));
const broken: Handler = async () => ({ status: 500, body: 'panic' });
const write = {
  session_id: 's',
  tool: 'write_file',
  args: { file_path: 'a.txt', content: 'hi' },
};

describe('the gateway', () => {
  it('is healthy when every component is', async () => {
    expect(await service().send('GET', '/health')).toEqual({
      status: 200,
      body: { status: 'healthy', components: ['vfs', 'mock', 'github'] },
    });
    expect((await service({ mock: down, github: broken }).send('GET', '/health')).body).toEqual({
      status: 'degraded',
      components: ['vfs'],
    });
  });

  it('names the components', async () => {
    expect(await service().send('GET', '/components')).toEqual({
      status: 200,
      body: { components: ['vfs', 'mock', 'github'] },
    });
  });

  it('lists the tools of all components in their order, for the session of the query', async () => {
    const { send, log } = service();
    expect((await send('GET', '/list-tools?session_id=s')).body).toEqual({
      tools: [...vfsTools, { name: 'get_weather' }, { name: 'gh_get_issue' }],
    });
    expect(log).toEqual([
      'GET http://vfs.spin.internal/vfs/list-tools?session_id=s',
      'GET http://mock.spin.internal/mock/list-tools?session_id=s',
      'GET http://github.spin.internal/github/list-tools?session_id=s',
    ]);
    const without = service({ mock: broken });
    expect((await without.send('GET', '/list-tools')).body).toEqual({
      tools: [...vfsTools, { name: 'gh_get_issue' }],
      unavailable: ['mock'],
    });
    expect(without.log[0]).toBe('GET http://vfs.spin.internal/vfs/list-tools');
  });

  it('asks with a body as JSON, and without one with nothing but the address', async () => {
    const { send, requests } = service();
    const body = '{"tool":"get_weather","args":{}}';
    await send('POST', '/execute', body);
    await send('DELETE', '/session?id=s');
    expect(requests).toStrictEqual([
      {
        method: 'POST',
        url: 'http://mock.spin.internal/mock/execute',
        headers: { 'content-type': 'application/json' },
        body,
      },
      { method: 'DELETE', url: 'http://vfs.spin.internal/vfs/session?id=s', headers: {} },
      { method: 'DELETE', url: 'http://mock.spin.internal/mock/session?id=s', headers: {} },
    ]);
  });

  it('hides no bug behind the absence of a component', async () => {
    const { send } = service({ mock: () => Promise.reject(new TypeError('a bug')) });
    await expect(send('GET', '/health')).rejects.toThrow(new TypeError('a bug'));
  });

  it('answers 404, 405 and 400 in JSON', async () => {
    const { send } = service();
    expect(await send('GET', '/sessions')).toEqual({ status: 404, body: { error: 'Not found' } });
    expect(await send('GET', '/execute')).toEqual({
      status: 405,
      body: { error: 'Method not allowed: use POST' },
    });
    const result = 'Invalid request: the body is not valid JSON';
    expect(await send('POST', '/execute', '{')).toEqual({
      status: 400,
      body: { success: false, result, error_type: 'InvalidRequest', error: result },
    });
  });
});

describe('POST /execute', () => {
  it.each([
    ['{}', 'missing field `tool`'],
    ['null', 'expected an object, got null'],
    ['["read_file"]', 'expected an object, got an array'],
    ['{"name":1,"tool":"read_file"}', 'missing field `args`'],
    ['{"name":1}', '`name` must be a string, not a number'],
    ['{"name":null,"arguments":{}}', '`name` must be a string, not null'],
    ['{"name":"read_file","session_id":{}}', '`session_id` must be a string, not an object'],
  ])('refuses %s, and asks nobody: %s', async (call, reason) => {
    const { send, log } = service();
    const result = `Invalid request: ${reason}`;
    expect(await send('POST', '/execute?session_id=s', call)).toEqual({
      status: 400,
      body: { success: false, result, error_type: 'InvalidRequest', error: result },
    });
    expect(log).toEqual([]);
  });

  it('passes a call on to the component that has the tool', async () => {
    const { send } = service();
    expect(await send('POST', '/execute', write)).toEqual({
      status: 200,
      body: { success: true, result: 'Successfully wrote 2 bytes to a.txt', error_type: null },
    });
    const call = '{"session_id":"s","tool":"gh_get_issue","args":{"n":12345678901234567890}}';
    expect((await send('POST', '/execute', call)).body).toEqual({
      path: '/github/execute',
      query: '',
      body: call,
    });
  });

  it('passes every tool that is not built in to the mock, unchanged and with the query', async () => {
    const { send, log } = service();
    const call = '{"name":"get_weather","arguments":{"big":12345678901234567890}}';
    expect((await send('POST', '/execute?session_id=a%2Fb', call)).body).toEqual({
      path: '/mock/execute',
      query: 'session_id=a%2Fb',
      body: call,
    });
    expect(log).toEqual(['POST http://mock.spin.internal/mock/execute?session_id=a%2Fb']);
  });

  it('answers a call in MCP style in MCP style', async () => {
    const { send } = service();
    const target = '/execute?session_id=s';
    await send('POST', '/execute', write);
    const read = (file_path: string) => ({ name: 'read_file', arguments: { file_path } });
    expect(await send('POST', target, read('a.txt'))).toEqual({
      status: 200,
      body: { result: 'hi' },
    });
    expect(await send('POST', target, read('b.txt'))).toEqual({
      status: 400,
      body: { error: 'File not found: b.txt' },
    });
    const result = 'Invalid request: missing field `session_id`';
    expect(await send('POST', '/execute', read('a.txt'))).toEqual({
      status: 400,
      body: { success: false, result, error_type: 'InvalidRequest', error: result },
    });
  });

  it('refuses a name that two components have, with the choices', async () => {
    const { send } = service({}, { entries: new Map([[toolKey(null, 'write_file'), '{}']]) });
    const result =
      'Ambiguous tool: write_file is in vfs and mock; call /vfs/execute or /mock/execute';
    expect(await send('POST', '/execute', write)).toEqual({
      status: 200,
      body: { success: false, result, error_type: 'UnknownTool' },
    });
    expect(await send('POST', '/execute', { name: 'write_file' })).toEqual({
      status: 400,
      body: { error: result },
    });
  });

  it('looks for the name among the mocks of the session of the call alone', async () => {
    const session_id = 'a/ü';
    for (const key of [toolKey, copyKey]) {
      const { send } = service({}, { entries: new Map([[key(session_id, 'write_file'), '{}']]) });
      const { body: own } = await send('POST', '/execute', { ...write, session_id });
      expect(own).toMatchObject({ success: false, error_type: 'UnknownTool' });
      expect((await send('POST', '/execute', write)).body).toMatchObject({ success: true });
    }
  });

  it('asks no other component for a built-in tool', async () => {
    const { send, log } = service();
    await send('POST', '/execute', write);
    expect(log).toEqual(['POST http://vfs.spin.internal/vfs/execute']);
  });

  it('does without a store that is not granted', async () => {
    const { body } = await service({}, { stores: [] }).send('POST', '/execute', write);
    expect(body).toMatchObject({ success: true });
  });

  it('answers IOError where the store does not say whether a mock has the tool too', async () => {
    const fault = () => {
      throw new StoreFailure('disk full');
    };
    const { send, log } = service({}, { fault });
    expect((await send('POST', '/execute', write)).body).toEqual({
      success: false,
      result: 'IO error: disk full',
      error_type: 'IOError',
    });
    expect(log).toEqual([]);
  });

  it('looks into the store for built-in names only, because only they can be there twice', async () => {
    const looks: string[] = [];
    const { send } = service({}, { fault: (operation, key) => looks.push(`${operation} ${key}`) });
    await send('POST', '/execute', { ...write, tool: 'get_weather' });
    expect(looks).toEqual([]);
    await send('POST', '/execute', write);
    expect(looks).toEqual(
      [toolKey(null, 'write_file'), toolKey('s', 'write_file'), copyKey('s', 'write_file')].map(
        (key) => `exists ${key}`,
      ),
    );
  });

  it('takes no bug for a store that fails', async () => {
    const fault = () => {
      throw new TypeError('a bug');
    };
    const call = service({}, { fault }).send('POST', '/execute', write);
    await expect(call).rejects.toThrow(new TypeError('a bug'));
  });

  it.each([
    { status: 500, body: '{"error":"panic"}' },
    { status: 503, body: '' },
    { status: 200, body: 'hello' },
    { status: 200, body: '[]' },
    { status: 404, body: 'null' },
  ])('takes $status with the body $body for no answer', async (answer) => {
    const { send } = service({ mock: async () => answer });
    expect((await send('POST', '/execute', { ...write, tool: 'x' })).body).toEqual({
      success: false,
      result: `IO error: the component mock gave no answer (${answer.status})`,
      error_type: 'IOError',
    });
  });

  it('answers IOError when the component breaks down, and does without a mock', async () => {
    const { send } = service({ mock: broken });
    expect((await send('POST', '/execute', write)).body).toMatchObject({ success: true });
    expect((await send('POST', '/execute', { ...write, tool: 'x' })).body).toEqual({
      success: false,
      result: 'IO error: the component mock gave no answer (500)',
      error_type: 'IOError',
    });
  });

  it('answers PermissionDenied when the sandbox does not grant the component', async () => {
    const platform = memoryPlatform({ fetch: chainedFetch({}) });
    const denied = 'Access denied: the host of http://vfs.spin.internal/vfs/execute is not granted';
    const refusal = { success: false, result: denied, error_type: 'PermissionDenied' };
    const { tool: name, args } = write;
    const mcp = { name, session_id: 's', arguments: args };
    const answers = [write, mcp].map(async (body) =>
      parsed(await handleGateway(inbound('POST', '/execute', body), platform)),
    );
    expect(await Promise.all(answers)).toEqual([
      { status: 200, body: refusal },
      { status: 400, body: { ...refusal, error: denied } },
    ]);
  });

  it('knows the tools that vfs and github list', () => {
    const names = (tools: readonly { readonly name: string }[]) => tools.map(({ name }) => name);
    expect([...BUILT_IN_TOOLS.vfs]).toEqual(names(vfsTools));
    expect([...BUILT_IN_TOOLS.github].sort()).toEqual(names(githubTools).sort());
  });
});

describe('DELETE /session', () => {
  it.each(['/session/a%2F..%2Fb', '/session?id=a/../b', '/session/a/../b'])(
    'deletes the session of %s in every component that keeps one',
    async (target) => {
      const { send, log } = service();
      await send('POST', '/execute', { ...write, session_id: 'a/../b' });
      log.length = 0;
      expect(await send('DELETE', target)).toEqual({
        status: 200,
        body: { success: true, deleted: { vfs: 1, mock: 3 }, deleted_files: 1 },
      });
      expect(log).toEqual([
        'DELETE http://vfs.spin.internal/vfs/session?id=a%2F..%2Fb',
        'DELETE http://mock.spin.internal/mock/session?id=a%2F..%2Fb',
      ]);
    },
  );

  it('says which component failed, and deletes in the others', async () => {
    const { send } = service({ mock: broken });
    await send('POST', '/execute', write);
    expect(await send('DELETE', '/session/s')).toEqual({
      status: 200,
      body: {
        success: false,
        deleted: { vfs: 1, mock: 0 },
        deleted_files: 1,
        error: 'IO error: the component mock gave no answer (500)',
      },
    });
  });

  it('passes on what a component could not delete, and counts what it did', async () => {
    const answer = { success: false, deleted: { mock: 2 }, error: 'IO error: disk full' };
    const { send } = service({ vfs: broken, mock: async () => jsonAnswer(200, answer) });
    expect((await send('DELETE', '/session/s')).body).toEqual({
      success: false,
      deleted: { vfs: 0, mock: 2 },
      deleted_files: 0,
      error: 'IO error: the component vfs gave no answer (500); mock: IO error: disk full',
    });
  });

  it.each([undefined, null, 3, {}, { mock: '3' }])(
    'counts %j as nothing deleted',
    async (deleted) => {
      const { send } = service({ mock: async () => jsonAnswer(200, { success: true, deleted }) });
      expect((await send('DELETE', '/session/s')).body).toEqual({
        success: true,
        deleted: { vfs: 0, mock: 0 },
        deleted_files: 0,
      });
    },
  );
});
