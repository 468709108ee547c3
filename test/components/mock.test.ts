import { describe, expect, it } from 'vitest';
import { echo, failed, noCall, succeeded } from './answers.ts';
import { type ContractCase, sendText, testCases } from './contract-case.ts';
import { testedApp } from './tested-app.ts';

const app = testedApp();

const LOAD = 'POST /mock/load-schema';
const EXECUTE = 'POST /mock/execute';
const NONE_LOADED = 'No tools loaded. POST schema to /load-schema first';

const inputSchema = {
  type: 'object',
  properties: { path: { type: 'string' }, mode: { type: 'string', default: 'fast' } },
  required: ['path'],
};
const search = { name: 'search', description: 'Search files', inputSchema };
const loaded = [LOAD, [search]] as const;
const respond = (mockResponse: unknown) =>
  ['POST /mock/update-response', { name: 'search', mockResponse }] as const;
const fix = (match: unknown, response: unknown) =>
  ['POST /mock/add-fixture', { name: 'search', match, response }] as const;
const call = (args: unknown) => ({ name: 'search', arguments: args });

const definitions: readonly ContractCase[] = [
  {
    name: 'load-schema takes an array of tools',
    request: LOAD,
    body: [search],
    status: 200,
    answer: { loaded: 1, tools: ['search'] },
  },
  {
    name: 'load-schema takes the result of tools/list, and counts a name once',
    request: LOAD,
    body: { tools: [search, { name: 'other' }, search] },
    status: 200,
    answer: { loaded: 2, tools: ['search', 'other'] },
  },
  {
    name: 'load-schema takes a whole JSON-RPC response',
    request: LOAD,
    body: { jsonrpc: '2.0', id: 1, result: { tools: [search] } },
    status: 200,
    answer: { loaded: 1, tools: ['search'] },
  },
  {
    name: 'load-schema takes mock data, and names the tools without a schema',
    given: [loaded],
    request: LOAD,
    body: {
      mockResponses: { search: { defaultResponse: '{{path}}' }, other: { defaultResponse: 1 } },
      fixtures: { search: [{ match: { path: '/' }, response: [] }] },
    },
    status: 200,
    answer: {
      loaded: 2,
      tools: ['search', 'other'],
      responses: 2,
      fixtures: 1,
      without_schema: ['other'],
    },
  },
  {
    name: 'load-schema refuses what holds no tools, with a JSON error',
    request: LOAD,
    body: '- name: search\n',
    status: 400,
    answer: {
      error:
        'Failed to parse schema: the body is not valid JSON (at character 1); ' +
        'send JSON, YAML is not read here',
    },
  },
  {
    name: 'load-schema refuses a pattern that cannot be compiled',
    request: LOAD,
    body: [{ name: 'p', inputSchema: { properties: { a: { type: 'string', pattern: '(' } } } }],
    status: 400,
    answer: {
      error:
        'Failed to parse schema: inputSchema of p: ' +
        '/properties/a/pattern is not a regular expression known here',
    },
  },
  {
    name: 'update-response sets the answer where no fixture fits',
    given: [loaded],
    request: 'POST /mock/update-response',
    body: { name: 'search', mockResponse: { found: '{{path}}' } },
    status: 200,
    answer: { updated: 'search' },
  },
  {
    name: 'update-response reports placeholders that nothing will fill',
    given: [loaded],
    request: 'POST /mock/update-response',
    body: { name: 'search', mockResponse: '{{path}} {{pth}}' },
    status: 200,
    answer: { updated: 'search', unfilled: ['{{pth}}'] },
  },
  {
    name: 'update-response of a tool that is not loaded is 404',
    given: [loaded],
    request: 'POST /mock/update-response',
    body: { name: 'other', mockResponse: 1 },
    status: 404,
    answer: { error: 'Tool not found: other' },
  },
  {
    name: 'update-response where nothing is loaded is 400',
    request: 'POST /mock/update-response',
    body: { name: 'search', mockResponse: 1 },
    status: 400,
    answer: { error: NONE_LOADED },
  },
  {
    name: 'add-fixture reports its key, the number of fixtures, and ties',
    given: [loaded, fix({ path: '/a' }, 1)],
    request: 'POST /mock/add-fixture',
    body: { name: 'search', match: { mode: 'slow' }, response: 2 },
    status: 200,
    answer: {
      tool: 'search',
      fixture_key: '{"mode":"slow"}',
      total_fixtures: 2,
      ties_with: [{ path: '/a' }],
    },
  },
  {
    name: 'add-fixture with the same match again replaces',
    given: [loaded, fix({ path: '/a', mode: 'slow' }, 1)],
    request: 'POST /mock/add-fixture',
    body: { name: 'search', match: { mode: 'slow', path: '/a' }, response: 2 },
    status: 200,
    answer: {
      tool: 'search',
      fixture_key: '{"mode":"slow","path":"/a"}',
      total_fixtures: 1,
    },
  },
  {
    name: 'list-tools gives every description as text and every inputSchema as an object',
    given: [[LOAD, [{ name: 'b' }, { name: 'a', description: null, title: 'A' }]]],
    request: 'GET /mock/list-tools',
    status: 200,
    answer: {
      tools: [
        { name: 'b', description: '', inputSchema: { type: 'object' } },
        { name: 'a', description: '', inputSchema: { type: 'object' }, title: 'A' },
      ],
    },
  },
  {
    name: 'clear removes the shared definitions',
    given: [loaded],
    request: 'POST /mock/clear',
    status: 200,
    answer: { cleared: true },
  },
];

