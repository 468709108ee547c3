import { describe, expect, it } from 'vitest';
import type { FetchRequest } from '../protocol/platform.ts';
import {
  callTool,
  documented,
  type FakeAnswer,
  fakeWorld,
  recorded,
} from './fake-github.fixture.ts';
import { isObject, type Json } from './json.ts';

const HELLO = { owner: 'octo', repo: 'hello' };
const ISSUES = 'https://api.github.com/repos/octo/hello/issues';
const FIRST = `${ISSUES}?state=open&per_page=2`;

/** Lists issues at a GitHub of which these pages are all there is. */
async function list(pages: Readonly<Record<string, FakeAnswer>>, args: object = { perPage: 2 }) {
  const world = fakeWorld(({ url }: FetchRequest) => pages[url] ?? { status: 404, json: {} });
  const answer = await callTool(world, 'gh_list_issues', { ...HELLO, ...args });
  const { success, result } = answer as { success: boolean; result: string };
  const numbers = success ? JSON.parse(result).map(({ number }: { number: number }) => number) : [];
  return {
    result,
    numbers,
    urls: world.requests.map(({ url }) => url),
    methods: world.requests.map(({ method }) => method),
  };
}

const issue = (number: number) => ({ number });
const pull = (number: number) => ({ number, pull_request: {} });
const page = (json: Json, next?: string): FakeAnswer => ({
  json,
  ...(next && { headers: { link: `<${next}>; rel="next", <${ISSUES}?page=9>; rel="last"` } }),
});

describe('gh_list_issues', () => {
  it('gives what GitHub recorded, page by page', async () => {
    const replay = recorded('paginate-issues');
    const world = fakeWorld((request) => {
      // The recording did not ask for a state, and names its later pages by number only.
      const url = request.url.replace('state=open&', '');
      const later = url.replace('repos/octokit-fixture-org/paginate-issues', 'repositories/1000');
      return replay({ ...request, url: url.includes('&page=') ? later : url });
    });
    const args = { owner: 'octokit-fixture-org', repo: 'paginate-issues', perPage: 3 };
    const titlesOf = async (extra: object) => {
      const answer = await callTool(world, 'gh_list_issues', { ...args, ...extra });
      const issues = JSON.parse((answer as { result: string }).result) as { title: string }[];
      return issues.map(({ title }) => title);
    };
    expect(await titlesOf({})).toEqual(['Test issue 13', 'Test issue 12', 'Test issue 11']);
    expect(await titlesOf({ page: 5 })).toEqual(['Test issue 1']);
  });

  it('gives the fields of an issue, with nothing for an account that is gone', async () => {
    const example = documented('issue');
    const plain = isObject(example) ? { ...example, pull_request: undefined } : {};
    const json = JSON.parse(JSON.stringify([plain, { ...plain, user: null, labels: ['old'] }]));
    const { result } = await list({ [FIRST]: { json } });
    const common = {
      number: 1347,
      title: 'Found a bug',
      state: 'open',
      created_at: '2011-04-22T13:33:48Z',
    };
    expect(JSON.parse(result)).toEqual([
      { ...common, author: 'octocat', labels: ['bug'] },
      { ...common, author: null, labels: ['old'] },
    ]);
  });

  it('asks for one page when no pull request takes a place', async () => {
    const { numbers, urls } = await list({ [FIRST]: page([issue(4), issue(3)], `${ISSUES}?x`) });
    expect(numbers).toEqual([4, 3]);
    expect(urls).toEqual([FIRST]);
  });

  it('makes up for pull requests from the next pages of the same repository', async () => {
    const byNumber = 'https://api.github.com/repositories/7/issues?page=2';
    const { numbers, urls, methods } = await list({
      [FIRST]: page([pull(4), pull(3)], byNumber),
      [byNumber]: page([issue(2), pull(1)], `${byNumber}0`),
      [`${byNumber}0`]: page([issue(0), issue(-1)]),
    });
    expect(numbers).toEqual([2, 0]);
    expect(methods).toEqual(['GET', 'GET', 'GET']);
    expect(urls).toEqual([FIRST, byNumber, `${byNumber}0`]);
  });

  it.each([
    'https://api.github.com/repos/other/secret/issues?page=2',
    'https://api.github.com/repositories/7/pulls?page=2',
    'https://api.github.com.evil.test/repos/octo/hello/issues?page=2',
    'http://api.github.com/repos/octo/hello/issues?page=2',
    'https://user@api.github.com/repos/octo/hello/issues?page=2',
  ])('does not follow a next page to %s', async (next) => {
    const world = fakeWorld(() => page([pull(1)], next), { allowed_repos: 'octo/hello' });
    const answer = await callTool(world, 'gh_list_issues', HELLO);
    expect(answer).toEqual({ success: true, result: '[]', error_type: null });
    expect(world.requests).toHaveLength(1);
  });

  it('stops after five pages of nothing but pull requests', async () => {
    const world = fakeWorld(() => page([pull(1)], `${ISSUES}?page=2`));
    await callTool(world, 'gh_list_issues', HELLO);
    expect(world.requests).toHaveLength(5);
  });
});
