import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MemoryKeyValue } from '../../harness/internal.ts';
import { startUpstream } from '../upstream.fixture.ts';
import { failed, noCall, succeeded } from './answers.ts';
import { send, sendText, startAfresh } from './contract-case.ts';
import { type BuiltApp, openBuiltApp } from './served-world.ts';
import { START_LIMIT, testedApp } from './tested-app.ts';

const app = testedApp();
let built: BuiltApp;

beforeAll(async () => {
  built = await openBuiltApp();
}, START_LIMIT);
afterAll(() => built.close());
beforeEach(async () => {
  await startAfresh(app.url);
  await load('[{"name":"f"}]');
});

/** Bodies and answers as JSON text, so that numbers and the order of keys count. */
const post = async (route: string, body: string) =>
  (await sendText(app.url, `POST /mock/${route}`, body)).text;
const load = (body: string) => post('load-schema', body);
const update = (response: string) =>
  post('update-response', `{"name":"f","mockResponse":${response}}`);
const fix = (match: string, response: string) =>
  post('add-fixture', `{"name":"f","match":${match},"response":${response}}`);
const run = (args: string) => post('execute', `{"name":"f","arguments":${args}}`);
const echoed = (args: string) =>
  `{"result":{"tool":"f","description":"","input_received":${args},` +
  '"mock_result":"Successfully executed f","status":"success"}}';
const list = async () => (await sendText(app.url, 'GET /mock/list-tools')).text;
const execute = (body: unknown) => send(app.url, 'POST /mock/execute', body);

