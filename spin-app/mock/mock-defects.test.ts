import { describe, expect, it } from 'vitest';
import type { Answer } from '../protocol/http.ts';
import { inbound, memoryPlatform } from '../protocol/memory-platform.fixture.ts';
import type { Platform } from '../protocol/platform.ts';
import { handleMock } from './handle-mock.ts';

/** A mock with a tool `f` of any arguments; bodies and answers are JSON text. */
async function mock(platform: Platform = memoryPlatform()) {
  const post = async (path: string, body: string): Promise<Answer> =>
    handleMock(inbound('POST', `/mock/${path}`, body), platform);
  const call = async (path: string, body: string) => (await post(path, body)).body;
  await call('load-schema', '[{"name":"f"}]');
  return {
    post,
    load: (body: string) => call('load-schema', body),
    update: (response: string) =>
      call('update-response', `{"name":"f","mockResponse":${response}}`),
    fix: (match: string, response: string) =>
      call('add-fixture', `{"name":"f","match":${match},"response":${response}}`),
    run: (args: string) => call('execute', `{"name":"f","arguments":${args}}`),
    list: async () => (await handleMock(inbound('GET', '/mock/list-tools'), platform)).body,
  };
}

const echo = (args: string) =>
  `{"result":{"tool":"f","description":"","input_received":${args},` +
  '"mock_result":"Successfully executed f","status":"success"}}';

