import fc from 'fast-check';
import type { FakeAnswer } from './fake-github.fixture.ts';
import type { Json } from './json.ts';
import type { Parameter } from './parameter.ts';
import { githubTools } from './tools.ts';

/** Where the API is that hostile calls are sent to: the origin, and the prefix of its paths. */
export interface ApiPlace {
  readonly origin: string;
  /** Empty, or such as `/v3`. */
  readonly prefix: string;
}

/** The variables with which only two repositories may be touched. */
export const CONFINED = {
  allowed_repos: 'octo/hello,acme/tools',
  allow_writes: 'true',
  github_token: 'confined-t0ken',
} as const;

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

/** A call of any tool with arguments that mostly fit and are mostly hostile. */
export const hostileCall = fc.constantFrom(...githubTools).chain(({ name, parameters }) => {
  const entries = Object.entries(parameters);
  const values = Object.fromEntries(entries.map(([key, each]) => [key, valueFor(key, each)]));
  const requiredKeys = entries.filter(([, { required }]) => required).map(([key]) => key);
  return fc.record({ tool: fc.constant(name), args: fc.record(values, { requiredKeys }) });
});

/** An answer of GitHub's that leads elsewhere, mostly out of the allowed repositories. */
export function hostileAnswer({ origin, prefix }: ApiPlace): fc.Arbitrary<FakeAnswer> {
  // REST stands for the path below the repository. Few of these stay in it.
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
    hostileText,
  );
  return fc.oneof(
    fc.record({
      status: fc.constantFrom(301, 302, 307, 308),
      headers: fc.record({ location: target }),
    }),
    fc.record({
      headers: fc.record({ link: target.map((url) => `<${url}>; rel="next"`) }),
      json: fc.constant<Json>([{ pull_request: {}, number: 1 }]),
    }),
    fc.record({
      json: fc.constant<Json>({ type: 'file', encoding: 'none', content: '', size: 5 }),
    }),
  );
}

/** The answer with its pointers filled for the URL that is answered. */
export function pointingFrom(url: string, { headers = {}, ...rest }: FakeAnswer): FakeAnswer {
  const below = url.replace(/^.*?\/(?:repos\/[^/]*\/[^/]*|repositories\/\d+)\/|\?.*$/g, '');
  const entries = Object.entries(headers);
  const filled = entries.map(([name, value]) => [name, value.replace('REST', () => below)]);
  return { ...rest, headers: Object.fromEntries(filled) };
}
