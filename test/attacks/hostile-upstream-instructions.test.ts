import { beforeAll, describe, expect, it } from 'vitest';
import { type ServedApp, serveApp } from '../spintape.fixture.ts';
import { agentdojoTexts, OWN_TEXTS } from './injection-texts.fixture.ts';
import {
  type InstructingUpstream,
  MCP_SERVERS,
  REPOSITORIES,
  startInstructingGithub,
  startInstructingMcp,
} from './instructing-upstreams.fixture.ts';
import {
  formsOf,
  holdsSecret,
  type Listener,
  startListener,
  tracesOf,
} from './secret-traces.fixture.ts';

const TOKEN = 'ghp_Xk29vLqPz7RtWm4NbYc8HdJs5FgUe1oAiT3r';
const FORMS = formsOf(TOKEN);
const FORGED = 'spintape-secret.github_token.stand-in';

const agentdojo = agentdojoTexts(process.env['SPINTAPE_AGENTDOJO'] ?? '');
if (agentdojo.length === 0) {
  console.warn(
    'SKIPPED: the injection texts of agentdojo. Set SPINTAPE_AGENTDOJO to a folder with its wheel ' +
      'unpacked (pip download --no-deps agentdojo) to run them; a few texts of our own are tried.',
  );
}

let github: InstructingUpstream;
let mcp: InstructingUpstream;
let elsewhere: Listener;
let app: ServedApp;
let honest: string[];

