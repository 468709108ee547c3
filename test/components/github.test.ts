import { describe, expect, it } from 'vitest';
import { serveApp } from '../spintape.fixture.ts';
import { failed, noCall } from './answers.ts';
import { type ContractCase, send, testCases } from './contract-case.ts';
import { startGithub } from './github-double.ts';
import { testedApp } from './tested-app.ts';

const app = testedApp({
  env: async () => {
    const { url } = await startGithub();
    return {
      SPIN_VARIABLE_GITHUB_API_URL: url,
      SPIN_VARIABLE_GITHUB_TOKEN: 'ghp_0123456789abcdefghijABCDEFGHIJ012345',
      SPIN_VARIABLE_ALLOWED_REPOS: 'octo/hello, octo/gone',
      SPIN_VARIABLE_ALLOW_WRITES: 'true',
    };
  },
});

const EXECUTE = 'POST /github/execute';
const hello = { owner: 'octo', repo: 'hello' };

/** A call of a tool on octo/hello that succeeds with this value, given as JSON text. */
function tool(name: string, args: object, value: unknown, extra: object = {}): ContractCase {
  const result = typeof value === 'string' ? value : JSON.stringify(value);
  return {
    name: `${name} ${JSON.stringify(args)}`,
    request: EXECUTE,
    body: { tool: name, args: name.startsWith('gh_search') ? args : { ...hello, ...args } },
    status: 200,
    answer: { success: true, result, error_type: null, ...extra },
  };
}

const issue = {
  number: 7,
  title: 'Broken',
  state: 'open',
  author: 'mona',
  labels: ['bug'],
  created_at: '2024-01-01T00:00:00Z',
};
const pull = {
  number: 8,
  title: 'Correct',
  state: 'open',
  author: 'mona',
  head: 'correct',
  base: 'main',
  draft: false,
};
const created_at = '2024-01-01T00:00:00Z';
const updated_at = '2024-01-02T00:00:00Z';

const tools: readonly ContractCase[] = [
  tool('gh_get_file_contents', { path: 'a.txt' }, 'hello\n', { sha: 'abc123' }),
  tool('gh_get_file_contents', {}, [{ name: 'a.txt', type: 'file', path: 'a.txt' }]),
  tool(
    'gh_search_code',
    { query: 'hello' },
    {
      total_count: 1,
      items: [
        { name: 'a.txt', path: 'a.txt', repository: 'octo/hello', url: 'https://github.com/x' },
      ],
    },
  ),
  tool(
    'gh_search_repositories',
    { query: 'hello' },
    {
      total_count: 1,
      items: [
        {
          full_name: 'octo/hello',
          description: 'Hello',
          stars: 5,
          language: 'C',
          url: 'https://github.com/octo/hello',
        },
      ],
    },
  ),
  tool('gh_list_issues', {}, [issue]),
  tool(
    'gh_get_issue',
    { issue_number: 7 },
    {
      number: 7,
      title: 'Broken',
      body: 'It is.',
      state: 'open',
      author: 'mona',
      labels: ['bug'],
      assignees: ['hubot'],
      created_at,
      updated_at,
      comments: 2,
    },
  ),
  tool('gh_list_pull_requests', {}, [{ ...pull, created_at }]),
  tool(
    'gh_get_pull_request',
    { pullNumber: 8 },
    {
      number: 8,
      title: 'Correct',
      body: 'It is.',
      state: 'open',
      author: 'mona',
      head: 'correct',
      base: 'main',
      draft: false,
      mergeable: true,
      additions: 3,
      deletions: 1,
      changed_files: 1,
      created_at,
      updated_at,
    },
  ),
  tool('gh_list_commits', {}, [
    { sha: '0123456', message: 'Correct it', author: 'Mona', date: created_at },
  ]),
  tool(
    'gh_get_commit',
    { sha: 'main' },
    {
      sha: '0123456789abcdef0123456789abcdef01234567',
      message: 'Correct it\n\nAt last.',
      author: 'Mona',
      date: created_at,
      stats: { total: 4, additions: 3, deletions: 1 },
      files: [{ filename: 'a.txt', status: 'modified', changes: 4 }],
    },
  ),
  tool('gh_list_branches', {}, [{ name: 'main', sha: '0123456', protected: true }]),
  tool(
    'gh_add_issue_comment',
    { issue_number: 7, body: 'Thanks' },
    { id: 1, url: 'https://github.com/c', created_at: '2024-01-03T00:00:00Z' },
  ),
  tool(
    'gh_create_issue',
    { title: 'Broken' },
    {
      number: 7,
      title: 'Broken',
      state: 'open',
      url: 'https://github.com/octo/hello/issues/7',
      created_at,
    },
  ),
  tool(
    'gh_create_pr',
    { title: 'Correct', head: 'correct', base: 'main' },
    { ...pull, url: 'https://github.com/octo/hello/pull/8', created_at },
  ),
];

