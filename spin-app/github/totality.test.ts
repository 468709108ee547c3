import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyUrl } from '../protocol/any-url.fixture.ts';
import type { GithubErrorType } from '../protocol/error-type.ts';
import { NetworkFailure, type Platform, SandboxRefusal } from '../protocol/platform.ts';
import { fakeWorld } from './fake-github.fixture.ts';
import { handleGithub } from './github.ts';
import { githubTools } from './tools.ts';

const ERROR_TYPES: readonly GithubErrorType[] = [
  'UnknownTool',
  'InvalidRequest',
  'InvalidArguments',
  'PermissionDenied',
  'IOError',
  'RepoNotAllowed',
  'WriteNotAllowed',
  'NotFound',
  'Unauthorized',
  'RateLimited',
  'NetworkError',
  'APIError',
];

const bytes = fc.uint8Array({ maxLength: 60 });
const jsonBytes = fc.json().map((text) => new TextEncoder().encode(text));
const variables = fc.record({
  allowed_repos: fc.constantFrom('*', '', 'octo/hello'),
  allow_writes: fc.constantFrom('true', 'false'),
  github_token: fc.oneof(fc.constant(''), fc.string()),
  github_api_url: fc.oneof(fc.constant('https://api.github.com'), fc.string(), anyUrl),
  contract: fc.constantFrom('spintape', 'deepfabric-4'),
});
const call = fc
  .record({
    session_id: fc.option(fc.string()),
    tool: fc.oneof(fc.constantFrom(...githubTools.map(({ name }) => name)), fc.string()),
    args: fc.oneof(
      fc.jsonValue(),
      fc.record(
        {
          owner: fc.constant('octo'),
          repo: fc.constant('hello'),
          path: fc.string(),
          query: fc.string({ minLength: 1 }),
          sha: fc.string({ minLength: 1 }),
          issue_number: fc.integer({ min: 1 }),
          pullNumber: fc.integer({ min: 1 }),
          perPage: fc.jsonValue(),
        },
        { requiredKeys: ['owner', 'repo'] },
      ),
    ),
  })
  .map((value) => new TextEncoder().encode(JSON.stringify(value)));
/** Something that GitHub never sends, or sends seldom. */
const answer = fc.record({
  status: fc.oneof(fc.constant(200), fc.integer({ min: 200, max: 599 })),
  headers: fc.dictionary(
    fc.constantFrom('link', 'location', 'content-type', 'retry-after', 'x-ratelimit-remaining'),
    fc.oneof(fc.string(), fc.constantFrom('0', '</x>; rel="next"', 'application/vnd.github.raw')),
  ),
  bytes: fc.oneof(bytes, jsonBytes, fc.constant(new TextEncoder().encode('[{"type":"file"}]'))),
});

describe('whatever arrives', () => {
  it('a call is answered in the component style', async () => {
    const failing = fc.constantFrom('no', 'no', 'no', 'sandbox', 'network');
    await fc.assert(
      fc.asyncProperty(
        fc.oneof({ weight: 4, arbitrary: call }, jsonBytes, bytes),
        variables,
        answer,
        failing,
        async (body, values, reply, failure) => {
          const world = fakeWorld(() => reply, values);
          const platform = {
            ...world.platform,
            ...(failure !== 'no' && { fetch: fails(failure) }),
          };
          const inbound = { method: 'POST', path: '/github/execute', query: '', body };
          const { status, body: text } = await handleGithub(inbound, platform);
          const { success, result, error_type } = JSON.parse(text) as Record<string, unknown>;
          expect([200, 400]).toContain(status);
          expect(status === 400).toBe(error_type === 'InvalidRequest');
          expect(typeof result).toBe('string');
          if (success === true) expect(error_type).toBe(null);
          else expect(ERROR_TYPES).toContain(error_type);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('any other request is answered with JSON that is no fault of ours', async () => {
    const path = fc.oneof(
      fc.string().map((text) => `/${text}`),
      fc
        .constantFrom('health', 'components', 'list-tools', 'session', 'execute')
        .chain((name) => fc.string().map((text) => `/github/${name}${text}`)),
    );
    const method = fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'BREW');
    await fc.assert(
      fc.asyncProperty(path, method, fc.string(), bytes, variables, async (...sent) => {
        const [where, how, query, body, values] = sent;
        const world = fakeWorld(() => ({ status: 500 }), values);
        const inbound = { method: how, path: where, query, body };
        const { status, body: text } = await handleGithub(inbound, world.platform);
        const parsed: unknown = JSON.parse(text);
        expect(status).toBeLessThan(500);
        if (status >= 400) expect(parsed).toHaveProperty('error', expect.any(String));
      }),
    );
  });
});

function fails(failure: string): Platform['fetch'] {
  return async () => {
    throw failure === 'sandbox' ? new SandboxRefusal('no') : new NetworkFailure('no');
  };
}
