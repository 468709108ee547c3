import { describe, expect, it } from 'vitest';
import { echo, failed, succeeded } from './answers.ts';
import { type ContractCase, send, testCases } from './contract-case.ts';
import { testedApp } from './tested-app.ts';

const app = testedApp();

const weather = { name: 'get_weather', description: 'Weather', inputSchema: { type: 'object' } };
const loadWeather = ['POST /mock/load-schema', { tools: [weather] }] as const;
const uuid = '7e0e3bb5-6d53-4b39-9e5f-0d9c3fb1c3a1';

const calls: readonly ContractCase[] = [
  {
    name: 'C1: a tool of the builtin component is called by component routing',
    request: 'POST /vfs/execute',
    body: { session_id: 's', tool: 'read_file', args: { file_path: 'config.json' } },
    status: 200,
    answer: failed('FileNotFound', 'File not found: config.json'),
  },
  {
    name: 'C1: a mock tool is called by component routing, and its result is text',
    given: [loadWeather],
    request: 'POST /mock/execute',
    body: { session_id: 's', tool: 'get_weather', args: { location: 'Paris' } },
    status: 200,
    answer: succeeded(JSON.stringify(echo('get_weather', { location: 'Paris' }, 'Weather'))),
  },
  {
    name: 'C1: a GitHub tool is called by component routing',
    request: 'POST /github/execute',
    body: { session_id: 's', tool: 'gh_get_issue', args: { owner: 'o', repo: 'r' } },
    status: 200,
    answer: failed('InvalidArguments', 'Missing required: owner, repo, issue_number'),
  },
  {
    name: 'C2: a tool without a component is found by its name',
    given: [['POST /execute', { session_id: 's', tool: 'write_file', args: writeArgs('a', 'b') }]],
    request: 'POST /execute',
    body: { session_id: 's', tool: 'list_files', args: {} },
    status: 200,
    answer: succeeded('["a"]'),
  },
  {
    name: 'C3: with tool_execute_path, a mock tool is called in the MCP style, without a session',
    given: [loadWeather],
    request: 'POST /mock/execute',
    body: { name: 'get_weather', arguments: { location: 'Paris' } },
    status: 200,
    answer: { result: echo('get_weather', { location: 'Paris' }, 'Weather') },
  },
  {
    name: 'C3: with tool_execute_path, an error is a 4xx whose error is a string',
    given: [loadWeather],
    request: 'POST /mock/execute',
    body: { name: 'get_whether', arguments: {} },
    status: 400,
    answer: { error: 'Unknown tool: get_whether' },
  },
  {
    name: 'C4: the files of a scenario_seed are written one after the other',
    given: [
      ['POST /vfs/execute', writeCall('main.py', 'print("hello")\n')],
      ['POST /vfs/execute', writeCall('config.json', '{}')],
    ],
    request: 'POST /vfs/execute',
    body: { session_id: 's', tool: 'list_files', args: {} },
    status: 200,
    answer: succeeded('["main.py","config.json"]'),
  },
  {
    name: 'C5: the end of a sample deletes its session',
    given: [['POST /vfs/execute', { ...writeCall('a', 'x'), session_id: uuid }]],
    request: `DELETE /session/${uuid}`,
    status: 200,
    answer: { success: true, deleted: { vfs: 1, mock: 0 }, deleted_files: 1 },
  },
  {
    name: 'C5: a session that never was, or is gone, is deleted all the same',
    request: `DELETE /session/${uuid}`,
    status: 200,
    answer: { success: true, deleted: { vfs: 0, mock: 0 }, deleted_files: 0 },
  },
  {
    name: 'C6: the tools of the mock component are listed as MCP tools',
    given: [loadWeather],
    request: 'GET /mock/list-tools',
    status: 200,
    answer: { tools: [weather] },
  },
  {
    name: 'C7: import-tools --spin loads raw MCP tools',
    request: 'POST /mock/load-schema',
    body: { tools: [weather, { ...weather, name: 'search_files' }] },
    status: 200,
    answer: { loaded: 2, tools: ['get_weather', 'search_files'] },
  },
  {
    name: 'C8: health_check gets the components that are well',
    request: 'GET /health',
    status: 200,
    answer: { status: 'healthy', components: ['vfs', 'mock', 'github'] },
  },
  {
    name: 'C8: get_components gets the names of the components',
    request: 'GET /components',
    status: 200,
    answer: { components: ['vfs', 'mock', 'github'] },
  },
];

function writeArgs(file_path: string, content: string) {
  return { file_path, content };
}

function writeCall(file_path: string, content: string) {
  return { session_id: 's', tool: 'write_file', args: writeArgs(file_path, content) };
}

describe("the calls of DeepFabric's client", () => {
  testCases(() => app.url, calls);

  it('C6: one endpoint lists the tools of all components, in their order', async () => {
    await send(app.url, ...loadWeather);
    const { status, body } = await send(app.url, 'GET /list-tools');
    const { tools } = body as { tools: { name: string; description: unknown }[] };
    expect([status, tools.map(({ name }) => name)]).toEqual([
      200,
      [
        'read_file',
        'write_file',
        'list_files',
        'delete_file',
        'get_weather',
        'gh_get_file_contents',
        'gh_search_code',
        'gh_search_repositories',
        'gh_list_issues',
        'gh_get_issue',
        'gh_add_issue_comment',
        'gh_create_issue',
        'gh_list_pull_requests',
        'gh_get_pull_request',
        'gh_create_pr',
        'gh_list_commits',
        'gh_get_commit',
        'gh_list_branches',
      ],
    ]);
    expect(tools.filter(({ description }) => typeof description !== 'string')).toEqual([]);
  });
});
