import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyCharacter, anyText } from '../protocol/any-text.fixture.ts';
import { anyUrl } from '../protocol/any-url.fixture.ts';
import { mock } from './mock-service.fixture.ts';

describe('every answer of the mock', () => {
  const path = fc.oneof(
    fc.constantFrom(
      ...['execute', 'load-schema', 'update-response', 'add-fixture', 'clear', 'pull'],
      ...['list-tools', 'health', 'session', 'session/x', 'session?id=%', 'execute?session_id=%ff'],
    ),
    fc.string(),
  );
  const name = fc.constantFrom('f', 'g', '', 'constructor', '__proto__');
  const body = fc.oneof(
    fc.uint8Array(),
    anyText,
    fc.json({ stringUnit: anyCharacter }),
    fc.constant('['.repeat(200_000)),
    fc
      .record(
        {
          session_id: fc.oneof(fc.string(), fc.jsonValue()),
          tool: fc.oneof(name, fc.jsonValue()),
          name: fc.oneof(name, fc.jsonValue()),
          args: fc.jsonValue(),
          arguments: fc.jsonValue(),
          match: fc.oneof(fc.object(), fc.jsonValue()),
          response: fc.jsonValue(),
          mockResponse: fc.jsonValue(),
          tools: fc.oneof(
            fc.array(
              fc.record({ name, inputSchema: fc.jsonValue(), mockFixtures: fc.jsonValue() }),
            ),
            fc.jsonValue(),
          ),
          url: fc.oneof(anyUrl, fc.string()),
        },
        { requiredKeys: [] },
      )
      .map((value) => JSON.stringify(value)),
  );

  it.each(['spintape', 'deepfabric-4'])('is JSON and never a 5xx under %s', async (contract) => {
    const entries = new Map<string, string>();
    const { ask } = mock({ entries, variables: { contract } });
    await ask('POST', '/mock/load-schema', [{ name: 'f', mockResponse: '{{a}}' }]);
    const method = fc.constantFrom('POST', 'POST', 'POST', 'GET', 'PUT', 'DELETE', 'HEAD', 'X');
    await fc.assert(
      fc.asyncProperty(method, path, body, async (verb, below, content) => {
        const answer = await ask(verb, `/mock/${below}`, content);
        expect(answer.status).toBeLessThan(500);
        const keys = Object.keys(answer.body as object);
        if (answer.status !== 200)
          expect(typeof (answer.body as { error: unknown }).error).toBe('string');
        else if (below === 'execute') {
          expect([['result'], ['success', 'result', 'error_type']]).toContainEqual(keys);
        } else expect(keys).not.toEqual([]);
      }),
      { numRuns: 600 },
    );
  });
});
