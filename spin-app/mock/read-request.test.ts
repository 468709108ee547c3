import { describe, expect, it } from 'vitest';
import { mock } from './mock-service.fixture.ts';

const TOOL = { name: 'f', inputSchema: { properties: { a: { type: 'integer' } } } };

/** What a mock that has the tool `f` answers to a request. */
async function ask(target: string, body: unknown) {
  const { post } = mock();
  await post('load-schema', [TOOL]);
  return post(target, body);
}

describe('a request that cannot be read', () => {
  it.each<[string, unknown, string]>([
    ['update-response', undefined, 'the body is empty'],
    ['update-response', ' \n', 'the body is empty'],
    ['update-response', Uint8Array.of(0x22, 0xff, 0x22), 'the body is not valid UTF-8'],
    ['update-response', '{', 'the body is not valid JSON (at its end)'],
    ['update-response', [], 'expected an object, got an array'],
    ['update-response', 'null', 'expected an object, got null'],
    ['update-response', {}, 'missing field `name`'],
    ['update-response', { name: 1 }, '`name` must be a string, not a number'],
    ['update-response', { name: null }, '`name` must be a string, not null'],
    ['update-response', { name: 'f' }, 'missing field `mockResponse`'],
    [
      'update-response',
      { name: 'f', mockResponse: 1, session_id: [] },
      '`session_id` must be a string, not an array',
    ],
    ['add-fixture', { match: {}, response: 1 }, 'missing field `name`'],
    ['add-fixture', { name: 'f', response: 1 }, 'the fixture: missing field `match`'],
    [
      'add-fixture',
      { name: 'f', match: 1, response: 1 },
      'the fixture: `match` must be an object, not a number',
    ],
    ['add-fixture', { name: 'f', match: {} }, 'the fixture: missing field `response`'],
    ['add-fixture', '{"name":"f","match":{},"match":{},"response":1}', 'duplicate field `match`'],
    [
      'add-fixture',
      '{"name":"f","match":{},"response":1,"response":1}',
      'duplicate field `response`',
    ],
    ['add-fixture', '{"name":"f","name":"f","match":{},"response":1}', 'duplicate field `name`'],
    ['pull', {}, 'missing field `url`'],
    ['clear', '{', 'the body is not valid JSON (at its end)'],
    ['clear', 'true', 'expected an object, got a boolean'],
  ])('by /mock/%s is %j: %s', async (route, body, reason) => {
    expect(await ask(route, body)).toEqual({
      status: 400,
      body: { error: `Invalid request: ${reason}` },
    });
  });

  it.each<[unknown, string]>([
    [undefined, 'the body is empty'],
    ['[]', 'expected an object, got an array'],
    [{}, 'missing field `tool` or `name`'],
    [{ tool: 1 }, '`tool` must be a string, not a number'],
    [{ name: 1 }, '`name` must be a string, not a number'],
    [{ session_id: 1, tool: 'f' }, '`session_id` must be a string, not a number'],
    ['{"tool":"f","tool":"f"}', 'duplicate field `tool`'],
    ['{"tool":"f","args":{},"args":{}}', 'duplicate field `args`'],
    ['{"name":"f","arguments":{},"arguments":{}}', 'duplicate field `arguments`'],
  ])('is the call %j: %s', async (body, reason) => {
    const result = `Invalid request: ${reason}`;
    expect(await ask('execute', body)).toEqual({
      status: 400,
      body: { success: false, result, error_type: 'InvalidRequest', error: result },
    });
  });

  it.each<[unknown, string]>([
    [undefined, 'the body is empty'],
    ['[', 'the body is not valid JSON (at its end); send JSON, YAML is not read here'],
    ['1', 'expected an array of tools or an object, got a number'],
    [{ tools: [], session_id: 1 }, '`session_id` must be a string, not a number'],
  ])('is the schema %j: %s', async (body, reason) => {
    expect(await ask('load-schema', body)).toEqual({
      status: 400,
      body: { error: `Failed to parse schema: ${reason}` },
    });
  });
});

describe('a request that is read', () => {
  it('may name its session in the query, in the body, and in both', async () => {
    for (const [query, body] of [
      ['?session_id=s', {}],
      ['', { session_id: 's' }],
      ['?session_id=s', { session_id: 's' }],
      ['?session_id=s', { session_id: null }],
    ] as const) {
      const { post, names } = mock();
      await post(`load-schema${query}`, { tools: [TOOL], ...body });
      expect([await names(), await names('?session_id=s')]).toEqual([[], ['f']]);
    }
  });

  it('may carry fields twice that are none of a call, and arguments of any names', async () => {
    const body = '{"name":"f","x":1,"x":2,"arguments":{"name":1,"tool":{"args":1,"session_id":2}}}';
    expect(await ask('execute', body)).toMatchObject({ status: 200 });
  });

  it('may have null for no arguments', async () => {
    expect(await ask('execute', { tool: 'f', args: null })).toEqual(
      await ask('execute', { tool: 'f' }),
    );
  });

  it.each<[unknown, string]>([
    [[], 'Arguments must be an object, not an array'],
    ['a', 'Arguments must be an object, not a string'],
    [{ a: 'x' }, 'Argument a must be of type integer'],
  ])('is refused in its own style for the arguments %j: %s', async (args, message) => {
    expect(await ask('execute', { name: 'f', arguments: args })).toEqual({
      status: 400,
      body: { error: message },
    });
    expect(await ask('execute', { tool: 'f', args })).toEqual({
      status: 200,
      body: { success: false, result: message, error_type: 'InvalidArguments' },
    });
  });
});
