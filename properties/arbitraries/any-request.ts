import fc, { type Arbitrary } from 'fast-check';
import type { HeaderList, HttpRequest } from '../../harness/internal.ts';
import type { Step } from '../runner/step.ts';
import { anyText } from './hostile-text.ts';
import { jsonValue } from './json-value.ts';

const COMPONENTS = ['', '/vfs', '/mock', '/github'];
const DEFINING = ['load-schema', 'update-response', 'add-fixture', 'pull', 'clear'].map(
  (route) => `/mock/${route}`,
);
const ROUTES = [
  ...['execute', 'health', 'components', 'list-tools', 'session', 'session/s', 'x'].flatMap(
    (route) => COMPONENTS.map((component) => `${component}/${route}`),
  ),
  ...DEFINING,
];
// No tool that would call a real service: the check must be harmless on a machine with a network.
// The GitHub tool never gets the names that it needs.
const TOOLS = [
  ...['read_file', 'write_file', 'list_files', 'delete_file', 'f', 'gh_none', 'x'],
  'gh_list_branches',
];
const EXECUTE = COMPONENTS.map((component) => `${component}/execute`);

const args = fc.oneof(
  fc.dictionary(fc.oneof(fc.constantFrom('file_path', 'content', 'a'), anyText), jsonValue, {
    maxKeys: 3,
  }),
  fc.record({ file_path: anyText, content: anyText }),
  jsonValue,
);

const member = (name: string, value: Arbitrary<unknown>): Arbitrary<object> =>
  fc.oneof(
    { weight: 8, arbitrary: value.map((each) => ({ [name]: each })) },
    { weight: 1, arbitrary: fc.constant({}) },
    { weight: 1, arbitrary: jsonValue.map((each) => ({ [name]: each })) },
  );

const merged = (...parts: readonly Arbitrary<object>[]): Arbitrary<string> =>
  fc.tuple(...parts).map((each) => JSON.stringify(Object.assign({}, ...each)));

const componentCall = merged(
  member('session_id', anyText),
  member('tool', fc.constantFrom(...TOOLS)),
  member('args', args),
);
const mcpCall = merged(member('name', fc.constantFrom(...TOOLS)), member('arguments', args));
const tool = fc.record(
  { name: fc.oneof(fc.constant('f'), anyText), inputSchema: jsonValue, mockResponse: jsonValue },
  { requiredKeys: [] },
);
const definition = fc.oneof(
  merged(member('tools', fc.array(tool, { maxLength: 2 }))),
  merged(member('name', fc.constant('f')), member('mockResponse', jsonValue)),
  merged(member('name', fc.constant('f')), member('match', args), member('response', jsonValue)),
  merged(member('url', fc.constantFrom('http://127.0.0.1:1/mcp', 'x', ''))),
);

const encoder = new TextEncoder();
const text = (body: Arbitrary<string>): Arbitrary<Uint8Array> =>
  body.map((it) => encoder.encode(it));
// The values of a call in a list: some JSON readers accept it as the call.
const namelessCall = fc
  .tuple(anyText, fc.constantFrom(...TOOLS), args)
  .map((values) => JSON.stringify(values));
/** A list in a list, and so on: readers that call themselves run out of stack. */
const nestedJson = fc
  .nat({ max: 20_000 })
  .map((depth) => `{"tool":"f","args":${'['.repeat(depth)}${']'.repeat(depth)}}`);
const anyBody: Arbitrary<Uint8Array> = fc.oneof(
  { weight: 3, arbitrary: text(fc.oneof(componentCall, mcpCall, definition)) },
  { weight: 1, arbitrary: text(jsonValue.map((value) => JSON.stringify(value))) },
  { weight: 1, arbitrary: text(fc.oneof(anyText, namelessCall)) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 40 }).map((bytes) => new Uint8Array(bytes)) },
  { weight: 1, arbitrary: fc.constant(new Uint8Array(0)) },
  { weight: 1, arbitrary: text(nestedJson) },
);

