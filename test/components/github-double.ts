import type { ServerResponse } from 'node:http';
import { startUpstream, type Upstream } from '../upstream.fixture.ts';

/** The double's answer to one request. */
interface Said {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json: unknown;
}

const base64 = (bytes: Uint8Array | string) => Buffer.from(bytes).toString('base64');
const user = (login: string) => ({ login });

const issue = {
  number: 7,
  title: 'Broken',
  body: 'It is.',
  state: 'open',
  user: user('mona'),
  labels: [{ name: 'bug' }],
  assignees: [user('hubot')],
  created_at: '2024-01-01T00:00:00Z',
  updated_at: '2024-01-02T00:00:00Z',
  comments: 2,
};

const pull = {
  ...issue,
  number: 8,
  title: 'Correct',
  head: { ref: 'correct' },
  base: { ref: 'main' },
  draft: false,
  mergeable: true,
  additions: 3,
  deletions: 1,
  changed_files: 1,
};

const commit = {
  sha: '0123456789abcdef0123456789abcdef01234567',
  commit: {
    message: 'Correct it\n\nAt last.',
    author: { name: 'Mona', date: '2024-01-01T00:00:00Z' },
  },
  stats: { total: 4, additions: 3, deletions: 1 },
  files: [{ filename: 'a.txt', status: 'modified', changes: 4 }],
};

const repository = {
  full_name: 'octo/hello',
  description: 'Hello',
  stargazers_count: 5,
  language: 'C',
  html_url: 'https://github.com/octo/hello',
};

const code = { name: 'a.txt', path: 'a.txt', repository, html_url: 'https://github.com/x' };

const file = (bytes: Uint8Array | string) => ({
  type: 'file',
  encoding: 'base64',
  size: bytes.length,
  content: base64(bytes),
  sha: 'abc123',
});

/** Answers by method and path; of any repository but `octo/hello` the double knows nothing. */
const ANSWERS: Readonly<Record<string, Said>> = {
  'GET /repos/octo/hello/contents/a.txt': { json: file('hello\n') },
  'GET /repos/octo/hello/contents/raw.bin': { json: file(new Uint8Array([0xff, 0xfe])) },
  'GET /repos/octo/hello/contents/': {
    json: [{ name: 'a.txt', type: 'file', path: 'a.txt', size: 6 }],
  },
  'GET /repos/octo/hello/contents/secret': {
    status: 403,
    json: { message: 'Resource not accessible by personal access token' },
  },
  'GET /repos/octo/hello/contents/busy': {
    status: 429,
    headers: { 'retry-after': '60' },
    json: { message: 'Too many requests' },
  },
  'GET /repos/octo/hello/contents/broken': { status: 500, json: { message: 'Oops' } },
  'GET /search/code': { json: { total_count: 1, items: [code] } },
  'GET /search/repositories': { json: { total_count: 1, items: [repository] } },
  'GET /repos/octo/hello/issues': { json: [issue, { ...pull, pull_request: {} }] },
  'GET /repos/octo/hello/issues/7': { json: issue },
  'POST /repos/octo/hello/issues': {
    status: 201,
    json: { ...issue, html_url: 'https://github.com/octo/hello/issues/7' },
  },
  'POST /repos/octo/hello/issues/7/comments': {
    status: 201,
    json: { id: 1, html_url: 'https://github.com/c', created_at: '2024-01-03T00:00:00Z' },
  },
  'GET /repos/octo/hello/pulls': { json: [pull] },
  'GET /repos/octo/hello/pulls/8': { json: pull },
  'POST /repos/octo/hello/pulls': {
    status: 201,
    json: { ...pull, html_url: 'https://github.com/octo/hello/pull/8' },
  },
  'GET /repos/octo/hello/commits': { json: [commit] },
  'GET /repos/octo/hello/commits/main': { json: commit },
  'GET /repos/octo/hello/branches': {
    json: [{ name: 'main', commit: { sha: commit.sha }, protected: true }],
  },
};

const UNKNOWN: Said = { status: 404, json: { message: 'Not Found' } };

/** Starts a server of this machine that answers as GitHub's REST API does. */
export function startGithub(): Promise<Upstream> {
  return startUpstream(({ method, url = '' }, response) => {
    const said = ANSWERS[`${method} ${url.split('?')[0]}`] ?? UNKNOWN;
    answer(response, said);
  });
}

function answer(response: ServerResponse, { status = 200, headers = {}, json }: Said): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(json));
}
