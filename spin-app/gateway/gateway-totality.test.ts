import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText } from '../protocol/any-text.fixture.ts';
import type { Answer } from '../protocol/http.ts';
import { chainedFetch, inbound, memoryPlatform } from '../protocol/memory-platform.fixture.ts';
import { handleVfs } from '../vfs/vfs.ts';
import { handleGateway } from './gateway.ts';

const path = fc.oneof(
  fc.constantFrom('/execute', '/session', '/health', '/components', '/list-tools', '/'),
  anyText.map((id) => `/session/${id}`),
);
const call = fc.record(
  {
    session_id: fc.oneof(anyText, fc.jsonValue()),
    tool: fc.oneof(fc.constantFrom('read_file', 'list_files', 'gh_get_issue'), fc.jsonValue()),
    args: fc.jsonValue(),
    name: fc.oneof(fc.constant('list_files'), fc.jsonValue()),
    arguments: fc.jsonValue(),
  },
  { requiredKeys: [] },
);
const componentAnswer: fc.Arbitrary<Answer> = fc.record({
  status: fc.constantFrom(200, 400, 404, 500, 502),
  body: fc.oneof(fc.json(), fc.string(), fc.constant('{"tools":[null,{"name":"list_files"}]}')),
});

describe('the gateway', () => {
  it('answers whatever arrives, from callers and components, with JSON and no 5xx', async () => {
    const request = fc.tuple(
      fc.constantFrom('GET', 'POST', 'DELETE', 'PUT'),
      path,
      fc.oneof(fc.constant(''), fc.string(), fc.constant('session_id=s'), fc.constant('id=..')),
      fc.oneof(fc.uint8Array(), fc.json(), call),
    );
    await fc.assert(
      fc.asyncProperty(request, componentAnswer, async ([method, target, query, body], answer) => {
        const vfs = memoryPlatform();
        const others = async () => answer;
        const fetch = chainedFetch({
          vfs: (inner) => handleVfs(inner, vfs),
          mock: others,
          github: others,
        });
        const outcome = await handleGateway(
          { ...inbound(method, target, body), query },
          memoryPlatform({ fetch }),
        );
        expect([200, 400, 404, 405]).toContain(outcome.status);
        const value: Record<string, unknown> = JSON.parse(outcome.body);
        const isOurs = outcome.body !== answer.body;
        if (isOurs && outcome.status !== 200) expect(value['error']).toBeTypeOf('string');
      }),
      { numRuns: 500 },
    );
  });
});
