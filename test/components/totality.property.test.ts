import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { sendText, type TextAnswer } from './contract-case.ts';
import { testedApp } from './tested-app.ts';

// Nobody listens on port 1: a call that reaches out fails at once.
const env = { SPIN_VARIABLE_GITHUB_API_URL: 'http://127.0.0.1:1' };
const app = testedApp({ env: async () => env });

beforeAll(async () => {
  await sendText(app.url, 'POST /mock/load-schema', [{ name: 'f', mockResponse: '{{a}}' }]);
});

const TOOLS = [
  'read_file',
  'write_file',
  'list_files',
  'delete_file',
  'f',
  'gh_list_issues',
  'gh_get_file_contents',
  'gh_search_code',
  'nothing',
];
const EXECUTE = ['/execute', '/vfs/execute', '/mock/execute', '/github/execute'];
const ROUTES = [
  ...['execute', 'health', 'components', 'list-tools', 'session', 'session/s', 'nothing'].flatMap(
    (route) => ['', '/vfs', '/mock', '/github'].map((component) => `${component}/${route}`),
  ),
  ...['load-schema', 'update-response', 'add-fixture', 'pull', 'clear'].map((r) => `/mock/${r}`),
];

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom('', 's', 'a', '/etc/passwd', '../x', '\0', '\ud800', '__proto__', '{{a}}'),
);
const json = fc.oneof(fc.jsonValue({ maxDepth: 3 }), text);
const args = fc.oneof(
  json,
  fc.dictionary(
    fc.oneof(fc.constantFrom('file_path', 'content', 'owner', 'repo', 'path', 'query', 'a'), text),
    json,
    { maxKeys: 5 },
  ),
);
const member = (name: string, value: fc.Arbitrary<unknown>) =>
  fc.oneof(
    { weight: 8, arbitrary: value.map((each) => ({ [name]: each })) },
    { weight: 1, arbitrary: fc.constant({}) },
    { weight: 1, arbitrary: json.map((each) => ({ [name]: each })) },
  );
const merged = (...parts: readonly fc.Arbitrary<object>[]) =>
  fc.tuple(...parts).map((each) => JSON.stringify(Object.assign({}, ...each)));
const componentCall = merged(
  member('session_id', text),
  member('tool', fc.constantFrom(...TOOLS)),
  member('args', args),
);
const mcpCall = merged(member('name', fc.constantFrom(...TOOLS)), member('arguments', args));
const fixture = merged(
  member('name', fc.constant('f')),
  member('match', args),
  member('response', json),
);
const response = merged(member('name', fc.constant('f')), member('mockResponse', json));
const tool = fc.record({ name: text, inputSchema: json }, { requiredKeys: [] });
const schema = merged(member('tools', fc.array(tool, { maxLength: 3 })));
const pull = merged(member('url', fc.oneof(text, fc.constant('http://127.0.0.1:1/mcp'))));
const bytes = fc.uint8Array({ maxLength: 60 }).map((each) => new Uint8Array(each));
const anything = fc.oneof(
  json.map((value) => JSON.stringify(value)),
  bytes,
);

/** A request line, and a body or none. */
type Sent = readonly [line: string, body: string | Uint8Array | undefined];

const post = (routes: readonly string[], body: fc.Arbitrary<string | Uint8Array>) =>
  fc.tuple(fc.constantFrom(...routes.map((route) => `POST ${route}`)), body);
const lines = (method: string, routes: readonly string[]) =>
  fc.constantFrom(...routes.map((route) => `${method} ${route}`));
const encoded = text.map((value) => encodeURIComponent(value.replace(/[\ud800-\udfff]/g, '')));

/** Requests with a known meaning, though their values may be invalid. */
const aimed: fc.Arbitrary<Sent> = fc.oneof(
  { weight: 6, arbitrary: post(EXECUTE, componentCall) },
  { weight: 3, arbitrary: post(['/mock/execute', '/execute?session_id=s'], mcpCall) },
  post(['/mock/add-fixture', '/mock/add-fixture?session_id=s'], fixture),
  post(['/mock/update-response'], response),
  post(['/mock/load-schema?session_id=s'], schema),
  post(['/mock/pull'], pull),
  lines('GET', ROUTES).map((line) => [line, undefined] as const),
  fc
    .tuple(fc.constantFrom('/session/', '/vfs/session?id=', '/mock/session/'), encoded)
    .map(([route, id]) => [`DELETE ${route}${id}`, undefined] as const),
);

/** Any method on any route or a similar path, with any body. */
const stray: fc.Arbitrary<Sent> = fc
  .tuple(
    fc.constantFrom('POST', 'DELETE', 'PUT', 'PATCH', 'OPTIONS'),
    fc.constantFrom(...ROUTES),
    fc.oneof(
      fc.constant(''),
      fc.webPath(),
      fc.webQueryParameters().map((query) => `?${query}`),
    ),
    fc.oneof(anything, componentCall, fixture),
  )
  .map(([method, route, tail, body]) => [`${method} ${route}${tail}`, body]);

/** How an answer breaks the promise, or undefined. */
function complaintAbout({ status, type, allow, text: answer }: TextAnswer): string | undefined {
  if (type !== 'application/json') return `is ${type}`;
  const value: unknown = JSON.parse(answer);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return 'is not an object';
  const has = new Map(Object.entries(value));
  if (has.has('success') && typeof has.get('success') !== 'boolean') return 'has an odd success';
  if (has.has('error_type') && !isComponentStyle(has)) return 'is half a component-style answer';
  if (status === 200) return undefined;
  if (status < 400 || status >= 500) return `has status ${status}`;
  if (status === 405 && !allow) return 'does not say which methods are allowed';
  return typeof has.get('error') === 'string' ? undefined : 'has no error text';
}

function isComponentStyle(has: ReadonlyMap<string, unknown>): boolean {
  const errorType = has.get('error_type');
  const isSuccess = has.get('success') === true;
  const fits = isSuccess ? errorType === null : typeof errorType === 'string';
  return typeof has.get('success') === 'boolean' && typeof has.get('result') === 'string' && fits;
}

/** A call at an execute route of a component in its style must have one of its two answers. */
function complaintAboutCall(line: string, answer: TextAnswer): string | undefined {
  if (!/^POST (?:\/\w+)?\/execute$/.test(line)) return undefined;
  const keys = Object.keys(JSON.parse(answer.text));
  const isKnown = answer.status === 200 || answer.status === 400;
  const hasResult = keys.includes('result') || keys.includes('error');
  return isKnown && hasResult ? undefined : `is ${answer.status} with ${keys}`;
}

describe('the built app', () => {
  it('answers any request with a JSON object that has the promised keys, and never with a 5xx', async () => {
    const statuses = new Map<number, number>();
    const property = fc.asyncProperty(fc.oneof(aimed, stray), async ([line, body]) => {
      const answer = await sendText(app.url, line, body);
      expect(complaintAbout(answer) ?? complaintAboutCall(line, answer), answer.text).toBe(
        undefined,
      );
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
    });
    await fc.assert(property, { numRuns: 600 });
    // Requests that are all refused would prove little.
    expect(statuses.get(200)).toBeGreaterThan(100);
    expect(statuses.get(400)).toBeGreaterThan(100);
  });
});
