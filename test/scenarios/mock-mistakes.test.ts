import { describe, expect, it } from 'vitest';
import { runFiles } from './run-files.fixture.ts';

const CALL = '---\ncall: {component: mock, session: s, tool: f, args: {}}\n';

function ranWith(mock: string, variables = '{}') {
  const world = `world:\n  variables: ${variables}\n  mock:\n${mock.replace(/^/gm, '    ')}\n`;
  return runFiles({ 'a.yaml': `spintape: 1\nname: a\n${world}${CALL}` }, 'a.yaml');
}

describe('a mock of a scenario', () => {
  it.each([
    [
      'a misspelt member of a tool',
      'tools:\n  - name: f\n    input_schema: {type: object, required: [z]}',
      'a.yaml:8: Failed to load the mocks of the world: tool 1 has "input_schema", which MCP does not have. Did you mean inputSchema?',
    ],
    [
      'a member that the mock adds, misspelt',
      'tools: [{name: g}, {name: f, response: 1}]',
      'a.yaml:6: Failed to load the mocks of the world: tool 2 has "response", which MCP does not have. Did you mean mockResponse?',
    ],
    [
      'a tool twice',
      'tools:\n  - {name: f}\n  - {name: g}\n  - {name: f, description: another}',
      'a.yaml:9: Failed to load the mocks of the world: the tool "f" is there already, in a.yaml:7. Remove one of the two.',
    ],
    [
      'two fixtures for one value',
      'fixtures:\n  f:\n    - {match: {}, response: 0}\n    - {match: {a: [-1], b: 1}, response: 1}\n    - {match: {b: 1.0, a: [-1.00]}, response: 2}',
      'a.yaml:10: Failed to load the mocks of the world: fixture 3 of f is for the same arguments as another, in a.yaml:9. Remove one of the two.',
    ],
  ])('is refused for %s', async (_, mock, message) => {
    const { code, stdout } = await ranWith(mock);
    expect([code, stdout.split('\n')[3]]).toEqual([2, message]);
  });

  it.each([
    ['members beyond MCP', 'tools: [{name: f, deprecated: true, icon: i, _meta: {}, x-names: 1}]'],
    ['a member like another that is there', 'tools: [{name: f, title: T, titles: [T, U]}]'],
    [
      'fixtures that only look similar',
      'fixtures: {f: [{match: {a: 1}, response: 1}, {match: {a: "1"}, response: 2}, {match: {a: [1]}, response: 3}, {match: {b: 1}, response: 4}]}',
    ],
    [
      'numbers that only a double takes for the same',
      'fixtures: {f: [{match: {a: 0.1}, response: 1}, {match: {a: 0.1000000000000000000001}, response: 2}]}',
    ],
  ])('may have %s', async (_, mock) => {
    expect((await ranWith(mock)).code).toBe(0);
  });

  it('has fixtures by the spelling of their arguments where the contract has them so', async () => {
    const mock = 'fixtures: {f: [{match: {b: 1}, response: 1}, {match: {b: 1.0}, response: 2}]}';
    expect((await ranWith(mock, '{contract: deepfabric-4}')).code).toBe(0);
  });
});
