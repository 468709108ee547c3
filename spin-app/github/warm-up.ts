import { type WarmUp, type WarmUpAnswer, warmUpPost } from '../protocol/warm-up.ts';
import type { Parameter } from './parameter.ts';
import { githubTools } from './tools.ts';

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };

/** All that a tool looks for in an answer, whatever it asked for. */
const OBJECT = {
  name: 'a.md',
  type: 'file',
  path: 'docs/a.md',
  sha: '7fd1a60b01f91b314f59955a4e4d4e80d8edf11d',
  ...{ size: 4, encoding: 'base64', content: 'dGV4\ndA==\n' },
  ...{ id: 1, number: 1, title: 'Title', body: 'Text', state: 'open', draft: false },
  html_url: 'https://github.com/o/r/issues/1',
  user: { login: 'octocat' },
  labels: [{ name: 'bug' }],
  assignees: [{ login: 'octocat' }],
  ...{ head: { ref: 'topic' }, base: { ref: 'main' } },
  ...{ additions: 1, deletions: 1, changed_files: 1, comments: 1 },
  commit: { sha: '7fd1a60b', message: 'Fix all\n\nText', author: { name: 'A', date: '2026' } },
  files: [{ filename: 'a.md', status: 'modified', changes: 1 }],
  repository: { full_name: 'o/r' },
  full_name: 'o/r',
};

function sample({ type, choices }: Parameter): unknown {
  if (type === 'integer') return 1;
  if (type === 'boolean') return true;
  return type === 'string' ? (choices?.[0] ?? 'o') : ['bug'];
}

const allTools = githubTools.flatMap(({ name, parameters }) => {
  const given = Object.entries(parameters);
  const required = given.filter(([, each]) => each.required);
  return [required, given].map((entries) => call(name, argumentsOf(entries)));
});

function argumentsOf(entries: readonly (readonly [string, Parameter])[]): object {
  return Object.fromEntries(entries.map(([name, parameter]) => [name, sample(parameter)]));
}

function call(tool: string, args: object) {
  return warmUpPost('/github/execute', { session_id: 'session 1', tool, args });
}

/** What the component is warmed by while it is built. */
export const githubWarmUp: WarmUp = {
  requests: [
    ...allTools,
    call('gh_get_file_contents', { owner: 'o', repo: 'o', path: 'docs/missing.md' }),
    call('gh_get_file_contents', { owner: 'o', repo: 'o', path: 'docs/moved.md' }),
    call('gh_get_file_contents', { owner: 'o', repo: 'o', path: '../a' }),
    call('gh_get_file_contents', { owner: 'o', repo: 'elsewhere' }),
    call('gh_get_file_contents', { owner: 'o' }),
    call('gh_search_code', { query: 'repo:o/o "a phrase" word' }),
    call('gh_list_issues', { owner: 1, repo: 'o', more: true }),
    call('no_tool', {}),
    { method: 'POST', target: '/github/execute', body: '{' },
    { method: 'GET', target: '/github/health' },
    { method: 'GET', target: '/github/list-tools' },
    { method: 'GET', target: '/github/components' },
    { method: 'DELETE', target: '/github/session/session%201' },
    { method: 'GET', target: '/github/nothing' },
  ],
  variables: { github_token: 'token', allowed_repos: 'o/o, o/r', allow_writes: 'true' },
  upstream: answerTo,
};

function answerTo(method: string, url: string): WarmUpAnswer {
  if (url.includes('/missing')) {
    return { status: 404, headers: JSON_TYPE, body: '{"message": "Not Found"}' };
  }
  if (url.includes('/repos/o/o/contents/docs/moved')) {
    const location = 'https://api.github.com/repositories/1/contents/docs/moved.md';
    return { status: 301, headers: { ...JSON_TYPE, location }, body: '{"message": "Moved"}' };
  }
  if (url.includes('/search/')) return json({ total_count: 1, items: [OBJECT] });
  if (method === 'POST') return json(OBJECT);
  const isList = /\/(?:issues|pulls|commits|branches|contents\/)(?:\?|$)/.test(url);
  const next = 'https://api.github.com/repositories/1/issues?page=2';
  const link = url.includes('page=2') ? {} : { link: `<${next}>; rel="next"` };
  return json(isList ? [OBJECT] : OBJECT, link);
}

function json(value: unknown, more: Readonly<Record<string, string>> = {}): WarmUpAnswer {
  return { headers: { ...JSON_TYPE, ...more }, body: JSON.stringify(value) };
}