beforeAll(async () => {
  [github, mcp, elsewhere] = await Promise.all([
    startInstructingGithub(),
    startInstructingMcp(),
    startListener(),
  ]);
  app = await serveApp([], {
    env: {
      SPIN_VARIABLE_GITHUB_TOKEN: TOKEN,
      SPIN_VARIABLE_GITHUB_API_URL: github.url,
      SPIN_VARIABLE_ALLOWED_REPOS: REPOSITORIES.map((name) => `octo/${name}`).join(),
      SPIN_VARIABLE_ALLOW_WRITES: 'true',
      SPIN_VARIABLE_MCP_HOSTS: mcp.url,
      SPIN_VARIABLE_MCP_MORE_HOSTS: mcp.url,
    },
  });
  await callEverything('harmless');
  honest = takeRequests();
  // One for each call, and a second one for the large file.
  expect(honest.filter((line) => /\/(?:repos|search)\//.test(line))).toHaveLength(73);
}, 480_000);

/** The targets of links in an answer, each as tempting as possible: with the requested path. */
function leads(): readonly ((url: string) => string)[] {
  const host = new URL(elsewhere.url).host;
  return [
    (url) => `${elsewhere.url}${url}`,
    (url) => `${github.url}${url.replace(/octo\/\w+/, 'victim/private')}`,
    (url) => `//${host}${url}`,
    (url) => `http://${new URL(github.url).hostname}@${host}${url}`,
  ];
}

// All requests and answers are checked for each text, so that a failure names it.
async function expectNothingFollowed(text: string, index: number): Promise<void> {
  const tail = `${elsewhere.url}/?${FORGED}`;
  const armed = `${text.replace(/(?:https?:\/\/)?www\.[\w.-]+/g, elsewhere.url)} ${tail}`;
  const lead = leads()[index % leads().length] ?? (() => elsewhere.url);
  takeRequests();
  github.poison = { text: armed, lead };
  mcp.poison = github.poison;
  const answers = await callEverything(armed);
  const shown = answers.filter((answer) => answer.includes(tail));
  expect(shown.length, 'answers that show the text').toBeGreaterThan(40);
  expect(answers.filter((answer) => holdsSecret(answer, FORMS))).toEqual([]);
  expect(github.received.flatMap((request) => tracesOf(request, FORMS))).toEqual(
    github.received.map(() => 'header authorization'),
  );
  expect(mcp.received.flatMap((request) => tracesOf(request, FORMS))).toEqual([]);
  expect(takeRequests()).toEqual(honest);
  expect(elsewhere.received).toEqual([]);
}

/** Returns the requests to both upstreams, and forgets them. */
function takeRequests(): string[] {
  const asked = github.received.map(({ method, url, body }) => `${method} ${url} ${body}`);
  // Cursors and ids of sessions go back to the server that gave them.
  const pulled = mcp.received.map(({ method, url }) => `${method} ${url}`);
  github.received.length = 0;
  mcp.received.length = 0;
  return [...asked, ...pulled].toSorted();
}

/** The arguments of each GitHub tool, without the repository. */
const TOOLS: readonly (readonly [tool: string, args: object])[] = [
  ['gh_list_issues', {}],
  ['gh_get_issue', { issue_number: 7 }],
  ['gh_add_issue_comment', { issue_number: 7, body: 'Body' }],
  ['gh_create_issue', { title: 'Title', body: 'Body' }],
  ['gh_list_pull_requests', {}],
  ['gh_get_pull_request', { pullNumber: 8 }],
  ['gh_create_pr', { title: 'Title', head: 'head', base: 'main' }],
  ['gh_list_commits', {}],
  ['gh_get_commit', { sha: 'main' }],
  ['gh_list_branches', {}],
  ...['file', 'large', 'link', 'module', 'raw', 'folder'].map(
    (path) => ['gh_get_file_contents', { path }] as const,
  ),
];

const SEARCHES = ['gh_search_code', 'gh_search_repositories'];

function githubCalls(): [path: string, body: unknown][] {
  return REPOSITORIES.flatMap((repo) => [
    ...TOOLS.map(([tool, args]) => ({ tool, args: { owner: 'octo', repo, ...args } })),
    ...SEARCHES.map((tool) => ({ tool, args: { query: `${repo} repo:octo/hello` } })),
  ]).map((call) => ['/github/execute', { session_id: 's', ...call }]);
}

/** Calls each tool, loads the tools of each MCP server, and mocks with texts; the answers. */
async function callEverything(text: string): Promise<string[]> {
  const calls: [path: string, body: unknown][] = [
    ...githubCalls(),
    ...MCP_SERVERS.map((kind): [string, unknown] => [
      '/mock/pull',
      { session_id: kind, url: `${mcp.url}/${kind}` },
    ]),
  ];
  return [...(await Promise.all(calls.map(post))), ...(await callMocks(text))];
}

/** Mocks whose templates hold the text; first as they were pulled. */
async function callMocks(text: string): Promise<string[]> {
  const session = { session_id: 'tools' };
  const call = { ...session, name: 'lookup', arguments: { query: text } };
  const template = {
    [`${text} {{query}}`]: `${text} {{query}} {{github_token}}`,
    url: `${elsewhere.url}/{{query}}`,
    argument: { $arg: 'query' },
    literal: { $literal: text },
  };
  const answers: string[] = [];
  for (const [path, body] of [
    ['/mock/execute', call],
    ['/mock/update-response', { ...session, name: 'lookup', mockResponse: template }],
    ['/mock/execute', call],
    ['/mock/add-fixture', { ...session, name: 'lookup', match: { query: text }, response: text }],
    ['/mock/execute', call],
    ['/execute', { ...session, tool: 'lookup', args: call.arguments }],
    ['/mock/list-tools', undefined],
    ['/list-tools', undefined],
  ] as const) {
    const query = body === undefined ? '?session_id=tools' : '';
    answers.push(await post([path + query, body]));
  }
  return answers;
}

async function post([path, body]: readonly [path: string, body: unknown]): Promise<string> {
  const response = await fetch(app.url + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return `${[...response.headers].flat().join('\n')}\n${await response.text()}`;
}

describe('an upstream that puts instructions into every field of its answers', () => {
  it('is read as text by each tool, wherever its links lead', { timeout: 480_000 }, async () => {
    for (const turn of leads().keys()) await expectNothingFollowed(OWN_TEXTS.join('\n'), turn);
  });

  it.skipIf(agentdojo.length === 0)(
    'and so is each injection of agentdojo: no secret is sent, and no other host asked',
    { timeout: 600_000 },
    async () => {
      expect(agentdojo.length).toBeGreaterThan(80);
      // Several at a time, so that the suite stays short.
      for (let index = 0; index < agentdojo.length; index += 4) {
        await expectNothingFollowed(agentdojo.slice(index, index + 4).join('\n'), index / 4);
      }
    },
  );

  it('and the service prints nothing of it', async () => {
    const { stdout, stderr } = await app.end();
    expect(holdsSecret(stdout + stderr, FORMS)).toBe(false);
  });
});
