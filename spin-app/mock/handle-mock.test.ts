import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inbound, memoryPlatform, parsed } from '../protocol/memory-platform.fixture.ts';
import { StoreFailure } from '../protocol/platform.ts';
import { handleMock } from './handle-mock.ts';

/** A mock component with a store of its own; answers are parsed. */
function mock(world: Parameters<typeof memoryPlatform>[0] = {}) {
  const platform = memoryPlatform(world);
  const ask = async (method: string, target: string, body?: unknown) =>
    parsed(await handleMock(inbound(method, target, body), platform));
  const post = (target: string, body?: unknown) => ask('POST', `/mock/${target}`, body);
  const names = async (query = '') => {
    const { body } = await ask('GET', `/mock/list-tools${query}`);
    return (body as { tools: { name: string }[] }).tools.map(({ name }) => name);
  };
  return { ask, post, names };
}

const weather = {
  name: 'get_weather',
  description: 'Get weather for a location',
  inputSchema: {
    type: 'object',
    properties: { location: { type: 'string' } },
    required: ['location'],
  },
};

const component = (result: string) => ({
  status: 200,
  body: { success: true, result, error_type: null },
});

describe('the curl commands of the documents', () => {
  it('load schemas in both formats', async () => {
    const { post } = mock();
    const loaded = { status: 200, body: { loaded: 1, tools: ['get_weather'] } };
    expect(await post('load-schema', [weather])).toEqual(loaded);
    expect(await post('load-schema', { tools: [weather] })).toEqual(loaded);
  });

  it('give the documented default answer, keys in the documented order', async () => {
    const platform = memoryPlatform();
    await handleMock(inbound('POST', '/mock/load-schema', [weather]), platform);
    const call = inbound('POST', '/mock/execute', {
      name: 'get_weather',
      arguments: { location: 'Paris' },
    });
    expect((await handleMock(call, platform)).body).toBe(
      '{"result":{"tool":"get_weather","description":"Get weather for a location",' +
        '"input_received":{"location":"Paris"},' +
        '"mock_result":"Successfully executed get_weather","status":"success"}}',
    );
  });

  it('set a template, a fixture, and a fixture of two arguments', async () => {
    const { post } = mock();
    await post('load-schema', [weather, { name: 'search_files' }]);
    const mockResponse = {
      temperature: 72,
      conditions: 'Partly cloudy',
      location: '{{location}}',
    };
    expect(await post('update-response', { name: 'get_weather', mockResponse })).toEqual({
      status: 200,
      body: { updated: 'get_weather' },
    });
    const rainy = { temperature: 55, conditions: 'Rainy', location: 'Seattle' };
    expect(
      await post('add-fixture', {
        name: 'get_weather',
        match: { location: 'Seattle' },
        response: rainy,
      }),
    ).toEqual({
      status: 200,
      body: { tool: 'get_weather', fixture_key: '{"location":"Seattle"}', total_fixtures: 1 },
    });
    const files = { files: ['main.py', 'utils.py', 'config.py'], count: 3 };
    const match = { directory: '/src', pattern: '*.py' };
    await post('add-fixture', { name: 'search_files', match, response: files });
    const run = async (name: string, args: unknown) =>
      (await post('execute', { name, arguments: args })).body;
    expect(await run('get_weather', { location: 'Seattle' })).toEqual({ result: rainy });
    expect(await run('get_weather', { location: 'Paris' })).toEqual({
      result: { ...mockResponse, location: 'Paris' },
    });
    expect(await run('search_files', match)).toEqual({ result: files });
  });
});