describe('the defects of the mock component that Spintape replaces', () => {
  it('K1: two fixtures that fit equally well are answered the same each time, and named', async () => {
    const first = await mock();
    await first.fix('{"a":"1"}', '"A"');
    expect(await first.fix('{"b":"2"}', '"B"')).toBe(
      '{"tool":"f","fixture_key":"{\\"b\\":\\"2\\"}","total_fixtures":2,"ties_with":[{"a":"1"}]}',
    );
    const second = await mock();
    await second.fix('{"b":"2"}', '"B"');
    await second.fix('{"a":"1"}', '"A"');
    for (const { run } of [first, first, second]) {
      expect(await run('{"a":"1","b":"2"}')).toBe('{"result":"A"}');
    }
  });

  it('K2: commas, arrays and objects in matched values are just values', async () => {
    const { fix, run } = await mock();
    await fix('{"q":"a,b"}', '"comma"');
    await fix('{"l":[1,2]}', '"array"');
    await fix('{"o":{"a":2,"b":1}}', '"object"');
    expect(await run('{"q":"a,b"}')).toBe('{"result":"comma"}');
    expect(await run('{"q":"a"}')).toBe(echo('{"q":"a"}'));
    expect(await run('{"l":[1,2]}')).toBe('{"result":"array"}');
    expect(await run('{"o":{"b":1,"a":2}}')).toBe('{"result":"object"}');
  });

  it('K3: a matched value never turns into further criteria', async () => {
    const { fix, run } = await mock();
    await fix('{"q":"x,y=1"}', '"HIT2"');
    expect(await run('{"q":"x","y":1}')).toBe(echo('{"q":"x","y":1}'));
  });

  it('K4: two different matches never share a key', async () => {
    const { fix, run } = await mock();
    await fix('{"a":"1","b":"2"}', '"TWO"');
    expect(JSON.parse(await fix('{"a":"1,b=2"}', '"ONE"'))).toMatchObject({ total_fixtures: 2 });
    expect(await run('{"a":"1","b":"2"}')).toBe('{"result":"TWO"}');
  });

  it('K5: an equals sign in the name of an argument is part of the name', async () => {
    const { fix, run } = await mock();
    await fix('{"k=v":"1"}', '"H"');
    expect(await run('{"k=v":"1"}')).toBe('{"result":"H"}');
    expect(await run('{"k":"v=1"}')).toBe(echo('{"k":"v=1"}'));
  });

  it('K6: types count, and numbers compare by value', async () => {
    const { fix, run } = await mock();
    await fix('{"n":1}', '"NUM"');
    await fix('{"n":"1"}', '"STR"');
    await fix('{"n":null}', '"NULL"');
    const answers = await Promise.all(
      ['1', '1.0', '10e-1', '"1"', 'null', '"null"'].map((n) => run(`{"n":${n}}`)),
    );
    expect(answers).toEqual([
      '{"result":"NUM"}',
      '{"result":"NUM"}',
      '{"result":"NUM"}',
      '{"result":"STR"}',
      '{"result":"NULL"}',
      echo('{"n":"null"}'),
    ]);
  });

  it('K7: an empty match fits every call, with arguments or without', async () => {
    const { fix, run, post, load } = await mock();
    await fix('{}', '"ALL"');
    expect(await run('{}')).toBe('{"result":"ALL"}');
    expect(await run('{"a":1}')).toBe('{"result":"ALL"}');
    expect((await post('execute', '{"name":"f"}')).body).toBe('{"result":"ALL"}');
    expect(await load('[{"name":"f","mockFixtures":{"weird":1}}]')).toBe(
      '{"error":"Failed to parse schema: mockFixtures of f: `weird` is not a list of name=value"}',
    );
  });

  it('K8: arguments are validated against the input schema', async () => {
    const { load, post } = await mock();
    await load(
      '[{"name":"f","inputSchema":{"type":"object","properties":{"z":{"type":"integer"}},' +
        '"required":["z"],"additionalProperties":false}}]',
    );
    expect(await post('execute', '{"name":"f","arguments":{}}')).toEqual({
      status: 400,
      body: '{"error":"Missing required argument: z"}',
    });
    expect(await post('execute', '{"tool":"f","args":{"z":1,"extra":true}}')).toEqual({
      status: 200,
      body: '{"success":false,"result":"Unknown argument: extra","error_type":"InvalidArguments"}',
    });
  });

  it('K9: inserted text is inert, and the order of arguments counts for nothing', async () => {
    const { update, run } = await mock();
    await update('"{{a}}-{{b}}"');
    expect(await run('{"a":"{{b}}","b":"SECRET"}')).toBe('{"result":"{{b}}-SECRET"}');
    expect(await run('{"b":"{{a}}","a":"SECRET"}')).toBe('{"result":"SECRET-{{a}}"}');
  });

  it('K10: templates keep types, reach nested values, fill names and can be literal', async () => {
    const { update, run } = await mock();
    await update(
      '{"typed":{"$arg":"num"},"{{s}}":"{{ s }}","in":"{{o.x}}","none":"{{zz}}",' +
        '"literal":{"$literal":"{{s}}"},"escaped":"\\\\{{s}}"}',
    );
    expect(await run('{"num":5,"s":"S","o":{"x":"in"}}')).toBe(
      '{"result":{"typed":5,"S":"S","in":"in","none":"{{zz}}","literal":"{{s}}","escaped":"{{s}}"}}',
    );
  });

  it('K11: a response of null is a response', async () => {
    const { update, run } = await mock();
    await update('"first"');
    expect(await update('null')).toBe('{"updated":"f"}');
    expect(await run('{}')).toBe('{"result":null}');
  });

  it('K12: loading a tool again keeps its response and fixtures', async () => {
    const { load, update, fix, run } = await mock();
    await update('"response"');
    await fix('{"a":1}', '"fixture"');
    await load('[{"name":"f","description":"again"}]');
    expect(await run('{"a":1}')).toBe('{"result":"fixture"}');
    expect(await run('{}')).toBe('{"result":"response"}');
  });

  it('K13: no change is lost, whichever operation of one call another falls between', async () => {
    for (const session of ['', '?session_id=s']) {
      for (let place = 0; place < 30; place += 1) {
        let left = place;
        let inner: Promise<unknown> = Promise.resolve();
        const entries = new Map<string, string>();
        const change = (body: string, platform: Platform) =>
          handleMock(inbound('POST', `/mock/add-fixture${session}`, body), platform);
        const plain = memoryPlatform({ entries });
        await handleMock(
          inbound('POST', '/mock/load-schema', '[{"name":"f","mockResponse":0}]'),
          plain,
        );
        const interrupted = memoryPlatform({
          entries,
          fault: () => {
            left -= 1;
            if (left === -1) inner = change('{"name":"f","match":{"b":2},"response":"B"}', plain);
          },
        });
        await change('{"name":"f","match":{"a":1},"response":"A"}', interrupted);
        await inner;
        if (left >= 0) inner = change('{"name":"f","match":{"b":2},"response":"B"}', plain);
        await inner;
        const run = (args: string) =>
          handleMock(
            inbound('POST', `/mock/execute${session}`, `{"name":"f","arguments":${args}}`),
            plain,
          );
        const bodies = await Promise.all(['{"a":1}', '{"b":2}', '{}'].map(run));
        expect(bodies.map(({ body }) => body)).toEqual([
          '{"result":"A"}',
          '{"result":"B"}',
          '{"result":0}',
        ]);
      }
    }
  });

  it('K14: what a session defines or clears, no other session notices', async () => {
    const { post, run } = await mock();
    await post('update-response?session_id=s', '{"name":"f","mockResponse":"mine"}');
    expect(await run('{}')).toBe(echo('{}'));
    const mine = await post('execute', '{"session_id":"s","tool":"f","args":{}}');
    expect(mine.body).toBe('{"success":true,"result":"mine","error_type":null}');
    await post('clear', '{"session_id":"s"}');
    expect(await run('{}')).toBe(echo('{}'));
  });

  it('K15: tools are listed in loading order with all their fields as written', async () => {
    const { load, list } = await mock();
    await load(
      '[{"title":"T","name":"b","outputSchema":{"2":1,"1":2},"annotations":{"own":1.0}},' +
        '{"name":"a","description":"d","inputSchema":{"properties":{"z":true,"10":{"description":null}}}}]',
    );
    await load('[{"name":"b","title":"U"}]');
    const open = '"description":"","inputSchema":{"type":"object"}';
    expect(await list()).toBe(
      `{"tools":[{"name":"f",${open}},{"name":"b","title":"U",${open}},` +
        '{"name":"a","description":"d","inputSchema":{"properties":{"z":{},"10":{}}}}]}',
    );
  });

  it('K16: a body that cannot be read is a JSON answer of 400, and a JSON-RPC response is read', async () => {
    const { post, load } = await mock();
    expect(await post('execute', '{"arguments":{}}')).toEqual({
      status: 400,
      body:
        '{"success":false,"result":"Invalid request: missing field `tool` or `name`",' +
        '"error_type":"InvalidRequest","error":"Invalid request: missing field `tool` or `name`"}',
    });
    expect(await post('load-schema', '[{"name":"x",}]')).toEqual({
      status: 400,
      body:
        '{"error":"Failed to parse schema: the body is not valid JSON (at character 14); ' +
        'send JSON, YAML is not read here"}',
    });
    expect(await load('{"jsonrpc":"2.0","id":1,"result":{"tools":[{"name":"x"}]}}')).toBe(
      '{"loaded":1,"tools":["x"]}',
    );
  });

  it('K17: a damaged definition is reported and never silently replaced', async () => {
    const entries = new Map([['mock/shared/tool/f', '{damaged']]);
    const { post } = await mock(memoryPlatform({ entries }));
    const message = 'IO error: a stored definition is damaged; clear it and load it again';
    expect(await post('load-schema', '[{"name":"f"}]')).toEqual({
      status: 424,
      body: JSON.stringify({ error: message }),
    });
    expect(await post('execute', '{"tool":"f","args":{}}')).toEqual({
      status: 200,
      body: JSON.stringify({ success: false, result: message, error_type: 'IOError' }),
    });
    await post('clear', '');
    expect(await post('load-schema', '[{"name":"f"}]')).toEqual({
      status: 200,
      body: '{"loaded":1,"tools":["f"]}',
    });
  });

  it('K18: nothing that a pulled server says comes back in an error', async () => {
    const { post } = await mock(
      memoryPlatform({
        fetch: async () => ({
          status: 400,
          header: () => 'application/json',
          body: new TextEncoder().encode('SECRET BODY'),
        }),
      }),
    );
    expect(await post('pull', '{"url":"http://localhost:1/"}')).toEqual({
      status: 424,
      body: '{"error":"MCP server returned status 400"}',
    });
  });

  it('K19: numbers come back as they were written', async () => {
    const { update, run, fix } = await mock();
    await update('[12345678901234567890123,1.0,1e2,-0,0.10]');
    expect(await run('{}')).toBe('{"result":[12345678901234567890123,1.0,1e2,-0,0.10]}');
    await fix('{"id":12345678901234567890123}', '"big"');
    expect(await run('{"id":12345678901234567890123}')).toBe('{"result":"big"}');
    expect(await run('{"id":12345678901234567890124}')).not.toContain('big');
  });
});
