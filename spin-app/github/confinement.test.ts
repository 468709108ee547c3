import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { FetchRequest } from '../protocol/platform.ts';
import { callTool, type FakeAnswer, fakeWorld } from './fake-github.fixture.ts';
import type { Json } from './json.ts';
import type { Parameter } from './parameter.ts';
import { githubTools } from './tools.ts';

const RUNS = 10_000;
const VARIABLES = {
  allowed_repos: 'octo/hello,acme/tools',
  allow_writes: 'true',
  github_token: 't0ken',
  github_api_url: 'https://api.test/v3',
};
const KNOWN_QUERY = ['ref', 'state', 'per_page', 'page', 'sha', 'q', 'sort', 'order'];

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
/** Mostly what the parameter takes, so that all arguments are put to the test. */
function valueFor(name: string, { type, choices }: Parameter): fc.Arbitrary<unknown> {
  const usual: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
    owner: fc.constantFrom('octo', 'OCTO', 'acme'),
    repo: fc.constantFrom('hello', 'Hello', 'tools'),
    integer: fc.integer({ min: 1, max: 200 }),
    boolean: fc.boolean(),
    'string-list': fc.array(hostileText),
    string: choices ? fc.constantFrom(...choices) : hostileText,
  };
  const arbitrary = usual[name] ?? usual[type] ?? anyValue;
  return fc.oneof({ weight: 12, arbitrary }, { weight: 1, arbitrary: anyValue });
}

const call = fc.constantFrom(...githubTools).chain(({ name, parameters }) => {
  const entries = Object.entries(parameters);
  const values = Object.fromEntries(entries.map(([key, each]) => [key, valueFor(key, each)]));
  const requiredKeys = entries.filter(([, { required }]) => required).map(([key]) => key);
  return fc.record({ tool: fc.constant(name), args: fc.record(values, { requiredKeys }) });
});

/** Where GitHub points to; REST stands for the path below the repository. Few stay in it. */
const target = fc.oneof(
  fc.constantFrom(
    'https://api.test/v3/repositories/7/REST',
    'https://api.test/v3/repositories/8/REST?page=2',
    'https://api.test/v3/repos/acme/tools/REST',
    'https://api.test/v3/repos/evil/x/REST',
    'https://evil.test/v3/repos/octo/hello/REST',
    'https://api.test/repos/octo/hello/REST',
    '/v3/repos/octo/hello/REST/../../../evil/x',
    '//evil.test/v3/repos/octo/hello/REST',
    '/v3/user',
  ),
  hostileText,
);
const answer: fc.Arbitrary<FakeAnswer> = fc.oneof(
  fc.record({
    status: fc.constantFrom(301, 302, 307, 308),
    headers: fc.record({ location: target }),
  }),
  fc.record({
    headers: fc.record({ link: target.map((url) => `<${url}>; rel="next"`) }),
    json: fc.constant<Json>([{ pull_request: {}, number: 1 }]),
  }),
  fc.record({ json: fc.constant<Json>({ type: 'file', encoding: 'none', content: '', size: 5 }) }),
);

function pointingFrom(url: string, { headers = {}, ...rest }: FakeAnswer): FakeAnswer {
  const below = url.replace(/^.*?\/(?:repos\/[^/]*\/[^/]*|repositories\/\d+)\/|\?.*$/g, '');
  const entries = Object.entries(headers);
  const filled = entries.map(([name, value]) => [name, value.replace('REST', () => below)]);
  return { ...rest, headers: Object.fromEntries(filled) };
}

/** Judges a URL by itself, decoding whatever some server on the way might decode. */
function complaintAbout({ url }: FetchRequest): string | null {
  if (!url.startsWith('https://api.test/v3/')) return 'leaves the API';
  const { origin, pathname, search, hash, username } = new URL(url);
  if (origin !== 'https://api.test' || username !== '' || hash !== '') return 'leaves the API';
  if (`${origin}${pathname}` !== url.split('?')[0]) return 'is rewritten by a URL parser';
  const path = decodedFully(pathname.slice('/v3'.length));
  if (path.split(/[/\\]/).some((segment) => segment === '.' || segment === '..')) return 'has dots';
  if (/^\/repos\/(octo\/hello|acme\/tools)\//i.test(path)) return null;
  if (/^\/repositories\/[78]\//.test(path)) return null;
  return /^\/search\/(code|repositories)$/.test(path) ? complaintAboutSearch(search) : 'strays';
}

/**
 * The first request of a call is made of its arguments; the query of a later one is GitHub's own.
 */
function complaintAboutQuery({ url }: FetchRequest): string | null {
  const names = [...new URL(url).searchParams.keys()];
  if (names.some((name) => !KNOWN_QUERY.includes(name))) return 'has an injected parameter';
  return new Set(names).size === names.length ? null : 'has a parameter twice';
}

function complaintAboutSearch(search: string): string | null {
  const query = new URLSearchParams(search).get('q') ?? '';
  const bare = query.replace(/"[^"]*"/g, ' ');
  const scopes = (bare.match(/(?<!-)\b(?:repo|org|user):\S*/gi) ?? []).map((s) => s.toLowerCase());
  const isConfined =
    scopes.length > 0 && scopes.every((s) => s === 'repo:octo/hello' || s === 'repo:acme/tools');
  return isConfined && !/"|\bOR\b/.test(bare) ? null : 'widens the search';
}

function decodedFully(text: string): string {
  for (let current = text; ; ) {
    const next = current.replace(/%[0-7][0-9a-f]/gi, (each) => decodeURIComponent(each));
    if (next === current) return current;
    current = next;
  }
}

it('sends no request outside the allowed repositories, whatever the arguments are', async () => {
  let sent = 0;
  let followed = 0;
  await fc.assert(
    fc.asyncProperty(call, fc.array(answer, { minLength: 1 }), async ({ tool, args }, answers) => {
      let next = 0;
      const world = fakeWorld(
        ({ url }) => pointingFrom(url, answers[next++ % answers.length] ?? {}),
        VARIABLES,
      );
      await callTool(world, tool, args);
      sent += Math.min(world.requests.length, 1);
      followed += Math.max(world.requests.length - 1, 0);
      const complaints = world.requests.map((each, at) => [
        each.url,
        complaintAbout(each) ?? (at === 0 ? complaintAboutQuery(each) : null),
      ]);
      expect(complaints.filter(([, complaint]) => complaint !== null)).toEqual([]);
    }),
    { numRuns: RUNS },
  );
  // Arguments that are always refused would prove nothing.
  expect(sent).toBeGreaterThan(RUNS / 4);
  expect(followed).toBeGreaterThan(RUNS / 50);
});
