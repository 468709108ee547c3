import { describe, expect, it } from 'vitest';
import { NetworkFailure, type Platform, SandboxRefusal } from '../protocol/platform.ts';
import { callTool, type FakeAnswer, fakeWorld } from './fake-github.fixture.ts';

const HELLO = { owner: 'octo', repo: 'hello' };

/** The error type and text of a call that GitHub answers so. */
async function errorOf(
  answer: FakeAnswer,
  { tool = 'gh_list_branches', args = {}, variables = {} } = {},
) {
  const world = fakeWorld(() => answer, variables);
  const { success, error_type, result } = (await callTool(world, tool, {
    ...HELLO,
    ...args,
  })) as { success: boolean; error_type: string; result: string };
  expect(success).toBe(false);
  return { error: [error_type, result], sent: world.requests.length };
}

/** The error type and text of a call whose request does not get through. */
async function errorOfFetch(failure: Error) {
  const fetch: Platform['fetch'] = async () => {
    throw failure;
  };
  const world = fakeWorld(() => ({}));
  const { error_type, result } = (await callTool(
    { ...world, platform: { ...world.platform, fetch } },
    'gh_list_branches',
    HELLO,
  )) as { error_type: string; result: string };
  return [error_type, result];
}

describe('errors before anything is sent', () => {
  it('UnknownTool', async () => {
    expect(await errorOf({}, { tool: 'gh_delete_repo' })).toEqual({
      error: ['UnknownTool', 'Unknown tool: gh_delete_repo'],
      sent: 0,
    });
  });

  it('InvalidArguments for a missing argument names all that are required', async () => {
    expect(await errorOf({}, { args: { repo: null } })).toEqual({
      error: ['InvalidArguments', 'Missing required: owner, repo'],
      sent: 0,
    });
  });

  it('takes null and an empty text for an argument that was left out', async () => {
    const world = fakeWorld(() => ({ json: [] }));
    const args = { ...HELLO, state: '', perPage: null, page: '' };
    await callTool(world, 'gh_list_issues', args);
    expect(world.requests.map(({ url }) => url)).toEqual([
      'https://api.github.com/repos/octo/hello/issues?state=open&per_page=10',
    ]);
    expect(await errorOf({}, { args: { owner: '' } })).toEqual({
      error: ['InvalidArguments', 'Missing required: owner, repo'],
      sent: 0,
    });
  });

  it.each([
    [{ perPage: 0 }, 'Argument perPage must be an integer from 1 on, not 0'],
    [{ perPage: 1.5 }, 'Argument perPage must be an integer from 1 on, not 1.5'],
    [{ page: 1e300 }, 'Argument page must be an integer from 1 on, not 1e+300'],
    [{ page: 'x'.repeat(99) }, 'Argument page must be an integer from 1 on, not a string'],
    [{ state: 'OPEN' }, 'Argument state must be one of open, closed, all, not "OPEN"'],
    [{ state: ['open'] }, 'Argument state must be a string, not ["open"]'],
    [{ number: 1 }, 'Unknown argument: number'],
    [{ owner: 'a/b' }, 'Invalid owner: "a/b"'],
    [{ repo: 'x.git' }, 'Invalid repo: "x.git"'],
  ])('InvalidArguments for %j', async (args, text) => {
    expect(await errorOf({}, { tool: 'gh_list_issues', args })).toEqual({
      error: ['InvalidArguments', text],
      sent: 0,
    });
  });

  it('InvalidArguments for lists and flags of the wrong type', async () => {
    const variables = { allow_writes: 'true' };
    const issue = { title: 't', labels: ['a', 1] };
    expect(await errorOf({}, { tool: 'gh_create_issue', args: issue, variables })).toEqual({
      error: ['InvalidArguments', 'Argument labels must be a list of strings, not ["a",1]'],
      sent: 0,
    });
    const pull = { title: 't', head: 'h', base: 'b', draft: 'yes' };
    expect(await errorOf({}, { tool: 'gh_create_pr', args: pull, variables })).toEqual({
      error: ['InvalidArguments', 'Argument draft must be true or false, not "yes"'],
      sent: 0,
    });
  });

  it('ignores unknown arguments, and arguments that are no object, in the contract deepfabric-4', async () => {
    const world = fakeWorld(() => ({ json: [] }), { contract: 'deepfabric-4' });
    expect(await callTool(world, 'gh_list_branches', { ...HELLO, more: 1 })).toMatchObject({
      success: true,
    });
    expect(await callTool(world, 'gh_list_branches', [])).toMatchObject({
      result: 'Missing required: owner, repo',
    });
  });

  it.each([
    ['x'.repeat(38), `"${'x'.repeat(38)}"`],
    ['x'.repeat(39), 'a string'],
  ])('shows a value as long as it is short: %s', async (page, shown) => {
    expect((await errorOf({}, { args: { page } })).error).toEqual([
      'InvalidArguments',
      `Argument page must be an integer from 1 on, not ${shown}`,
    ]);
  });

  it('RepoNotAllowed names the list', async () => {
    expect(await errorOf({}, { variables: { allowed_repos: 'a/b, c/d' } })).toEqual({
      error: [
        'RepoNotAllowed',
        "Repository 'octo/hello' is not in the allowed list. Allowed repositories: a/b, c/d",
      ],
      sent: 0,
    });
  });

  it('RepoNotAllowed for search when nothing is allowed', async () => {
    const search = { tool: 'gh_search_code', variables: { allowed_repos: '' } };
    const world = fakeWorld(() => ({}), search.variables);
    expect(await callTool(world, search.tool, { query: 'x' })).toEqual({
      success: false,
      result: 'No repository may be searched. Allowed repositories: none',
      error_type: 'RepoNotAllowed',
    });
    expect(world.requests).toEqual([]);
  });

  it('Unauthorized for a token that no header can carry', async () => {
    expect(await errorOf({}, { variables: { github_token: 'a\nb' } })).toEqual({
      error: ['Unauthorized', 'The variable github_token holds no token'],
      sent: 0,
    });
  });

  it.each(['', 'ftp://x', 'https://u:p@x', 'https://x?y', 'api.github.com'])(
    'NetworkError for the API address %j',
    async (github_api_url) => {
      expect(await errorOf({}, { variables: { github_api_url } })).toEqual({
        error: ['NetworkError', 'The variable github_api_url is no http or https URL'],
        sent: 0,
      });
    },
  );
});

describe('errors of the way to GitHub', () => {
  it('PermissionDenied when the sandbox refuses the host', async () => {
    expect(await errorOfFetch(new SandboxRefusal('the host is not granted'))).toEqual([
      'PermissionDenied',
      'Access denied: the host is not granted',
    ]);
  });

  it('NetworkError when nothing answers', async () => {
    expect(await errorOfFetch(new NetworkFailure('ECONNREFUSED'))).toEqual([
      'NetworkError',
      'Failed to reach https://api.github.com',
    ]);
  });
});
