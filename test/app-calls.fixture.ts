import fc, { type Arbitrary } from 'fast-check';
import type { HttpRequest } from '../harness/internal.ts';
import { hostileString } from '../properties/arbitraries/cassette-text.ts';

const encoder = new TextEncoder();

/** A request of the tests, from text. */
export function textRequest(method: string, path: string, body = ''): HttpRequest {
  return { method, path, headers: [], body: encoder.encode(body) };
}

function post(path: string, body: unknown): HttpRequest {
  return textRequest('POST', path, JSON.stringify(body));
}

const session = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('s-1', 's-2') },
  { weight: 1, arbitrary: hostileString },
);

const filePath = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('a.txt', 'b/c.json', 'd') },
  { weight: 1, arbitrary: hostileString },
);

const vfs: Arbitrary<HttpRequest> = fc.oneof(
  fc
    .record({
      session_id: session,
      tool: fc.constantFrom('read_file', 'write_file', 'list_files', 'delete_file', 'chmod'),
      args: fc.record({ file_path: filePath, content: hostileString }),
    })
    .map((call) => post('/vfs/execute', call)),
  session.map((id) => textRequest('DELETE', `/vfs/session/${encoded(id)}`)),
  fc.constant(textRequest('GET', '/vfs/health')),
);

const name = fc.oneof(fc.constantFrom('get_weather', 'add'), hostileString);

const mock: Arbitrary<HttpRequest> = fc.oneof(
  fc
    .record({ name, description: hostileString, inputSchema: fc.constant({ type: 'object' }) })
    .map((tool) => post('/mock/load-schema', [tool])),
  fc.record({ name, mockResponse: fc.jsonValue() }).map((it) => post('/mock/update-response', it)),
  fc
    .record({ name, match: fc.dictionary(hostileString, fc.jsonValue()), response: fc.jsonValue() })
    .map((fixture) => post('/mock/add-fixture', fixture)),
  fc.record({ name, arguments: fc.jsonValue() }).map((call) => post('/mock/execute', call)),
  fc.constantFrom(
    textRequest('GET', '/mock/list-tools'),
    textRequest('POST', '/mock/clear', '{}'),
    textRequest('GET', '/mock/health'),
  ),
);

const github: Arbitrary<HttpRequest> = fc
  .record({
    session_id: session,
    tool: fc.constantFrom('gh_get_file_contents', 'gh_list_issues', 'gh_search_repositories'),
    args: fc.record({
      owner: fc.oneof(fc.constant('octo'), hostileString),
      repo: fc.oneof(fc.constant('hello'), hostileString),
      path: filePath,
      query: hostileString,
    }),
  })
  .map((call) => post('/github/execute', call));

const gateway: Arbitrary<HttpRequest> = fc.oneof(
  fc
    .record({
      session_id: session,
      tool: fc.constantFrom('read_file', 'list_files', 'get_weather', 'none'),
      args: fc.record({ file_path: filePath }),
    })
    .map((call) => post('/execute', call)),
  session.map((id) => textRequest('DELETE', `/session/${encoded(id)}`)),
  fc.constantFrom('/health', '/components', '/list-tools').map((path) => textRequest('GET', path)),
);

const anyHttp: Arbitrary<HttpRequest> = fc.record({
  method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH'),
  path: fc
    .tuple(fc.constantFrom('/vfs', '/mock', '/github', '/session', '/execute', ''), fc.webPath())
    .map(([prefix, path]) => `${prefix}${path.startsWith('/') ? path : `/${path}`}`),
  headers: fc.constantFrom([], [['content-type', 'application/json']] as const),
  body: fc.oneof(
    fc.uint8Array({ maxLength: 300 }).map((bytes) => new Uint8Array(bytes)),
    fc.json().map((text) => encoder.encode(text)),
  ),
});

/** Contents of up to 512 KiB, of one repeated character, so that they are cheap to make. */
const largeWrite: Arbitrary<HttpRequest> = fc
  .tuple(fc.integer({ min: 1, max: 524_288 }), fc.constantFrom('a', '\\', '"', '\n', 'é', '\0'))
  .map(([bytes, character]) => {
    const length = Math.floor(bytes / JSON.stringify(character).length);
    const content = character.repeat(length);
    const args = { file_path: 'large', content };
    return post('/vfs/execute', { session_id: 'large', tool: 'write_file', args });
  });

const largeRead = fc.constant(
  post('/vfs/execute', { session_id: 'large', tool: 'read_file', args: { file_path: 'large' } }),
);

/** Calls of the shipped app: all routes, hostile strings, bodies to 512 KiB. */
export const appCall: Arbitrary<HttpRequest> = fc.oneof(
  { weight: 8, arbitrary: vfs },
  { weight: 8, arbitrary: mock },
  { weight: 6, arbitrary: github },
  { weight: 6, arbitrary: gateway },
  { weight: 6, arbitrary: anyHttp },
  { weight: 2, arbitrary: largeWrite },
  { weight: 1, arbitrary: largeRead },
);

// Halves of surrogate pairs have no percent-encoding.
function encoded(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '?'));
}
