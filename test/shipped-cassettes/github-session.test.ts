import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type CassetteFile, parseCassette, readCassette } from '../../harness/internal.ts';
import { serveApp, spintape } from '../spintape.fixture.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';
import { reportOf } from '../tool-calls.fixture.ts';
import { documentedAnswer } from './documented-answers.ts';
import {
  missingForNetwork,
  type NetworkDouble,
  networkDouble,
  replayWithoutNetwork,
} from './network-double.ts';
import { borrowedAnswer, recordedAnswers } from './recorded-answers.ts';
import { Upstream } from './upstream.ts';
import type { UpstreamEntry } from './upstream-answer.ts';

const TOKEN = 'ghp_tokenOfOneWholeSessionWithGithub01234';
const REPOSITORY = '/repos/{owner}/{repo}';

/** The calls of a user who explores a repository. */
const CALLS = [
  'gh_search_repositories, args: {query: tetris language:assembly, sort: stars}',
  'gh_get_file_contents, args: {owner: octokit-fixture-org, repo: hello-world}',
  'gh_get_file_contents, args: {owner: octokit-fixture-org, repo: hello-world, path: README.md}',
  ...[1, 2, 3, 4, 5].map((page) => {
    const of = 'owner: octokit-fixture-org, repo: paginate-issues, perPage: 3';
    return `gh_list_issues, args: {${of}${page === 1 ? '' : `, page: ${page}`}}`;
  }),
  'gh_get_pull_request, args: {owner: octocat, repo: Hello-World, pullNumber: 1347}',
  'gh_list_commits, args: {owner: octocat, repo: Hello-World, sha: master}',
  'gh_list_branches, args: {owner: octokit-fixture-org, repo: branch-protection}',
  'gh_list_branches, args: {owner: octocat, repo: Hello-World}',
].map((tool) => `call: {component: github, session: s-1, tool: ${tool}}`);

const SCENARIO = ['spintape: 1\nname: looking-around\nworld: {seed: 1}', ...CALLS].join('\n---\n');

const RATE_LIMITED: UpstreamEntry = {
  answer: {
    status: 403,
    headers: [
      ['content-type', 'application/json; charset=utf-8'],
      ['x-ratelimit-limit', '60'],
      ['x-ratelimit-remaining', '0'],
      ['x-ratelimit-reset', '1767603600'],
    ],
    body: JSON.stringify({ message: 'API rate limit exceeded for user ID 1.' }),
  },
  accepts: ({ url }) => url.pathname === '/repos/octocat/Hello-World/branches',
};

function github(): Upstream {
  return new Upstream('a whole session', [
    documentedAnswer('GET /search/repositories'),
    ...recordedAnswers('get-content'),
    ...recordedAnswers('paginate-issues'),
    documentedAnswer(`GET ${REPOSITORY}/pulls/{pull_number}`),
    documentedAnswer(`GET ${REPOSITORY}/commits`),
    RATE_LIMITED,
    borrowedAnswer('branch-protection', 404, ({ url }) => url.pathname.endsWith('/branches')),
  ]);
}

const networks: NetworkDouble[] = [];
afterAll(() => {
  for (const network of networks) network.close();
});

async function openNetwork(upstream: Upstream) {
  const network = await networkDouble(upstream);
  networks.push(network);
  const env = { ...network.env, SPIN_VARIABLE_GITHUB_TOKEN: TOKEN };
  return { network, options: { through: network.through, env } };
}

/** The result of each call: an error type, or null. */
function errorTypes({ entries }: CassetteFile): unknown[] {
  return entries.map(({ response }) => bodyOf(response)['error_type']);
}

function bodyOf(message: { readonly body: Uint8Array } | undefined): Record<string, unknown> {
  return JSON.parse(new TextDecoder().decode(message?.body));
}

function hosts({ entries }: CassetteFile): string[] {
  const urls = entries.flatMap(({ exchanges }) => exchanges.map(({ request }) => request.url));
  return [...new Set(urls.map((url) => new URL(url).origin))];
}

const EXPECTED = [...CALLS.slice(0, -2).map(() => null), 'NotFound', 'RateLimited'];
const AUTHORIZED = CALLS.map(() => `Bearer ${TOKEN}`);

async function expectReplays(folder: string, path: string): Promise<void> {
  const cassette = readCassette(join(folder, path));
  expect(errorTypes(cassette)).toEqual(EXPECTED);
  expect(hosts(cassette)).toEqual(['https://api.github.com']);
  expect(readFileSync(join(folder, path), 'utf8')).not.toContain(TOKEN);
  const replayed = await replayWithoutNetwork(folder);
  expect([replayed.code, reportOf(replayed).results]).toEqual([
    0,
    [{ name: cassette.header.name, path, verdict: 'same', calls: CALLS.length }],
  ]);
}

const missing = missingForNetwork();
if (missing !== undefined)
  process.stderr.write(`A session with GitHub is not tested: ${missing}.\n`);

describe.skipIf(missing !== undefined)(
  'a session with api.github.com, by name and TLS',
  { timeout: 480_000 },
  () => {
    it('is recorded by spintape record, and replays with no token and no network', async () => {
      const upstream = github();
      const { network, options } = await openNetwork(upstream);
      const cwd = temporaryFolder();
      writeFileSync(join(cwd, 'looking-around.yaml'), SCENARIO);
      const args = ['record', 'looking-around.yaml', '--out', '.recorded', '--workers', '1'];
      expect(await spintape(args, { cwd, ...options })).toEqual({
        code: 0,
        stdout: '',
        stderr: `recorded .recorded/looking-around.yaml (${CALLS.length} calls)\n`,
      });
      upstream.requireDone();
      expect(network.authorizations).toEqual(AUTHORIZED);
      await expectReplays(join(cwd, '.recorded'), 'looking-around.yaml');
    });

    it('is recorded by spintape serve --record, and replays the same', async () => {
      const upstream = github();
      const { network, options } = await openNetwork(upstream);
      const folder = temporaryFolder();
      const args = ['--listen', '127.0.0.1:3000', '--record', folder, '--workers', '1'];
      const app = await serveApp(args, options);
      const { entries } = parseCassette(SCENARIO, 'looking-around.yaml');
      const answered: unknown[] = [];
      for (const { request } of entries) {
        answered.push(JSON.parse(await post(network.inward, request))['error_type']);
      }
      expect(answered).toEqual(EXPECTED);
      expect(await app.end()).toMatchObject({ code: 0, stderr: '' });
      upstream.requireDone();
      expect(network.authorizations).toEqual(AUTHORIZED);
      const files = readdirSync(folder);
      expect(files).toHaveLength(1);
      await expectReplays(folder, files[0] ?? '');
    });
  },
);

function post(
  socketPath: string,
  { path, body }: { readonly path: string; readonly body: Uint8Array },
): Promise<string> {
  const headers = { 'content-type': 'application/json' };
  const options = { socketPath, path, method: 'POST', headers };
  return new Promise((resolve, reject) => {
    const request = http.request(options, async (response) => {
      const parts: Buffer[] = [];
      for await (const part of response as AsyncIterable<Buffer>) parts.push(part);
      resolve(Buffer.concat(parts).toString());
    });
    request.on('error', reject);
    request.end(body);
  });
}
