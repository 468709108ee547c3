import { describe, expect, it } from 'vitest';
import { callTool, documented, fakeWorld } from './fake-github.fixture.ts';
import { handleGithub } from './github.ts';

const failure = (error_type: string, result: string) => ({ success: false, result, error_type });

/** Calls a tool where only octo/hello is allowed; gives the answer and the URLs that were asked. */
async function callConfined(tool: string, args: unknown, variables: Record<string, string> = {}) {
  const world = fakeWorld(() => ({ json: [] }), { allowed_repos: 'octo/hello', ...variables });
  const answer = await callTool(world, tool, args);
  return { answer, urls: world.requests.map(({ url }) => url) };
}

describe("the defects of DeepFabric's github component", () => {
  it('G1: a perPage that is text, and arguments or a body that are no object, are refused', async () => {
    const args = { owner: 'octo', repo: 'hello', perPage: '5' };
    expect((await callConfined('gh_list_issues', args)).answer).toEqual(
      failure('InvalidArguments', 'Argument perPage must be an integer from 1 on, not "5"'),
    );
    expect((await callConfined('gh_list_issues', null)).answer).toEqual(
      failure('InvalidArguments', 'args must be an object, not null'),
    );
    expect((await callConfined('gh_list_issues', [])).answer).toEqual(
      failure('InvalidArguments', 'args must be an object, not an array'),
    );
    const body = new TextEncoder().encode('[1]');
    const world = fakeWorld(() => ({}));
    const { status } = await handleGithub(
      { method: 'POST', path: '/github/execute', query: '', body },
      world.platform,
    );
    expect(status).toBe(400);
  });

  it.each([
    [
      'gh_get_file_contents',
      { path: '../../../other/private/contents/SECRET' },
      'Invalid path: "../../../other/private/contents/SECRET"',
    ],
    [
      'gh_get_issue',
      { issue_number: '1/../../../../other/private/issues/1' },
      'Argument issue_number must be an integer from 1 on, not "1/../../../../other/private/issues/1"',
    ],
    [
      'gh_list_issues',
      { state: 'open&creator=bob#' },
      'Argument state must be one of open, closed, all, not "open&creator=bob#"',
    ],
  ])('G2: %s keeps its arguments in their place', async (tool, args, text) => {
    const { answer, urls } = await callConfined(tool, { owner: 'octo', repo: 'hello', ...args });
    expect(answer).toEqual(failure('InvalidArguments', text));
    expect(urls).toEqual([]);
  });

  it('G2: what must be sent as it is, is encoded', async () => {
    const args = { owner: 'octo', repo: 'hello', sha: 'a&b=c#d/..' };
    const { urls } = await callConfined('gh_list_commits', args);
    expect(urls).toEqual([
      'https://api.github.com/repos/octo/hello/commits?sha=a%26b%3Dc%23d%2F..&per_page=10',
    ]);
  });

  it('G3: both searches keep to the allowed repositories', async () => {
    const examples = {
      gh_search_code: ['code', 'code-search-result-item-paginated'],
      gh_search_repositories: ['repositories', 'repo-search-result-item-paginated'],
    } as const;
    for (const [tool, [endpoint, example]] of Object.entries(examples)) {
      const world = fakeWorld(() => ({ json: documented(example) }), {
        allowed_repos: 'octo/hello',
      });
      expect(await callTool(world, tool, { query: 'x' })).toEqual({
        success: true,
        result: '{"total_count":0,"items":[]}',
        error_type: null,
      });
      expect(world.requests[0]?.url).toMatch(`/search/${endpoint}?q=repo%3Aocto%2Fhello%20x&`);
    }
  });

  it('G3: an allow-list of nothing but commas allows nothing', async () => {
    const { answer, urls } = await callConfined(
      'gh_list_branches',
      { owner: 'octo', repo: 'hello' },
      { allowed_repos: ' , ' },
    );
    expect(answer).toEqual(
      failure(
        'RepoNotAllowed',
        "Repository 'octo/hello' is not in the allowed list. Allowed repositories: none",
      ),
    );
    expect(urls).toEqual([]);
  });

  it.each(['gh_create_issue', 'gh_create_pr', 'gh_add_issue_comment'])(
    'G4: %s exists, behind the write guard',
    async (tool) => {
      const args = {
        gh_create_issue: { title: 't' },
        gh_create_pr: { title: 't', head: 'h', base: 'b' },
        gh_add_issue_comment: { issue_number: 1, body: 'b' },
      }[tool];
      const call = { owner: 'octo', repo: 'hello', ...args };
      for (const allow_writes of ['false', '', '0', 'yes']) {
        const { answer, urls } = await callConfined(tool, call, { allow_writes });
        const text = `Write operation '${tool}' is disabled. Set SPIN_VARIABLE_ALLOW_WRITES=true to enable.`;
        expect([answer, urls]).toEqual([failure('WriteNotAllowed', text), []]);
      }
      expect((await callConfined(tool, call, { allow_writes: 'true' })).urls).toHaveLength(1);
    },
  );

  it('G5: a file that is no UTF-8 is no error, and the hash is in the answer', async () => {
    const json = { type: 'file', encoding: 'base64', size: 2, content: '//4=\n', sha: 'abc' };
    const world = fakeWorld(() => ({ json }));
    const args = { owner: 'octo', repo: 'hello', path: 'f' };
    expect(await callTool(world, 'gh_get_file_contents', args)).toEqual({
      success: true,
      result: '{"type":"file","size":2,"encoding":"base64","content":"//4="}',
      error_type: null,
      sha: 'abc',
      encoding: 'base64',
    });
  });

  it('G6: an answer depends on what GitHub answers only, not on the clock', async () => {
    const limited = { status: 429, headers: { 'x-ratelimit-reset': '1372700873' }, json: {} };
    const answers = [0, 2e12].map(async (time) => {
      const world = fakeWorld(() => limited);
      const platform = { ...world.platform, now: () => time };
      return callTool({ ...world, platform }, 'gh_list_branches', { owner: 'a', repo: 'b' });
    });
    const [early, late] = await Promise.all(answers);
    expect(early).toEqual(late);
  });
});
