import { describe, expect, it } from 'vitest';
import { callTool, documented, fakeWorld, request } from './fake-github.fixture.ts';

const HELLO = { owner: 'octocat', repo: 'Hello-World' };
const silent = () => fakeWorld(() => ({ status: 500 }));

describe('the routes of the github component', () => {
  it('tells its health without a token', async () => {
    const { status, body } = await request(silent(), 'GET', '/github/health');
    expect(status).toBe(200);
    expect(JSON.parse(body)).toEqual({
      status: 'degraded',
      components: ['github'],
      component: 'github',
      mode: 'real_api',
      token_configured: false,
      allowed_repos: 'all',
      writes_enabled: false,
    });
  });

  it('is degraded where no repository is allowed', async () => {
    const world = fakeWorld(() => ({}), { github_token: 't0ken', allowed_repos: '' });
    const { body } = await request(world, 'GET', '/github/health');
    expect(JSON.parse(body)).toMatchObject({ status: 'degraded', allowed_repos: [] });
  });

  it('tells its health with everything configured, and never the token', async () => {
    const variables = { github_token: 't0ken', allowed_repos: 'a/b, c/d', allow_writes: 'true' };
    const { body } = await request(
      fakeWorld(() => ({}), variables),
      'GET',
      '/github/health?x=1',
    );
    expect(JSON.parse(body)).toEqual({
      status: 'healthy',
      components: ['github'],
      component: 'github',
      mode: 'real_api',
      token_configured: true,
      allowed_repos: ['a/b', 'c/d'],
      writes_enabled: true,
    });
  });

  it('lists thirteen tools in a fixed order with string descriptions', async () => {
    const { body } = await request(silent(), 'GET', '/github/list-tools');
    const { tools } = JSON.parse(body) as { tools: Record<string, unknown>[] };
    expect(tools.map(({ name }) => name)).toEqual([
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
    ]);
    expect(tools[4]).toEqual({
      name: 'gh_get_issue',
      description: 'Get one issue of a repository',
      inputSchema: {
        type: 'object',
        properties: {
          owner: { type: 'string', description: 'Account that owns the repository' },
          repo: { type: 'string', description: 'Name of the repository' },
          issue_number: { type: 'integer', description: 'Number of the issue', minimum: 1 },
        },
        required: ['owner', 'repo', 'issue_number'],
        additionalProperties: false,
      },
    });
    for (const tool of tools) expect(typeof tool['description']).toBe('string');
  });

  it('names the same tools under components', async () => {
    const listed = JSON.parse((await request(silent(), 'GET', '/github/list-tools')).body) as {
      tools: { name: string }[];
    };
    const { body } = await request(silent(), 'GET', '/github/components');
    expect(JSON.parse(body)).toEqual({
      components: ['github'],
      tools: listed.tools.map(({ name }) => name),
      mode: 'real_api',
    });
  });

  it('deletes a session again and again and owns nothing of it', async () => {
    const targets = ['/github/session/s', '/github/session/s', '/github/session?id=%2e%2e%2f'];
    for (const target of targets) {
      const { status, body } = await request(silent(), 'DELETE', target);
      expect([status, JSON.parse(body)]).toEqual([
        200,
        { success: true, deleted: { github: 0 }, deleted_files: 0 },
      ]);
    }
  });

  it('answers an unknown route and a wrong method as JSON errors', async () => {
    const unknown = await request(silent(), 'GET', '/github/nothing');
    expect([unknown.status, unknown.body]).toEqual([404, '{"error":"Not found"}']);
    const wrong = await request(silent(), 'GET', '/github/execute');
    expect([wrong.status, wrong.body]).toEqual([405, '{"error":"Method not allowed: use POST"}']);
  });
});

describe('what every request carries', () => {
  const headersOf = async (variables: Record<string, string>) => {
    const world = fakeWorld(() => ({ json: documented('issue') }), variables);
    await callTool(world, 'gh_get_issue', { ...HELLO, issue_number: 1 });
    return world.requests[0]?.headers;
  };
  const always = {
    accept: 'application/vnd.github+json',
    'user-agent': 'spintape',
    'x-github-api-version': '2022-11-28',
  };

  it('has no authorization without a token', async () => {
    expect(await headersOf({ github_token: ' ' })).toEqual(always);
  });

  it('has the token as a bearer', async () => {
    expect(await headersOf({ github_token: 't0ken' })).toEqual({
      ...always,
      authorization: 'Bearer t0ken',
    });
  });

  it('goes to the API that the variable names, below its path', async () => {
    const world = fakeWorld(() => ({ json: [] }), { github_api_url: 'https://ghe.test/api/v3/' });
    await callTool(world, 'gh_list_branches', HELLO);
    expect(world.requests[0]?.url).toBe(
      'https://ghe.test/api/v3/repos/octocat/Hello-World/branches?per_page=30',
    );
  });
});