const calls: readonly ContractCase[] = [
  {
    name: 'without anything defined, a call is echoed',
    given: [loaded],
    request: EXECUTE,
    body: call({ path: '/' }),
    status: 200,
    answer: { result: echo('search', { path: '/' }, 'Search files') },
  },
  {
    name: 'a response is a template of the arguments and of the defaults of the schema',
    given: [loaded, respond({ '{{mode}}': 'in {{ path }}', path: { $arg: 'path' } })],
    request: EXECUTE,
    body: call({ path: '/a' }),
    status: 200,
    answer: { result: { fast: 'in /a', path: '/a' } },
  },
  {
    name: 'the fixture that matches most arguments wins over others and over the response',
    given: [
      loaded,
      respond('response'),
      fix({ path: '/a' }, 'one'),
      fix({ path: '/a', mode: 'slow' }, 'two {{mode}}'),
    ],
    request: EXECUTE,
    body: call({ mode: 'slow', path: '/a' }),
    status: 200,
    answer: { result: 'two slow' },
  },
  {
    name: 'the component style gives text as it is',
    given: [loaded, respond('{{path}}')],
    request: EXECUTE,
    body: { session_id: 's', tool: 'search', args: { path: '/a' } },
    status: 200,
    answer: succeeded('/a'),
  },
  {
    name: 'the component style gives anything else as JSON text',
    given: [loaded, respond([1, { $arg: 'path' }])],
    request: EXECUTE,
    body: { session_id: 's', tool: 'search', args: { path: '/a' } },
    status: 200,
    answer: succeeded('[1,"/a"]'),
  },
  {
    name: 'in the MCP style, arguments that break the schema are 400',
    given: [loaded],
    request: EXECUTE,
    body: call({}),
    status: 400,
    answer: { error: 'Missing required argument: path' },
  },
  {
    name: 'in the component style, arguments that break the schema are InvalidArguments',
    given: [loaded],
    request: EXECUTE,
    body: { session_id: 's', tool: 'search', args: { path: 7 } },
    status: 200,
    answer: failed('InvalidArguments', 'Argument path must be of type string'),
  },
  {
    name: 'in the MCP style, an unknown tool is 400',
    given: [loaded],
    request: EXECUTE,
    body: { name: 'X', arguments: {} },
    status: 400,
    answer: { error: 'Unknown tool: X' },
  },
  {
    name: 'in the component style, an unknown tool is UnknownTool',
    given: [loaded],
    request: EXECUTE,
    body: { session_id: 's', tool: 'X', args: {} },
    status: 200,
    answer: failed('UnknownTool', 'Unknown tool: X'),
  },
  {
    name: 'where nothing is loaded, the answer says what to do',
    request: EXECUTE,
    body: call({}),
    status: 400,
    answer: { error: NONE_LOADED },
  },
  {
    name: 'a request without a name is not a call',
    request: EXECUTE,
    body: { arguments: {} },
    status: 400,
    answer: noCall('missing field `tool` or `name`'),
  },
  {
    name: 'the array form is not a call',
    request: EXECUTE,
    body: ['search', {}],
    status: 400,
    answer: noCall('expected an object, got an array'),
  },
];

const routes: readonly ContractCase[] = [
  {
    name: 'pull wants an http or https URL',
    request: 'POST /mock/pull',
    body: { url: 'file:///etc/passwd' },
    status: 400,
    answer: { error: 'Invalid request: `url` must be an http or https URL without a user' },
  },
  {
    name: 'GET /mock/health',
    request: 'GET /mock/health',
    status: 200,
    answer: { status: 'healthy', components: ['mock'] },
  },
  {
    name: 'GET /mock/components',
    request: 'GET /mock/components',
    status: 200,
    answer: { components: ['mock'] },
  },
  {
    name: 'DELETE /mock/session/{id} removes what the session defined',
    given: [
      loaded,
      ['POST /mock/update-response?session_id=s', { name: 'search', mockResponse: 1 }],
    ],
    request: 'DELETE /mock/session/s',
    status: 200,
    answer: { success: true, deleted: { mock: 2 }, deleted_files: 0 },
  },
  ...['clear', 'load-schema', 'pull', 'update-response', 'add-fixture', 'execute'].map((route) => ({
    name: `GET /mock/${route} changes nothing`,
    request: `GET /mock/${route}`,
    status: 405,
    answer: { error: 'Method not allowed: use POST' },
  })),
  ...['GET /mock/a/b/list-tools', 'GET /mock/list-tools/', 'POST /mock/x/clear', 'GET /mock'].map(
    (request) => ({
      name: `${request} is not found`,
      request,
      status: 404,
      answer: { error: 'Not found' },
    }),
  ),
];

describe('definitions of the mock component', () => testCases(() => app.url, definitions));
describe('calls of the mock component', () => testCases(() => app.url, calls));
describe('routes of the mock component', () => {
  testCases(() => app.url, routes);

  it('the default answer has its keys in the order of the documents', async () => {
    await sendText(app.url, ...loaded);
    const { text } = await sendText(app.url, EXECUTE, call({ path: '/' }));
    expect(text).toBe(
      '{"result":{"tool":"search","description":"Search files","input_received":{"path":"/"},' +
        '"mock_result":"Successfully executed search","status":"success"}}',
    );
  });
});
