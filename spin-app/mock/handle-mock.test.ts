import { describe, expect, it } from 'vitest';
import { inbound, memoryPlatform } from '../protocol/memory-platform.fixture.ts';
import { StoreFailure } from '../protocol/platform.ts';
import { handleMock } from './handle-mock.ts';
import { component, mock } from './mock-service.fixture.ts';

const weather = {
  name: 'get_weather',
  description: 'Get weather for a location',
  inputSchema: {
    type: 'object',
    properties: { location: { type: 'string' } },
    required: ['location'],
  },
};

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
    expect((await post('execute', { name: 'f', arguments: { units: 'K' } })).body).toEqual({
      result: 'K',
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
      body: {
        success: false,
        result: denied,
        error_type: 'PermissionDenied',
        error: denied,
      },
    });
    expect(await refused.post('execute', { tool: 'f', args: {} })).toEqual({
      status: 200,
      body: { success: false, result: denied, error_type: 'PermissionDenied' },
    });
  });
});