const query = fc.oneof(
  { weight: 3, arbitrary: fc.constant('') },
  fc.constantFrom('?session_id=s', '?id=', '?id=%', '?session_id=%FF', '?name=f', '?', '??&=&'),
);
const tail = fc.oneof(
  { weight: 4, arbitrary: fc.constant('') },
  fc.constantFrom('/', '/..', '/.', '//', '/%', '/%00', '/%2F', '/%FF', '/s/t', ';a'),
);

const headers: Arbitrary<HeaderList> = fc.oneof(
  { weight: 2, arbitrary: fc.constant([['content-type', 'application/json']]) },
  { weight: 1, arbitrary: fc.constant([]) },
  {
    weight: 1,
    arbitrary: fc.array(
      fc.tuple(
        fc.constantFrom('content-type', 'accept', 'mcp-x', 'x-a', 'cookie', 'authorization'),
        fc.stringMatching(/^[!-~]([ !-~]{0,10}[!-~])?$/),
      ),
      { maxLength: 3 },
    ),
  },
);

const post = (path: string, body: Arbitrary<string>): Arbitrary<HttpRequest> =>
  text(body).map((bytes) => request('POST', path, bytes));

/** Requests with a known meaning, though their values may be invalid. */
const aimed: Arbitrary<HttpRequest> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...EXECUTE).chain((path) => post(path, componentCall)) },
  { weight: 2, arbitrary: fc.constantFrom(...EXECUTE).chain((path) => post(path, mcpCall)) },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom('load-schema', 'update-response', 'add-fixture', 'pull')
      .chain((route) => post(`/mock/${route}`, definition)),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.constantFrom(...EXECUTE, ...DEFINING), anyBody)
      .map(([path, body]) => request('POST', path, body)),
  },
  fc.constantFrom(...ROUTES).map((path) => request('GET', path, new Uint8Array(0))),
  fc
    .tuple(fc.constantFrom(...COMPONENTS), fc.constantFrom('s', '%', '%FF', '%ED%A0%80', '..%2F'))
    .map(([base, id]) => request('DELETE', `${base}/session/${id}`, new Uint8Array(0))),
  // Meaningless bodies, on routes that read them.
  fc
    .tuple(fc.constantFrom(...EXECUTE, '/mock/load-schema', '/mock/clear'), anyBody)
    .map(([path, body]) => request('POST', path, body)),
);

/**
 * The methods that Node.js 20 parses. They are listed here because other versions of Node.js parse
 * others, and the same seed would give other values there. CONNECT is not a request to an app.
 */
const METHODS = [
  ...['ACL', 'BIND', 'CHECKOUT', 'COPY', 'DELETE', 'GET', 'HEAD', 'LINK', 'LOCK', 'M-SEARCH'],
  ...['MERGE', 'MKACTIVITY', 'MKCALENDAR', 'MKCOL', 'MOVE', 'NOTIFY', 'OPTIONS', 'PATCH', 'POST'],
  ...['PROPFIND', 'PROPPATCH', 'PURGE', 'PUT', 'QUERY', 'REBIND', 'REPORT', 'SEARCH', 'SOURCE'],
  ...['SUBSCRIBE', 'TRACE', 'UNBIND', 'UNLINK', 'UNLOCK', 'UNSUBSCRIBE'],
];

/** Any method on any route or a similar path, with any headers and any body. */
const stray: Arbitrary<HttpRequest> = fc.record({
  method: fc.constantFrom(
    // Those that services take come up more often.
    ...['POST', 'GET', 'DELETE', 'PUT', 'HEAD', 'OPTIONS'],
    ...METHODS,
  ),
  path: fc
    .tuple(fc.oneof(fc.constantFrom(...ROUTES), fc.webPath({ size: 'small' })), tail, query)
    .map((parts) => parts.join('').replace(/^(?!\/)/, '/')),
  headers,
  body: anyBody,
});

/** Any request that HTTP can carry, mostly similar to valid requests of a tool service. */
export const anyRequest: Arbitrary<Step> = fc
  .oneof({ weight: 2, arbitrary: aimed }, { weight: 1, arbitrary: stray })
  .map((sent) => ({ kind: 'raw', request: sent }));

function request(method: string, path: string, body: Uint8Array): HttpRequest {
  return { method, path, headers: [['content-type', 'application/json']], body };
}
