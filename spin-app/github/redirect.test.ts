import { describe, expect, it } from 'vitest';
import { GithubApi } from './api.ts';
import {
  callTool,
  documented,
  type FakeAnswer,
  fakeWorld,
  recorded,
} from './fake-github.fixture.ts';
import { readSettings } from './settings.ts';

const API = 'https://api.github.com';
const ISSUE = `${API}/repos/octo/hello/issues/1`;
const moved = (location: string, status = 301): FakeAnswer => ({ status, headers: { location } });

/** Gets issue 1 of octo/hello at a GitHub that gives these answers by URL. */
async function getIssue(answers: Readonly<Record<string, FakeAnswer>>, allowed = 'octo/hello') {
  const world = fakeWorld(({ url }) => answers[url] ?? { json: documented('issue') }, {
    allowed_repos: allowed,
  });
  const args = { owner: 'octo', repo: 'hello', issue_number: 1 };
  const answer = await callTool(world, 'gh_get_issue', args);
  const { error_type, result } = answer as { error_type: string | null; result: string };
  return { error_type, result, urls: world.requests.map(({ url }) => url) };
}

describe('a redirect', () => {
  it('of a renamed repository is followed as GitHub recorded it', async () => {
    const world = fakeWorld((request) =>
      recorded('rename-repository')({ ...request, url: request.url.replace(/\/$/, '') }),
    );
    const api = new GithubApi(world.platform, readSettings(world.platform));
    const repository = { owner: 'octokit-fixture-org', name: 'rename-repository' };
    const { from } = await api.ask({ repository, rest: '' });
    expect(from?.root).toEqual({ id: '1000' });
    expect(world.requests.map(({ url }) => url)).toEqual([
      `${API}/repos/octokit-fixture-org/rename-repository/`,
      `${API}/repositories/1000`,
    ]);
  });

  it.each([301, 302, 307, 308])(
    'with status %i to the number of the repository is followed',
    async (status) => {
      const target = `${API}/repositories/7/issues/1`;
      const { error_type, urls } = await getIssue({ [ISSUE]: moved(target, status) });
      expect([error_type, urls]).toEqual([null, [ISSUE, target]]);
    },
  );

  it('to another name is followed only when that is allowed too', async () => {
    const renamed = `${API}/repos/octo/renamed/issues/1`;
    const answers = { [ISSUE]: moved('/repos/octo/renamed/issues/1') };
    expect((await getIssue(answers, 'octo/hello,octo/renamed')).urls).toEqual([ISSUE, renamed]);
    expect(await getIssue(answers)).toEqual({
      error_type: 'APIError',
      result: 'GitHub API error (301): redirected out of the repository',
      urls: [ISSUE],
    });
  });

  it.each([
    'https://evil.test/repos/octo/hello/issues/1',
    'https://api.github.com:8443/repos/octo/hello/issues/1',
    'http://api.github.com/repos/octo/hello/issues/1',
    '//evil.test/repos/octo/hello/issues/1',
    'https://a:b@api.github.com/repos/octo/hello/issues/1',
    '/repos/other/secret/issues/1',
    '/repos/octo/hello/../../other/secret/issues/1',
    '/repos/octo/hello/%2e%2e/secret/issues/1',
    '/repositories/7/issues/2',
    '/repositories/7%2F/issues/1',
    '/repositories/seven/issues/1',
    '/user',
    'https://[',
  ])('to %s is not followed', async (location) => {
    const { error_type, urls } = await getIssue({ [ISSUE]: moved(location) });
    expect([error_type, urls]).toEqual(['APIError', [ISSUE]]);
  });

  it('from one number to another is not followed', async () => {
    const first = `${API}/repositories/7/issues/1`;
    const { error_type, urls } = await getIssue({
      [ISSUE]: moved(first),
      [first]: moved(`${API}/repositories/8/issues/1`),
    });
    expect([error_type, urls]).toEqual(['APIError', [ISSUE, first]]);
  });

  it('that turns a request into another one is not followed', async () => {
    const answers = { [ISSUE]: { ...moved(ISSUE, 303), json: { message: 'See Other' } } };
    expect((await getIssue(answers)).result).toBe('GitHub API error (303): See Other');
  });

  it('that never ends is given up', async () => {
    const { error_type, result, urls } = await getIssue({ [ISSUE]: moved(ISSUE) });
    expect(error_type).toBe('APIError');
    expect([result, urls.length]).toEqual(['GitHub redirected more than 5 times', 6]);
  });

  it('that says not where to is what GitHub says of it', async () => {
    const answers = { [ISSUE]: { status: 301, json: { message: 'Moved' } } };
    expect((await getIssue(answers)).result).toBe('GitHub API error (301): Moved');
  });

  it('keeps the method and the body of a write', async () => {
    const world = fakeWorld(
      ({ url }) =>
        url.includes('/repositories/')
          ? { json: documented('issue-comment') }
          : moved(`${API}/repositories/7/issues/1/comments`, 307),
      { allow_writes: 'true' },
    );
    const args = { owner: 'octo', repo: 'hello', issue_number: 1, body: 'hi' };
    await callTool(world, 'gh_add_issue_comment', args);
    expect(world.requests.map(({ method, body }) => [method, body])).toEqual([
      ['POST', '{"body":"hi"}'],
      ['POST', '{"body":"hi"}'],
    ]);
  });

  it('of a search is not followed', async () => {
    const world = fakeWorld(() => moved(`${API}/search/code?q=secret`));
    expect(await callTool(world, 'gh_search_code', { query: 'x' })).toEqual({
      success: false,
      result: 'GitHub API error (301): no message',
      error_type: 'APIError',
    });
    expect(world.requests).toHaveLength(1);
  });
});