describe("the defects of DeepFabric's mock component that the built one does not have", () => {
  it('K1: of two fixtures that fit equally well the same one answers, and the tie is reported', async () => {
    await fix('{"b":"2"}', '"B"');
    expect(await fix('{"a":"1"}', '"A"')).toBe(
      '{"tool":"f","fixture_key":"{\\"a\\":\\"1\\"}","total_fixtures":2,"ties_with":[{"b":"2"}]}',
    );
    const answers = new Set<string>();
    for (let time = 0; time < 20; time += 1) answers.add(await run('{"a":"1","b":"2"}'));
    expect([...answers]).toEqual(['{"result":"A"}']);
  });

  it('K2: commas, arrays and objects in a match are just values', async () => {
    await fix('{"q":"a,b"}', '"comma"');
    await fix('{"l":[1,2]}', '"array"');
    await fix('{"o":{"a":2,"b":1}}', '"object"');
    expect(await run('{"q":"a,b"}')).toBe('{"result":"comma"}');
    expect(await run('{"q":"a"}')).toBe(echoed('{"q":"a"}'));
    expect(await run('{"l":[1,2]}')).toBe('{"result":"array"}');
    expect(await run('{"o":{"b":1,"a":2}}')).toBe('{"result":"object"}');
  });

  it('K3: a value never turns into further criteria', async () => {
    await fix('{"q":"x,y=1"}', '"HIT2"');
    expect(await run('{"q":"x","y":1}')).toBe(echoed('{"q":"x","y":1}'));
  });

  it('K4: different matches are different fixtures', async () => {
    await fix('{"a":"1","b":"2"}', '"TWO"');
    expect(JSON.parse(await fix('{"a":"1,b=2"}', '"ONE"'))).toMatchObject({ total_fixtures: 2 });
    expect(await run('{"a":"1","b":"2"}')).toBe('{"result":"TWO"}');
  });

  it('K5: an equals sign in the name of an argument is part of the name', async () => {
    await fix('{"k=v":"1"}', '"H"');
    expect(await run('{"k=v":"1"}')).toBe('{"result":"H"}');
    expect(await run('{"k":"v=1"}')).toBe(echoed('{"k":"v=1"}'));
  });

  it('K6: types count, and numbers compare by value', async () => {
    await fix('{"n":1}', '"NUM"');
    await fix('{"n":"1"}', '"STR"');
    await fix('{"n":null}', '"NULL"');
    await fix('{"n":{"a":2}}', '"OBJ"');
    const given = ['1', '1.0', '10e-1', '"1"', 'null', '"null"', '"{\\"a\\":2}"'];
    const answers = [];
    for (const n of given) answers.push(await run(`{"n":${n}}`));
    const [num, str, none] = ['NUM', 'STR', 'NULL'].map((text) => `{"result":"${text}"}`);
    const [text, json] = ['{"n":"null"}', '{"n":"{\\"a\\":2}"}'].map(echoed);
    expect(answers).toEqual([num, num, num, str, none, text, json]);
  });

  it('K7: an empty match fits every call, also one without arguments', async () => {
    await fix('{}', '"ALL"');
    expect(await run('{}')).toBe('{"result":"ALL"}');
    expect(await run('{"a":1}')).toBe('{"result":"ALL"}');
    expect(await post('execute', '{"name":"f"}')).toBe('{"result":"ALL"}');
    expect(await load('[{"name":"f","mockFixtures":{"weird":1}}]')).toBe(
      '{"error":"Failed to parse schema: mockFixtures of f: `weird` is not a list of name=value"}',
    );
  });

  it('K8: arguments are validated, and the message names the argument', async () => {
    await load(
      '[{"name":"f","inputSchema":{"type":"object","properties":{"z":{"type":"integer"}},' +
        '"required":["z"],"additionalProperties":false}}]',
    );
    const missing = 'Missing required argument: z';
    expect(await execute({ name: 'f', arguments: {} })).toEqual({
      status: 400,
      body: { error: missing },
    });
    expect(await execute({ tool: 'f', args: { z: 1, extra: true } })).toEqual({
      status: 200,
      body: failed('InvalidArguments', 'Unknown argument: extra'),
    });
  });

  it('K9: inserted text is inert, and the order of arguments counts for nothing', async () => {
    await update('"{{a}}-{{b}}"');
    expect(await run('{"a":"{{b}}","b":"SECRET"}')).toBe('{"result":"{{b}}-SECRET"}');
    expect(await run('{"b":"{{a}}","a":"SECRET"}')).toBe('{"result":"SECRET-{{a}}"}');
  });

  it('K10: templates keep types, fill names, take spaces, reach into arguments, can be literal', async () => {
    await update(
      '{"typed":{"$arg":"num"},"{{s}}":"{{ s }}","in":"{{o.x}}{{l[0].y}}","none":"{{zz}}",' +
        `"literal":{"$literal":"{{s}}"},"escaped":"\\\\{{s}}","workflow":"\${{ s }}"}`,
    );
    expect(await run('{"num":5,"s":"S","o":{"x":"in"},"l":[{"y":"side"}]}')).toBe(
      '{"result":{"typed":5,"S":"S","in":"inside","none":"{{zz}}","literal":"{{s}}",' +
        `"escaped":"{{s}}","workflow":"\${{ s }}"}}`,
    );
  });

  it('K11: a response of null is a response', async () => {
    await update('"first"');
    expect(await update('null')).toBe('{"updated":"f"}');
    expect(await run('{}')).toBe('{"result":null}');
  });

  it('K12: loading a tool again keeps its response and fixtures', async () => {
    await update('"response"');
    await fix('{"a":1}', '"fixture"');
    await load('[{"name":"f","description":"again"}]');
    expect(await run('{"a":1}')).toBe('{"result":"fixture"}');
    expect(await run('{}')).toBe('{"result":"response"}');
  });

  it('K13: of 20 parallel fixtures and 20 parallel tools none is lost', async () => {
    const each = Array.from({ length: 20 }, (_, index) => index);
    await Promise.all([
      ...each.map((n) => fix(`{"n":${n}}`, `"${n}"`)),
      ...each.map((n) => load(`[{"name":"tool-${n}"}]`)),
    ]);
    const answers = [];
    for (const n of each) answers.push(await run(`{"n":${n}}`));
    expect(answers).toEqual(each.map((n) => `{"result":"${n}"}`));
    const { tools } = JSON.parse(await list()) as { tools: { name: string }[] };
    const names = ['f', ...each.map((n) => `tool-${n}`)];
    expect(tools.map(({ name }) => name).toSorted()).toEqual(names.toSorted());
  });

  it('K14: what one session defines or clears, no other notices; GET clears nothing', async () => {
    await post('update-response?session_id=s', '{"name":"f","mockResponse":"mine"}');
    expect(await run('{}')).toBe(echoed('{}'));
    const mine = { session_id: 's', tool: 'f', args: {} };
    expect(await execute(mine)).toEqual({ status: 200, body: succeeded('mine') });
    await post('clear', '{"session_id":"t"}');
    expect(await execute(mine)).toEqual({ status: 200, body: succeeded('mine') });
    await post('clear', '{"session_id":"s"}');
    expect((await send(app.url, 'GET /mock/clear')).status).toBe(405);
    expect(await run('{}')).toBe(echoed('{}'));
  });

  it('K15: tools are listed in loading order with all their fields as written', async () => {
    await load(
      '[{"title":"T","name":"b","outputSchema":{"2":1,"1":2},"annotations":{"own":1.0}},' +
        '{"name":"a","description":"d","inputSchema":{"properties":{"z":{"type":"string"},"10":{}}}}]',
    );
    const open = '"description":"","inputSchema":{"type":"object"}';
    const [first, second] = [await list(), await list()];
    expect(first).toMatch(/^\{"tools":\[\{"name":"f",/);
    expect(first).toContain(
      '{"title":"T","name":"b","outputSchema":{"2":1,"1":2},"annotations":{"own":1.0},' +
        `${open}},{"name":"a","description":"d",` +
        '"inputSchema":{"properties":{"z":{"type":"string"},"10":{}}}}]}',
    );
    expect(second).toBe(first);
  });

  it('K16: what cannot be read is a JSON 400, and a JSON-RPC response is read', async () => {
    expect(await execute({ arguments: {} })).toEqual({
      status: 400,
      body: noCall('missing field `tool` or `name`'),
    });
    expect(await send(app.url, 'POST /mock/load-schema', '[{"name":"x",}]')).toEqual({
      status: 400,
      body: {
        error:
          'Failed to parse schema: the body is not valid JSON (at character 14); ' +
          'send JSON, YAML is not read here',
      },
    });
    expect(await load('{"jsonrpc":"2.0","id":1,"result":{"tools":[{"name":"x"}]}}')).toBe(
      '{"loaded":1,"tools":["x"]}',
    );
  });

  it('K17: a damaged definition is reported, and never silently replaced', async () => {
    const damaged = new TextEncoder().encode('{damaged');
    const keyValue = new MemoryKeyValue(
      new Map([['default', new Map([['mock/shared/tool/f', damaged]])]]),
    );
    const origin = await built.serve({ keyValue });
    const error = 'IO error: a stored definition is damaged; clear it and load it again';
    const call = { session_id: 's', tool: 'f', args: {} };
    expect(await send(origin, 'POST /mock/execute', call)).toEqual({
      status: 200,
      body: failed('IOError', error),
    });
    const update = { name: 'f', mockResponse: 1 };
    expect(await send(origin, 'POST /mock/update-response', update)).toEqual({
      status: 424,
      body: { error },
    });
    expect(keyValue.get('default', 'mock/shared/tool/f')).toEqual(damaged);
  });

  it('K18: only granted hosts are asked, and nothing that a server says comes back', async () => {
    const server = await startUpstream((_, response) => {
      response.writeHead(400, { 'content-type': 'application/json' }).end('{"x":"SECRET BODY"}');
    });
    expect(await send(app.url, 'POST /mock/pull', { url: server.url })).toEqual({
      status: 424,
      body: { error: 'MCP server returned status 400' },
    });
    const denied = 'Access denied: the host of http://example.test/mcp is not granted';
    expect(await send(app.url, 'POST /mock/pull', { url: 'http://example.test/mcp' })).toEqual({
      status: 403,
      body: { ...failed('PermissionDenied', denied), error: denied },
    });
  });

  it('K19: numbers come back as they were written', async () => {
    await update('[12345678901234567890123,1.0,1e2,-0,0.10]');
    expect(await run('{}')).toBe('{"result":[12345678901234567890123,1.0,1e2,-0,0.10]}');
    const big = (digit: number) => `{"id":1234567890123456789012${digit}}`;
    await fix(big(3), '"big"');
    expect(await run(big(3))).toBe('{"result":"big"}');
    expect(await run(big(4))).not.toContain('"big"');
  });
});