describe('handleMock', () => {
  it.each<[string, string, string, unknown, number, unknown]>([
    ['health', 'GET', '/mock/health', undefined, 200, { status: 'healthy', components: ['mock'] }],
    ['components', 'GET', '/mock/components', undefined, 200, { components: ['mock'] }],
    ['no tools', 'GET', '/mock/list-tools', undefined, 200, { tools: [] }],
    ['an unknown route', 'GET', '/mock/a/b/list-tools', undefined, 404, { error: 'Not found' }],
    [
      'clear by GET',
      'GET',
      '/mock/clear',
      undefined,
      405,
      { error: 'Method not allowed: use POST' },
    ],
    ['pull by GET', 'GET', '/mock/pull', undefined, 405, { error: 'Method not allowed: use POST' }],
    ['execute by PUT', 'PUT', '/mock/execute', {}, 405, { error: 'Method not allowed: use POST' }],
    ['clear', 'POST', '/mock/clear', undefined, 200, { cleared: true }],
    [
      'a call before any tool',
      'POST',
      '/mock/execute',
      { name: 'x' },
      400,
      { error: 'No tools loaded. POST schema to /load-schema first' },
    ],
    [
      'a response before any tool',
      'POST',
      '/mock/update-response',
      { name: 'x', mockResponse: 1 },
      400,
      { error: 'No tools loaded. POST schema to /load-schema first' },
    ],
    [
      'a session that is no text',
      'POST',
      '/mock/clear',
      { session_id: 5 },
      400,
      { error: 'Invalid request: `session_id` must be a string, not a number' },
    ],
    [
      'two sessions in one request',
      'POST',
      '/mock/clear?session_id=a',
      { session_id: 'b' },
      400,
      { error: 'Invalid request: `session_id` differs between the body and the query' },
    ],
    [
      'a field that stands there twice',
      'POST',
      '/mock/clear',
      '{"session_id":"a","session_id":"b"}',
      400,
      { error: 'Invalid request: duplicate field `session_id`' },
    ],
    [
      'YAML',
      'POST',
      '/mock/load-schema',
      'tools:\n  - name: x\n',
      400,
      {
        error:
          'Failed to parse schema: the body is not valid JSON (at character 1); ' +
          'send JSON, YAML is not read here',
      },
    ],
    [
      'a pattern that does not compile',
      'POST',
      '/mock/load-schema',
      [{ name: 'x', inputSchema: { properties: { q: { pattern: '(' } } } }],
      400,
      {
        error:
          'Failed to parse schema: inputSchema of x: ' +
          '/properties/q/pattern is not a regular expression known here',
      },
    ],
  ])('answers %s', async (_, method, target, body, status, expected) => {
    expect(await mock().ask(method, target, body)).toEqual({ status, body: expected });
  });

  it('answers unknown tools in the style of the request', async () => {
    const { post } = mock();
    await post('load-schema', [weather]);
    expect(await post('execute', { name: 'x' })).toEqual({
      status: 400,
      body: { error: 'Unknown tool: x' },
    });
    expect(await post('execute', { tool: 'x', args: {} })).toEqual({
      status: 200,
      body: { success: false, result: 'Unknown tool: x', error_type: 'UnknownTool' },
    });
    expect(await post('add-fixture', { name: 'x', match: {}, response: 1 })).toEqual({
      status: 404,
      body: { error: 'Tool not found: x' },
    });
  });

  it('gives texts as they are and other values as JSON text in the component style', async () => {
    const { post } = mock();
    await post('load-schema', [weather]);
    const answers: [unknown, string][] = [
      ['plain {{location}}', 'plain Paris'],
      [{ at: '{{location}}' }, '{"at":"Paris"}'],
      [null, 'null'],
    ];
    for (const [mockResponse, result] of answers) {
      await post('update-response', { name: 'get_weather', mockResponse });
      const call = { session_id: 's', tool: 'get_weather', args: { location: 'Paris' } };
      expect(await post('execute', call)).toEqual(component(result));
    }
  });

  it('fills templates with the defaults of the schema, and matches and echoes what was sent', async () => {
    const { post } = mock();
    const inputSchema = { properties: { units: { default: 'celsius' } } };
    await post('load-schema', [{ name: 'f', inputSchema }]);
    await post('add-fixture', { name: 'f', match: { units: 'celsius' }, response: 'fixture' });
    const echoed = await post('execute', { name: 'f' });
    expect(echoed.body).toMatchObject({ result: { input_received: {} } });
    await post('update-response', { name: 'f', mockResponse: '{{units}}' });
    expect(await post('execute', { name: 'f' })).toEqual({
      status: 200,
      body: { result: 'celsius' },
    });
  });

  it('reports placeholders that no argument can fill when they are set', async () => {
    const { post } = mock();
    const tool = { ...weather, mockResponse: '{{zz}} {{location}}' };
    expect((await post('load-schema', [tool])).body).toEqual({
      loaded: 1,
      tools: ['get_weather'],
      responses: 1,
      unfilled: { get_weather: ['{{zz}}'] },
    });
    const update = { name: 'get_weather', mockResponse: [{ $arg: 'yy' }] };
    expect((await post('update-response', update)).body).toEqual({
      updated: 'get_weather',
      unfilled: ['{"$arg":"yy"}'],
    });
    const fixture = { name: 'get_weather', match: { extra: 1 }, response: '{{extra}} {{no}}' };
    expect((await post('add-fixture', fixture)).body).toMatchObject({ unfilled: ['{{no}}'] });
  });

  it('loads a mock-data file, and names the tools that it has no schema for', async () => {
    const { post, names } = mock();
    await post('load-schema', [weather]);
    const data = {
      description: 'test data',
      mockResponses: {
        get_weather: { defaultResponse: '{{location}}' },
        other: { defaultResponse: 1 },
      },
      fixtures: { get_weather: [{ match: { location: 'X' }, response: 'fixture' }] },
    };
    expect((await post('load-schema', data)).body).toEqual({
      loaded: 2,
      tools: ['get_weather', 'other'],
      responses: 2,
      fixtures: 1,
      without_schema: ['other'],
    });
    expect(await names()).toEqual(['get_weather', 'other']);
    expect((await post('execute', { name: 'other', arguments: { any: 1 } })).body).toEqual({
      result: 1,
    });
    expect((await post('execute', { name: 'get_weather', arguments: {} })).status).toBe(400);
    expect((await post('load-schema', [{ ...weather, name: 'other' }])).body).toEqual({
      loaded: 1,
      tools: ['other'],
    });
    const call = { name: 'other', arguments: { location: 'L' } };
    expect((await post('execute', call)).body).toEqual({ result: 1 });
  });

  it('reads the texts of mockFixtures as the types that the schema asks for', async () => {
    const { post } = mock();
    const inputSchema = { properties: { n: { type: 'integer' }, s: { type: 'string' } } };
    const mockFixtures = { 'n=5,s=5': 'typed', 's=a=b': 'text', '': 'all' };
    await post('load-schema', [{ name: 'f', inputSchema, mockFixtures }]);
    const run = async (args: unknown) =>
      (await post('execute', { name: 'f', arguments: args })).body;
    expect(await run({ n: 5, s: '5' })).toEqual({ result: 'typed' });
    expect(await run({ s: 'a=b' })).toEqual({ result: 'text' });
    expect(await run({ n: 6 })).toEqual({ result: 'all' });
  });

  it('loads all tools of a body or none', async () => {
    const { post, names } = mock();
    await post('load-schema', [weather, { name: '' }]);
    expect(await names()).toEqual([]);
  });

  it('reports a store that fails, and one that is not granted, in either style', async () => {
    const failing = mock({
      fault: () => {
        throw new StoreFailure('disk full');
      },
    });
    const refused = mock({ stores: [] });
    expect(await failing.post('load-schema', [weather])).toEqual({
      status: 424,
      body: { error: 'IO error: disk full' },
    });
    expect(await failing.post('execute', { tool: 'f', args: {} })).toEqual({
      status: 200,
      body: { success: false, result: 'IO error: disk full', error_type: 'IOError' },
    });
    const denied = 'Access denied: the key-value store is not granted';
    expect(await refused.post('execute', { name: 'f' })).toEqual({
      status: 403,
      body: { error: denied },
    });
    expect(await refused.post('execute', { tool: 'f', args: {} })).toEqual({
      status: 200,
      body: { success: false, result: denied, error_type: 'PermissionDenied' },
    });
  });
});

