import fc, { type Arbitrary } from 'fast-check';
import type { ApiPlace } from '../models/confinement.ts';
import { type GithubAnswer, strayAnswer } from './github-call.ts';
import type { PlainJson } from './json-schema.ts';

const text = fc.constantFrom<PlainJson[]>('', 'x', 'two\nlines', null, 7);
/** A user in GitHub's answers: null if the account was deleted. */
const account = fc.constantFrom<PlainJson[]>(null, {}, { login: 'octocat' }, 'octocat', [], 0);
const place = fc.constantFrom<PlainJson[]>(null, {}, { ref: 'main', sha: 'abc' }, 'main');
const list = (item: Arbitrary<PlainJson>): Arbitrary<PlainJson> =>
  fc.oneof(fc.array(item, { maxLength: 2 }), fc.constantFrom<PlainJson[]>(null, {}, 'x'));

/** Any number of the members that issues, pull requests, commits, branches and files have. */
const thing: Arbitrary<PlainJson> = fc.record(
  {
    number: fc.constantFrom<PlainJson[]>(1, null, '1'),
    title: text,
    body: text,
    state: text,
    user: account,
    labels: list(fc.constantFrom<PlainJson[]>('bug', { name: 'bug' }, {}, null)),
    assignees: list(account),
    head: place,
    base: place,
    commit: fc.oneof(
      text,
      fc.record(
        { message: text, author: fc.constantFrom<PlainJson[]>(null, {}, { name: 'Mona' }) },
        { requiredKeys: [], noNullPrototype: true },
      ),
    ),
    sha: text,
    files: list(fc.constantFrom<PlainJson[]>({ filename: 'a' }, {}, null)),
    type: fc.constantFrom<PlainJson[]>('file', 'dir', 'symlink', 'submodule', null),
    encoding: fc.constantFrom<PlainJson[]>('base64', 'none', null),
    content: fc.constantFrom<PlainJson[]>('aGk=', '%', '', null),
    size: fc.constantFrom<PlainJson[]>(0, 2, 1e9, null),
    pull_request: fc.constant({}),
  },
  { requiredKeys: [], noNullPrototype: true },
);

/** A success with a mostly realistic body, in which members are missing or have other types. */
const oddAnswer: Arbitrary<GithubAnswer> = fc.oneof(
  { weight: 4, arbitrary: fc.array(thing, { maxLength: 2 }).map((json) => ({ json })) },
  { weight: 4, arbitrary: thing.map((json) => ({ json })) },
  { weight: 1, arbitrary: list(text).map((json) => ({ status: 201, json })) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('', '{', '<html>', '\u0000')
      .map((body) => ({ text: body, headers: { 'content-type': 'text/html' } })),
  },
);

/** A refusal, those for asking too often and those that say when to ask again among them. */
const refusal: Arbitrary<GithubAnswer> = fc.record({
  status: fc.constantFrom(401, 403, 403, 404, 410, 422, 429, 500, 503),
  headers: fc.constantFrom<Record<string, string>[]>(
    {},
    { 'retry-after': '60' },
    { 'retry-after': 'Mon, 05 Jan 2026 09:00:00 GMT' },
    { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1767607200' },
  ),
  json: fc.constantFrom<PlainJson[]>(
    { message: 'API rate limit exceeded' },
    { message: 'Validation Failed', errors: ['x', {}, { field: 'title', code: 'missing' }, null] },
    { message: null, errors: {} },
    [],
    null,
  ),
});

const repository = fc.constantFrom<PlainJson[]>(
  ...['octo/hello', 'OCTO/Hello', 'acme/tools', 'evil/x', 'octo/hello-too', 'octo', ''],
  null,
);

const foundItem = repository.map((name) => ({
  name: 'a',
  full_name: name,
  repository: { full_name: name },
}));

/** Results of a search, which GitHub may take from wherever it likes. */
const searchResults: Arbitrary<GithubAnswer> = fc
  .record({
    total_count: fc.nat({ max: 100 }),
    items: fc.oneof(
      { weight: 3, arbitrary: fc.array(foundItem, { maxLength: 3 }) },
      { weight: 1, arbitrary: fc.array(foundItem, { maxLength: 100, size: 'max' }) },
    ),
  })
  .map((json) => ({ json }));

/** Any answer of GitHub: a redirect elsewhere, an odd success, a refusal, search results. */
export function githubAnswer(api: ApiPlace): Arbitrary<GithubAnswer> {
  return fc.oneof(strayAnswer(api), oddAnswer, refusal, searchResults);
}
