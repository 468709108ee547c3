import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Upstream } from '../upstream.fixture.ts';
import { failed, noCall } from './answers.ts';
import { send } from './contract-case.ts';
import { startGithub } from './github-double.ts';
import { type BuiltApp, openBuiltApp } from './served-world.ts';
import { START_LIMIT, testedApp } from './tested-app.ts';

let github: Upstream;
let built: BuiltApp;
let asked = 0;

const app = testedApp({
  env: async () => {
    github = await startGithub();
    return {
      SPIN_VARIABLE_GITHUB_API_URL: github.url,
      SPIN_VARIABLE_ALLOWED_REPOS: 'octo/hello',
    };
  },
});
beforeAll(async () => {
  built = await openBuiltApp();
}, START_LIMIT);
afterAll(() => built.close());
beforeEach(() => {
  asked = github.requests.length;
});

/** The requests to GitHub in this test. */
const questions = () => github.requests.slice(asked);

async function call(tool: string, args: unknown, origin = app.url): Promise<unknown> {
  const { status, body } = await send(origin, 'POST /github/execute', { tool, args });
  expect(status).toBe(200);
  return body;
}

/** The app with other variables, still before the same double. */
const served = (variables: Readonly<Record<string, string>>) =>
  built.serve({ variables: { github_api_url: github.url, ...variables } });

const hello = { owner: 'octo', repo: 'hello' };

describe("the defects of DeepFabric's github component that the built one does not have", () => {
  it('G1: a perPage of text, and arguments or a body that are not an object, are refused', async () => {
    expect(await call('gh_list_issues', { ...hello, perPage: '5' })).toEqual(
      failed('InvalidArguments', 'Argument perPage must be an integer from 1 on, not "5"'),
    );
    expect(await call('gh_list_issues', null)).toEqual(
      failed('InvalidArguments', 'args must be an object, not null'),
    );
    expect(await call('gh_list_issues', [])).toEqual(
      failed('InvalidArguments', 'args must be an object, not an array'),
    );
    expect(await send(app.url, 'POST /github/execute', [1])).toEqual({
      status: 400,
      body: noCall('expected an object, got an array'),
    });
    expect(questions()).toEqual([]);
  });

  it('G2: arguments stay in their place: none leads out of the repository or adds a parameter', async () => {
    const path = '../../../other/private/contents/SECRET';
    expect(await call('gh_get_file_contents', { ...hello, path })).toEqual(
      failed('InvalidArguments', `Invalid path: "${path}"`),
    );
    const issue_number = '1/../../../../other/private/issues/1';
    expect(await call('gh_get_issue', { ...hello, issue_number })).toEqual(
      failed(
        'InvalidArguments',
        `Argument issue_number must be an integer from 1 on, not "${issue_number}"`,
      ),
    );
    const state = 'open&creator=bob#';
    expect(await call('gh_list_issues', { ...hello, state })).toEqual(
      failed('InvalidArguments', `Argument state must be one of open, closed, all, not "${state}"`),
    );
    await call('gh_list_commits', { ...hello, sha: 'a&b=c#d/..' });
    expect(questions()).toEqual([
      'GET /repos/octo/hello/commits?sha=a%26b%3Dc%23d%2F..&per_page=10',
    ]);
  });

  it('G3: both searches ask for, and give, allowed repositories only', async () => {
    const other = await served({ allowed_repos: 'acme/tools' });
    for (const tool of ['gh_search_code', 'gh_search_repositories']) {
      expect(await call(tool, { query: 'x' }, other)).toEqual({
        success: true,
        result: '{"total_count":0,"items":[]}',
        error_type: null,
      });
    }
    expect(questions()).toEqual([
      expect.stringMatching(/^GET \/search\/code\?q=repo%3Aacme%2Ftools%20x&/),
      expect.stringMatching(/^GET \/search\/repositories\?q=repo%3Aacme%2Ftools%20x&/),
    ]);
  });

  it('G3: a list of nothing but commas, or an empty one, allows nothing', async () => {
    for (const allowed_repos of [' , ', '', '*,']) {
      const origin = await served({ allowed_repos });
      expect([allowed_repos, await call('gh_list_branches', hello, origin)]).toEqual([
        allowed_repos,
        failed(
          'RepoNotAllowed',
          "Repository 'octo/hello' is not in the allowed list. Allowed repositories: none",
        ),
      ]);
    }
    expect(questions()).toEqual([]);
  });

  it('G4: every tool that writes exists, and writes only where allow_writes is true', async () => {
    const writes = {
      gh_create_issue: { title: 't' },
      gh_create_pr: { title: 't', head: 'h', base: 'b' },
      gh_add_issue_comment: { issue_number: 7, body: 'b' },
    };
    for (const [tool, args] of Object.entries(writes)) {
      const text = `Write operation '${tool}' is disabled. Set SPIN_VARIABLE_ALLOW_WRITES=true to enable.`;
      expect(await call(tool, { ...hello, ...args })).toEqual(failed('WriteNotAllowed', text));
    }
    expect(questions()).toEqual([]);
    const writing = await served({ allow_writes: 'true' });
    for (const [tool, args] of Object.entries(writes)) {
      expect(await call(tool, { ...hello, ...args }, writing)).toMatchObject({ success: true });
    }
    expect(questions()).toEqual([
      'POST /repos/octo/hello/issues',
      'POST /repos/octo/hello/pulls',
      'POST /repos/octo/hello/issues/7/comments',
    ]);
  });

  it('G5: a file that is not UTF-8 comes as base64, with its sha', async () => {
    expect(await call('gh_get_file_contents', { ...hello, path: 'raw.bin' })).toEqual({
      success: true,
      result: '{"type":"file","size":2,"encoding":"base64","content":"//4="}',
      error_type: null,
      sha: 'abc123',
      encoding: 'base64',
    });
  });

  it('G6: the same upstream answer gives the same bytes, whenever it is asked', async () => {
    const first = await call('gh_get_file_contents', { ...hello, path: 'busy' });
    const again = await call('gh_get_file_contents', { ...hello, path: 'busy' });
    expect(again).toEqual(first);
    expect(first).toEqual(
      failed('RateLimited', 'GitHub API error (429): Too many requests; retry after 60 seconds'),
    );
  });
});