describe('sessions', () => {
  it('see the shared tools until they change one, and then their own copy of it', async () => {
    const { post, names } = mock();
    await post('load-schema', [
      { name: 'a', mockResponse: 'a0' },
      { name: 'b', mockResponse: 'b0' },
    ]);
    await post('add-fixture', { name: 'a', match: { x: 1 }, response: 'fixture' });
    await post('add-fixture?session_id=s', { name: 'a', match: { y: 1 }, response: 'mine' });
    await post('update-response', { name: 'a', mockResponse: 'a1' });
    await post('update-response', { name: 'b', mockResponse: 'b1' });
    const run = async (tool: string, args: unknown) =>
      (await post('execute', { session_id: 's', tool, args })).body;
    expect(await run('a', { x: 1 })).toEqual(component('fixture').body);
    expect(await run('a', { y: 1 })).toEqual(component('mine').body);
    expect(await run('a', {})).toEqual(component('a0').body);
    expect(await run('b', {})).toEqual(component('b1').body);
    await post('clear');
    expect(await names('?session_id=s')).toEqual(['a']);
    expect(await names()).toEqual([]);
    expect(await run('a', {})).toEqual(component('a0').body);
  });

  it('keep the place of a shared tool that they load again', async () => {
    const { post, names } = mock();
    await post('load-schema', [{ name: 'b' }, { name: 'a' }]);
    await post('load-schema?session_id=s', [{ name: 'c' }, { name: 'b' }]);
    expect(await names('?session_id=s')).toEqual(['b', 'a', 'c']);
    expect(await names()).toEqual(['b', 'a']);
  });

  it('are deleted with all that they own and nothing else, whatever their ids', async () => {
    const id = fc.oneof(
      fc.constantFrom(
        '',
        '.',
        '..',
        '/',
        'a/b',
        '../shared',
        'shared',
        '%2e',
        's:tool',
        'é',
        '~0041',
      ),
      fc.string({ unit: 'binary' }),
    );
    await fc.assert(
      fc.asyncProperty(id, id, async (one, other) => {
        fc.pre(one !== other);
        const entries = new Map<string, string>([['vfs/keep', '1']]);
        const { post, ask } = mock({ entries });
        await post('load-schema', [{ name: 'f', mockResponse: 'shared' }]);
        const before = [...entries];
        const define = (session_id: string, mockResponse: string) =>
          post('update-response', { session_id, name: 'f', mockResponse });
        await define(other, 'other');
        const withOther = [...entries];
        await define(one, 'one');
        const run = async (session_id: string) =>
          (await post('execute', { session_id, tool: 'f', args: {} })).body;
        expect(await run(one)).toEqual(component('one').body);
        expect(await run(other)).toEqual(component('other').body);
        const path = `/mock/session?id=${encode(one)}`;
        expect((await ask('DELETE', path)).body).toEqual({
          success: true,
          deleted: { mock: 2 },
          deleted_files: 0,
        });
        expect([...entries]).toEqual(withOther);
        expect((await ask('DELETE', path)).body).toMatchObject({ deleted: { mock: 0 } });
        const inPath = other === '' ? '?id=' : `/${encode(other)}`;
        expect((await ask('DELETE', `/mock/session${inPath}`)).body).toMatchObject({
          deleted: { mock: 2 },
        });
        expect([...entries]).toEqual(before);
      }),
    );
  });
});

