import { describe, expect, it } from 'vitest';
import { callTool, documented, fakeWorld } from './fake-github.fixture.ts';

const HELLO = { owner: 'octocat', repo: 'Hello-World' };
const HELLO_URL = 'https://api.github.com/repos/octocat/Hello-World';

/** Calls a tool on a GitHub that answers everything with one documented example. */
async function callDocumented(example: string, tool: string, args: Record<string, unknown>) {
  const world = fakeWorld(() => ({ json: documented(example) }), { allow_writes: 'true' });
  const answer = await callTool(world, tool, args);
  const { result, ...rest } = answer as { result: string };
  expect(rest).toEqual({ success: true, error_type: null });
  return {
    result: JSON.parse(result) as unknown,
    sent: world.requests.map(({ method, url, body }) => ({ method, url, ...(body && { body }) })),
  };
}

describe("the tools on GitHub's documented examples", () => {
  it('gh_search_code', async () => {
    const { result, sent } = await callDocumented(
      'code-search-result-item-paginated',
      'gh_search_code',
      { query: 'addClass in:file', perPage: 5, page: 2 },
    );
    expect(sent).toEqual([
      {
        method: 'GET',
        url: 'https://api.github.com/search/code?q=addClass%20in%3Afile&per_page=5&page=2',
      },
    ]);
    expect(result).toEqual({
      total_count: 7,
      items: [
        {
          name: 'classes.js',
          path: 'src/attributes/classes.js',
          repository: 'jquery/jquery',
          url: 'https://github.com/jquery/jquery/blob/825ac3773694e0cd23ee74895fd5aeb535b27da4/src/attributes/classes.js',
        },
      ],
    });
  });

  it('gh_search_repositories', async () => {
    const { result, sent } = await callDocumented(
      'repo-search-result-item-paginated',
      'gh_search_repositories',
      { query: 'tetris', sort: 'stars' },
    );
    expect(sent).toEqual([
      {
        method: 'GET',
        url: 'https://api.github.com/search/repositories?q=tetris&sort=stars&order=desc&per_page=10',
      },
    ]);
    expect(result).toEqual({
      total_count: 40,
      items: [
        {
          full_name: 'dtrupenn/Tetris',
          description: 'A C implementation of Tetris using Pennsim through LC4',
          stars: 1,
          language: 'Assembly',
          url: 'https://github.com/dtrupenn/Tetris',
        },
      ],
    });
  });

  it('gh_get_issue', async () => {
    const { result, sent } = await callDocumented('issue', 'gh_get_issue', {
      ...HELLO,
      issue_number: 1347,
    });
    expect(sent).toEqual([{ method: 'GET', url: `${HELLO_URL}/issues/1347` }]);
    expect(result).toEqual({
      number: 1347,
      title: 'Found a bug',
      body: "I'm having a problem with this.",
      state: 'open',
      author: 'octocat',
      labels: ['bug'],
      assignees: ['octocat'],
      created_at: '2011-04-22T13:33:48Z',
      updated_at: '2011-04-22T13:33:48Z',
      comments: 0,
    });
  });

  it('gh_list_pull_requests', async () => {
    const { result, sent } = await callDocumented(
      'pull-request-simple-items',
      'gh_list_pull_requests',
      { ...HELLO, state: 'all', perPage: 500 },
    );
    expect(sent).toEqual([{ method: 'GET', url: `${HELLO_URL}/pulls?state=all&per_page=100` }]);
    expect(result).toEqual([
      {
        number: 1347,
        title: 'Amazing new feature',
        state: 'open',
        author: 'octocat',
        head: 'new-topic',
        base: 'master',
        draft: false,
        created_at: '2011-01-26T19:01:12Z',
      },
    ]);
  });

  it('gh_get_pull_request', async () => {
    const { result, sent } = await callDocumented('pull-request', 'gh_get_pull_request', {
      ...HELLO,
      pullNumber: 1347,
    });
    expect(sent).toEqual([{ method: 'GET', url: `${HELLO_URL}/pulls/1347` }]);
    expect(result).toEqual({
      number: 1347,
      title: 'Amazing new feature',
      body: 'Please pull these awesome changes in!',
      state: 'open',
      author: 'octocat',
      head: 'new-topic',
      base: 'master',
      draft: false,
      mergeable: true,
      additions: 100,
      deletions: 3,
      changed_files: 5,
      created_at: '2011-01-26T19:01:12Z',
      updated_at: '2011-01-26T19:01:12Z',
    });
  });

  it('gh_list_commits', async () => {
    const { result, sent } = await callDocumented('commit-items', 'gh_list_commits', {
      ...HELLO,
      sha: 'feature/a b',
    });
    expect(sent).toEqual([
      { method: 'GET', url: `${HELLO_URL}/commits?sha=feature%2Fa%20b&per_page=10` },
    ]);
    expect(result).toEqual([
      {
        sha: '6dcb09b',
        message: 'Fix all the bugs',
        author: 'Monalisa Octocat',
        date: '2011-04-14T16:00:49Z',
      },
    ]);
  });

  it('gh_get_commit', async () => {
    const { result, sent } = await callDocumented('commit', 'gh_get_commit', {
      ...HELLO,
      sha: 'main/status',
    });
    expect(sent).toEqual([{ method: 'GET', url: `${HELLO_URL}/commits/main%2Fstatus` }]);
    expect(result).toEqual({
      sha: '6dcb09b5b57875f334f61aebed695e2e4193db5e',
      message: 'Fix all the bugs',
      author: 'Monalisa Octocat',
      date: '2011-04-14T16:00:49Z',
      stats: { additions: 104, deletions: 4, total: 108 },
      files: [{ filename: 'file1.txt', status: 'modified', changes: 12 }],
    });
  });

  it('gh_get_commit tells the first twenty files', async () => {
    const files = Array.from({ length: 21 }, (_, at) => ({ filename: `f${at}` }));
    const world = fakeWorld(() => ({ json: { files } }));
    const answer = await callTool(world, 'gh_get_commit', { ...HELLO, sha: 'main' });
    const commit = JSON.parse((answer as { result: string }).result) as { files: unknown[] };
    expect(commit.files).toEqual(
      files.slice(0, 20).map(({ filename }) => ({ filename, status: null, changes: null })),
    );
  });

  it('gh_list_branches', async () => {
    const { result, sent } = await callDocumented(
      'short-branch-with-protection-items',
      'gh_list_branches',
      HELLO,
    );
    expect(sent).toEqual([{ method: 'GET', url: `${HELLO_URL}/branches?per_page=30` }]);
    expect(result).toEqual([{ name: 'master', sha: 'c5b97d5', protected: true }]);
  });

  it('gh_add_issue_comment', async () => {
    const { result, sent } = await callDocumented('issue-comment', 'gh_add_issue_comment', {
      ...HELLO,
      issue_number: 1347,
      body: 'Me too',
    });
    expect(sent).toEqual([
      { method: 'POST', url: `${HELLO_URL}/issues/1347/comments`, body: '{"body":"Me too"}' },
    ]);
    expect(result).toEqual({
      id: 1,
      url: 'https://github.com/octocat/Hello-World/issues/1347#issuecomment-1',
      created_at: '2011-04-14T16:00:49Z',
    });
  });

  it('gh_create_issue', async () => {
    const { result, sent } = await callDocumented('issue', 'gh_create_issue', {
      ...HELLO,
      title: 'Found a bug',
      labels: ['bug'],
    });
    expect(sent).toEqual([
      {
        method: 'POST',
        url: `${HELLO_URL}/issues`,
        body: '{"title":"Found a bug","labels":["bug"]}',
      },
    ]);
    expect(result).toEqual({
      number: 1347,
      title: 'Found a bug',
      state: 'open',
      url: 'https://github.com/octocat/Hello-World/issues/1347',
      created_at: '2011-04-22T13:33:48Z',
    });
  });

  it('gh_create_pr', async () => {
    const { result, sent } = await callDocumented('pull-request', 'gh_create_pr', {
      ...HELLO,
      title: 'Amazing new feature',
      head: 'octocat:new-topic',
      base: 'master',
      draft: true,
    });
    expect(sent).toEqual([
      {
        method: 'POST',
        url: `${HELLO_URL}/pulls`,
        body: '{"title":"Amazing new feature","head":"octocat:new-topic","base":"master","draft":true}',
      },
    ]);
    expect(result).toEqual({
      number: 1347,
      title: 'Amazing new feature',
      state: 'open',
      author: 'octocat',
      head: 'new-topic',
      base: 'master',
      draft: false,
      url: 'https://github.com/octocat/Hello-World/pull/1347',
      created_at: '2011-01-26T19:01:12Z',
    });
  });
});
