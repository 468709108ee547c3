import { describe, expect, it } from 'vitest';
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

describe('errors that GitHub answers', () => {
  const message = (text: string) => ({ json: { message: text } });

  it.each<[string, FakeAnswer, string, string]>([
    ['401', { status: 401, ...message('Bad credentials') }, 'Unauthorized', 'Bad credentials'],
    ['403', { status: 403, ...message('Forbidden') }, 'Unauthorized', 'Forbidden'],
    ['404', { status: 404, ...message('Not Found') }, 'NotFound', 'Not Found'],
    ['410', { status: 410, ...message('Gone') }, 'NotFound', 'Gone'],
    ['304', { status: 304 }, 'APIError', 'no message'],
    ['451', { status: 451, ...message('DMCA') }, 'APIError', 'DMCA'],
    ['500', { status: 500, bytes: Uint8Array.of(0xff) }, 'APIError', 'no message'],
    ['502', { status: 502, json: [] }, 'APIError', 'no message'],
  ])('maps status %s', async (status, answer, type, reason) => {
    expect((await errorOf(answer)).error).toEqual([
      type,
      `GitHub API error (${status}): ${reason}`,
    ]);
  });

  it('tells what a 422 finds wrong', async () => {
    const errors = [{ resource: 'Label', code: 'invalid', field: 'color' }, 'odd', { code: '' }];
    const answer = { status: 422, json: { message: 'Validation Failed', errors } };
    expect((await errorOf(answer)).error).toEqual([
      'APIError',
      'GitHub API error (422): Validation Failed; Label.color: invalid; odd',
    ]);
  });

  it('names the place of each thing that is wrong as far as GitHub does', async () => {
    const errors = [
      { resource: 'Issue', message: 'is locked', code: 'custom' },
      { field: 'title', code: 'missing' },
      { code: 'invalid' },
      { resource: 'Issue' },
    ];
    const answer = { status: 422, json: { message: 'No', errors } };
    expect((await errorOf(answer)).error).toEqual([
      'APIError',
      'GitHub API error (422): No; Issue: is locked; title: missing; invalid',
    ]);
  });

  it('takes a refusal with other errors for a question of rights', async () => {
    const json = { message: 'No', errors: [{ code: 'other' }] };
    expect((await errorOf({ status: 403, json })).error[0]).toBe('Unauthorized');
  });

  it.each([
    [401, { 'retry-after': '1' }, 'Unauthorized'],
    [404, { 'x-ratelimit-remaining': '0' }, 'NotFound'],
    [403, { 'x-ratelimit-remaining': '1' }, 'Unauthorized'],
  ])('takes status %i with the headers %j for %s', async (status, headers, type) => {
    const json = { message: 'm' };
    expect((await errorOf({ status, headers, json })).error[0]).toBe(type);
  });

  it.each([
    ['x60', 'retry after x60'],
    ['60x', 'retry after 60x'],
  ])('repeats a time that is no number of seconds: %s', async (after, text) => {
    const answer = { status: 429, headers: { 'retry-after': after }, ...message('m') };
    expect((await errorOf(answer)).error).toEqual([
      'RateLimited',
      `GitHub API error (429): m; ${text}`,
    ]);
  });

  it.each([
    ['gh_list_commits', {}],
    ['gh_get_commit', { sha: 'main' }],
    ['gh_get_file_contents', {}],
  ])('%s passes on what is none of its own cases', async (tool, args) => {
    const call = { tool, args };
    expect((await errorOf({ status: 500, ...message('m') }, call)).error).toEqual([
      'APIError',
      'GitHub API error (500): m',
    ]);
    expect((await errorOf({ status: 404, ...message('m') }, call)).error[0]).toBe('NotFound');
    const variables = { github_api_url: 'none' };
    expect((await errorOf({}, { ...call, variables })).error[0]).toBe('NetworkError');
  });

  it('APIError for a list in which not all are objects', async () => {
    expect((await errorOf({ json: [{}, 'main'] })).error).toEqual([
      'APIError',
      'GitHub API error (200): the answer is no list of objects',
    ]);
  });

  it.each([199, 300])('takes the status %i for no success', async (status) => {
    expect((await errorOf({ status, json: [] })).error[0]).toBe('APIError');
  });

  it('takes the status 299 for a success', async () => {
    const world = fakeWorld(() => ({ status: 299, json: [] }));
    expect(await callTool(world, 'gh_list_branches', HELLO)).toEqual({
      success: true,
      result: '[]',
      error_type: null,
    });
  });

  it('does not take a file that is too large for a question of rights', async () => {
    const json = { message: 'Too large', errors: [{ code: 'too_large', field: 'data' }] };
    expect((await errorOf({ status: 403, json })).error).toEqual([
      'APIError',
      'GitHub API error (403): Too large; data: too_large',
    ]);
  });

  it.each<[string, number, Record<string, string>, string]>([
    [
      'a spent limit',
      403,
      { 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': '1372700873' },
      'slow down; retry after the limit resets at 1372700873 (Unix time in seconds)',
    ],
    [
      'a secondary limit',
      403,
      { 'retry-after': '60', 'x-ratelimit-reset': '1' },
      'slow down; retry after 60 seconds',
    ],
    [
      'a date',
      429,
      { 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' },
      'slow down; retry after Wed, 21 Oct 2015 07:28:00 GMT',
    ],
    ['nothing', 429, {}, 'slow down; retry in a minute at the earliest'],
  ])('RateLimited says when to retry, by %s', async (_, status, headers, text) => {
    expect((await errorOf({ status, headers, ...message('slow down') })).error).toEqual([
      'RateLimited',
      `GitHub API error (${status}): ${text}`,
    ]);
  });

  it('RateLimited where only the words tell of a limit', async () => {
    const said = 'You have exceeded a secondary rate limit.';
    expect((await errorOf({ status: 403, ...message(said) })).error).toEqual([
      'RateLimited',
      `GitHub API error (403): ${said}; retry in a minute at the earliest`,
    ]);
  });

  it.each<[string, FakeAnswer, string]>([
    ['no JSON', { bytes: new TextEncoder().encode('<html>') }, 'the answer is no JSON'],
    ['nothing', { status: 204 }, 'the answer is no JSON'],
    ['an object', { json: {} }, 'the answer is no list of objects'],
    ['a list of texts', { json: ['main'] }, 'the answer is no list of objects'],
  ])('APIError for a list that is %s', async (_, answer, reason) => {
    expect((await errorOf(answer)).error).toEqual([
      'APIError',
      `GitHub API error (${answer.status ?? 200}): ${reason}`,
    ]);
  });

  it('APIError for an object that is a list', async () => {
    const call = { tool: 'gh_get_issue', args: { issue_number: 1 } };
    expect((await errorOf({ json: [] }, call)).error).toEqual([
      'APIError',
      'GitHub API error (200): the answer is no object',
    ]);
  });

  it('gives nothing for fields that GitHub leaves out', async () => {
    const world = fakeWorld(() => ({ json: [{}] }));
    expect(await callTool(world, 'gh_list_commits', HELLO)).toEqual({
      success: true,
      result: '[{"sha":"","message":"","author":null,"date":null}]',
      error_type: null,
    });
  });

  it('finds no commits in an empty repository, and no commit', async () => {
    const empty = { status: 409, ...message('Git Repository is empty.') };
    const world = fakeWorld(() => empty);
    expect(await callTool(world, 'gh_list_commits', HELLO)).toEqual({
      success: true,
      result: '[]',
      error_type: null,
    });
    const call = { tool: 'gh_get_commit', args: { sha: 'main' } };
    expect((await errorOf(empty, call)).error).toEqual([
      'NotFound',
      'GitHub API error (409): Git Repository is empty.',
    ]);
    const absent = { status: 422, ...message('No commit found for SHA: abc') };
    expect((await errorOf(absent, call)).error).toEqual([
      'NotFound',
      'GitHub API error (422): No commit found for SHA: abc',
    ]);
  });

  it('calls all of them APIError in the contract deepfabric-4', async () => {
    const variables = { contract: 'deepfabric-4' };
    const answers = [401, 404, 429].map((status) => ({ status, ...message('m') }));
    const unreachable = { variables: { ...variables, github_api_url: 'none' } };
    expect((await errorOf({}, unreachable)).error[0]).toBe('APIError');
    for (const answer of answers) {
      expect((await errorOf(answer, { variables })).error[0]).toBe('APIError');
    }
  });
});