/** A call that fails with this error type and text. */
function refusal(type: string, result: string, call: { tool: string; args: unknown }) {
  return { name: type, request: EXECUTE, body: call, status: 200, answer: failed(type, result) };
}

const contents = (path: string) => ({
  tool: 'gh_get_file_contents',
  args: { ...hello, path },
});

const refusals: readonly ContractCase[] = [
  refusal('InvalidArguments', 'Missing required: owner, repo', {
    tool: 'gh_list_issues',
    args: {},
  }),
  refusal(
    'RepoNotAllowed',
    "Repository 'evil/x' is not in the allowed list. Allowed repositories: octo/hello, octo/gone",
    { tool: 'gh_list_issues', args: { owner: 'evil', repo: 'x' } },
  ),
  refusal('NotFound', 'GitHub API error (404): Not Found', contents('none')),
  refusal(
    'Unauthorized',
    'GitHub API error (403): Resource not accessible by personal access token',
    contents('secret'),
  ),
  refusal(
    'RateLimited',
    'GitHub API error (429): Too many requests; retry after 60 seconds',
    contents('busy'),
  ),
  refusal('APIError', 'GitHub API error (500): Oops', contents('broken')),
  refusal('UnknownTool', 'Unknown tool: gh_delete_repository', {
    tool: 'gh_delete_repository',
    args: {},
  }),
];

const NAMES = [
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
];

const routes: readonly ContractCase[] = [
  {
    name: 'a body that is not a call is 400',
    request: EXECUTE,
    body: [1],
    status: 400,
    answer: noCall('expected an object, got an array'),
  },
  {
    name: 'GET /github/health, also with a query',
    request: 'GET /github/health?x=1',
    status: 200,
    answer: {
      status: 'healthy',
      components: ['github'],
      component: 'github',
      mode: 'real_api',
      token_configured: true,
      allowed_repos: ['octo/hello', 'octo/gone'],
      writes_enabled: true,
    },
  },
  {
    name: 'GET /github/components',
    request: 'GET /github/components',
    status: 200,
    answer: { components: ['github'], tools: NAMES, mode: 'real_api' },
  },
  {
    name: 'DELETE /github/session/{id} finds nothing to delete',
    request: 'DELETE /github/session/s',
    status: 200,
    answer: { success: true, deleted: { github: 0 }, deleted_files: 0 },
  },
  {
    name: 'another path is not found',
    request: 'GET /github/nothing',
    status: 404,
    answer: { error: 'Not found' },
  },
];

describe('the tools of the github component', () => testCases(() => app.url, tools));

describe('the error types of the github component', () => {
  testCases(() => app.url, refusals);

  it('NetworkError when no server answers', async () => {
    const nobody = await serveApp(['--workers', '1'], {
      env: { SPIN_VARIABLE_GITHUB_API_URL: 'http://127.0.0.1:1' },
    });
    const answer = await send(nobody.url, EXECUTE, contents('a.txt'));
    await nobody.end();
    expect(answer).toEqual({
      status: 200,
      body: failed('NetworkError', 'Failed to reach http://127.0.0.1:1'),
    });
  });
});

describe('the routes of the github component', () => {
  testCases(() => app.url, routes);

  it('GET /github/list-tools describes the tools that /components names', async () => {
    const { status, body } = await send(app.url, 'GET /github/list-tools');
    const { tools: listed } = body as { tools: { name: string }[] };
    expect([status, listed.map(({ name }) => name)]).toEqual([200, NAMES]);
  });
});