function encode(id: string): string {
  return [...id]
    .map((character) =>
      /[\ud800-\udfff]/.test(character) && character.length === 1
        ? surrogate(character.charCodeAt(0))
        : encodeURIComponent(character),
    )
    .join('');
}

function surrogate(unit: number): string {
  const bytes = [0xe0 | (unit >> 12), 0x80 | ((unit >> 6) & 0x3f), 0x80 | (unit & 0x3f)];
  return bytes.map((byte) => `%${byte.toString(16)}`).join('');
}

describe('every answer', () => {
  const path = fc.oneof(
    fc.constantFrom(
      ...['execute', 'load-schema', 'update-response', 'add-fixture', 'clear', 'pull'],
      ...['list-tools', 'health', 'session', 'session/x', 'session?id=%', 'execute?session_id=%ff'],
    ),
    fc.string(),
  );
  const name = fc.constantFrom('f', 'g', '', 'constructor', '__proto__');
  const body = fc.oneof(
    fc.uint8Array(),
    fc.string({ unit: 'binary' }),
    fc.json({ stringUnit: 'binary' }),
    fc.constant('['.repeat(200_000)),
    fc
      .record(
        {
          session_id: fc.oneof(fc.string(), fc.jsonValue()),
          tool: fc.oneof(name, fc.jsonValue()),
          name: fc.oneof(name, fc.jsonValue()),
          args: fc.jsonValue(),
          arguments: fc.jsonValue(),
          match: fc.oneof(fc.object(), fc.jsonValue()),
          response: fc.jsonValue(),
          mockResponse: fc.jsonValue(),
          tools: fc.oneof(
            fc.array(
              fc.record({ name, inputSchema: fc.jsonValue(), mockFixtures: fc.jsonValue() }),
            ),
            fc.jsonValue(),
          ),
          url: fc.oneof(fc.webUrl(), fc.string()),
        },
        { requiredKeys: [] },
      )
      .map((value) => JSON.stringify(value)),
  );

  it.each(['spintape', 'deepfabric-4'])('is JSON and never a 5xx under %s', async (contract) => {
    const entries = new Map<string, string>();
    const { ask } = mock({ entries, variables: { contract } });
    await ask('POST', '/mock/load-schema', [{ name: 'f', mockResponse: '{{a}}' }]);
    const method = fc.constantFrom('POST', 'POST', 'POST', 'GET', 'PUT', 'DELETE', 'HEAD', 'X');
    await fc.assert(
      fc.asyncProperty(method, path, body, async (verb, below, content) => {
        const answer = await ask(verb, `/mock/${below}`, content);
        expect(answer.status).toBeLessThan(500);
        const keys = Object.keys(answer.body as object);
        if (answer.status !== 200)
          expect(typeof (answer.body as { error: unknown }).error).toBe('string');
        else if (below === 'execute') {
          expect([['result'], ['success', 'result', 'error_type']]).toContainEqual(keys);
        } else expect(keys).not.toEqual([]);
      }),
      { numRuns: 600 },
    );
  });
});
