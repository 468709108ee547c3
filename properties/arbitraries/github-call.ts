import fc, { type Arbitrary } from 'fast-check';
import type { ApiPlace } from '../models/confinement.ts';
import type { PlainJson } from './json-schema.ts';

/** How GitHub answers one request. */
export interface GithubAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: PlainJson;
  /** A body that is not JSON, in place of one that is. */
  readonly text?: string;
}

/** A call of a GitHub tool. */
export interface GithubCall {
  readonly tool: string;
  readonly args: Readonly<Record<string, unknown>>;
}

const hostileText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc
    .array(
      fc.constantFrom(
        '..',
        '.',
        '/',
        '\\',
        '%2e',
        '%2f',
        '%25',
        '?',
        '#',
        '&',
        '@',
        ':',
        ' ',
        '"',
        'a',
        'OR',
        'repo:evil/x',
        'octo',
        '\u0000',
        '\ud800',
        '//evil.test',
        'repos/evil/x',
        'other',
        '\n',
      ),
      { maxLength: 8 },
    )
    .map((parts) => parts.join('')),
);
const anyValue = fc.oneof(
  { weight: 6, arbitrary: hostileText },
  { weight: 3, arbitrary: fc.integer({ min: -1, max: 200 }) },
  { weight: 1, arbitrary: fc.jsonValue() },
);
/** Segments of paths, some of which lead up behind an encoding or a backslash. */
const path = fc.oneof(
  hostileText,
  fc
    .array(fc.constantFrom('..', '.', '%2e%2e', '%252e.', '..\\', 'a', 'contents', 'x y', ''), {
      minLength: 1,
      maxLength: 5,
    })
    .map((segments) => segments.join('/')),
);

/** Words of a search, some of which choose where it looks. */
const query = fc.oneof(
  hostileText,
  fc
    .array(
      fc.constantFrom(
        ...['a', '"a b"', '"', 'OR', 'or', 'NOT', '-', '(', ')', '|', 'in:path', 'org:evil'],
        ...['repo:octo/hello', 'repo:evil/x', '-repo:evil/x', '+repo:evil/x', 'repo:"evil/x"'],
        ...['owner:evil', 'enterprise:evil', 'repository:evil/x', '-owner:evil'],
        ...['user:octo', 'REPO:evil/x', '..OR', '\u00a0repo:evil/x', 'repo: evil/x'],
      ),
      { minLength: 1, maxLength: 4 },
    )
    .map((words) => words.join(' ')),
);

const owner = fc.constantFrom('octo', 'OCTO', 'acme');
const repo = fc.constantFrom('hello', 'Hello', 'hello-too', 'tools');
const number = fc.integer({ min: 1, max: 200 });
const paging = { perPage: number, page: number };
const state = fc.constantFrom('open', 'closed', 'all');
const text = hostileText;

/** The arguments of each tool; the required ones come first. */
const TOOLS: Readonly<Record<string, Readonly<Record<string, Arbitrary<unknown>>>>> = {
  gh_get_file_contents: { owner, repo, path, ref: fc.oneof(fc.constant('main'), path) },
  gh_search_code: { query, ...paging },
  gh_search_repositories: { query, ...paging, sort: text, order: text },
  gh_list_issues: { owner, repo, state, ...paging },
  gh_get_issue: { owner, repo, issue_number: number },
  gh_add_issue_comment: { owner, repo, issue_number: number, body: text },
  gh_create_issue: { owner, repo, title: text, body: text, labels: fc.array(text) },
  gh_list_pull_requests: { owner, repo, state, ...paging },
  gh_get_pull_request: { owner, repo, pullNumber: number },
  gh_create_pr: { owner, repo, title: text, head: text, base: text, body: text },
  gh_list_commits: { owner, repo, sha: path, ...paging },
  gh_get_commit: { owner, repo, sha: path },
  gh_list_branches: { owner, repo, ...paging },
};

const REQUIRED = ['owner', 'repo', 'query', 'issue_number', 'pullNumber', 'title', 'head', 'base'];

/** Here arguments determine most of the request, so they are called three times as often. */
const FREEST = [
  'gh_get_file_contents',
  'gh_get_commit',
  'gh_search_code',
  'gh_search_repositories',
];

/** A call of any tool with arguments that mostly fit and are mostly hostile. */
export const githubCall: Arbitrary<GithubCall> = fc
  .constantFrom(...Object.keys(TOOLS), ...FREEST, ...FREEST)
  .chain((tool) => {
    const usual = Object.entries(TOOLS[tool] ?? {});
    const values = usual.map(([name, arbitrary]) => [
      name,
      fc.oneof({ weight: 12, arbitrary }, { weight: 1, arbitrary: anyValue }),
    ]);
    const required = usual.map(([name]) => name).filter((name) => REQUIRED.includes(name));
    const args = fc.record<Record<string, unknown>>(Object.fromEntries(values), {
      requiredKeys: required,
      noNullPrototype: true,
    });
    return fc.record({ tool: fc.constant(tool), args });
  });

/** An answer of GitHub's that leads elsewhere, mostly out of the allowed repositories. */
export function strayAnswer({ origin, prefix }: ApiPlace): Arbitrary<GithubAnswer> {
  // REST is the path below the repository. Few of these stay inside it.
  const target = fc.oneof(
    fc.constantFrom(
      `${origin}${prefix}/repositories/7/REST`,
      `${origin}${prefix}/repositories/8/REST?page=2`,
      `${origin}${prefix}/repos/acme/tools/REST`,
      `${origin}${prefix}/repos/evil/x/REST`,
      `https://evil.test${prefix}/repos/octo/hello/REST`,
      `${origin}/elsewhere/repos/octo/hello/REST`,
      `${prefix}/repos/octo/hello/REST/../../../evil/x`,
      `//evil.test${prefix}/repos/octo/hello/REST`,
      `${prefix}/user`,
    ),
    hostileText.map(inHeader),
  );
  return fc.oneof(
    fc.record({
      status: fc.constantFrom(301, 302, 307, 308),
      headers: fc.record({ location: target }),
    }),
    fc.record({
      headers: fc.record({ link: target.map((url) => `<${url}>; rel="next"`) }),
      json: fc.constant([{ pull_request: {}, number: 1 }]),
    }),
    fc.record({
      json: fc.constant({ type: 'file', encoding: 'none', content: '', size: 5 }),
    }),
  );
}

/** The answer with its pointers filled for the URL that is answered. */
export function pointingFrom(url: string, { headers = {}, ...rest }: GithubAnswer): GithubAnswer {
  const below = url.replace(/^.*?\/(?:repos\/[^/]*\/[^/]*|repositories\/\d+)\/|\?.*$/g, '');
  const entries = Object.entries(headers);
  const filled = entries.map(([name, value]) => [name, value.replace('REST', () => below)]);
  return { ...rest, headers: Object.fromEntries(filled) };
}

/** HTTP header values are Latin-1 without control characters, and nothing else can arrive. */
function inHeader(text: string): string {
  return text.replace(/[^\x20-\x7e\x80-\xff]/g, '?');
}
