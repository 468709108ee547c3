import { describe, expect, it } from 'vitest';
import { inbound, memoryPlatform } from '../../protocol/memory-platform.fixture.ts';
import { handleMock } from '../handle-mock.ts';
import { serdeNumber } from './serde-number.ts';
import { compareCodePoints } from './serde-value.ts';

async function legacy() {
  const platform = memoryPlatform({ variables: { contract: 'deepfabric-4' } });
  const post = async (path: string, body: string) =>
    (await handleMock(inbound('POST', `/mock/${path}`, body), platform)).body;
  await post('load-schema', '[{"name":"f","inputSchema":{"required":["z"]}}]');
  return {
    post,
    fix: (match: string, response: string) =>
      post('add-fixture', `{"name":"f","match":${match},"response":${response}}`),
    run: (args: string) => post('execute', `{"name":"f","arguments":${args}}`),
  };
}

const echo = (args: string) =>
  `{"result":{"description":null,"input_received":${args},` +
  '"mock_result":"Successfully executed f","status":"success","tool":"f"}}';

describe('the contract deepfabric-4', () => {
  it('validates nothing and sorts the keys of the echo', async () => {
    const { run, post } = await legacy();
    expect(await run('{"b":1.50,"a":{"d":1e2,"c":null}}')).toBe(
      echo('{"a":{"c":null,"d":100.0},"b":1.5}'),
    );
    expect(await post('execute', '{"name":"f"}')).toBe(echo('null'));
  });

  it('sorts keys and respells numbers within arrays too', async () => {
    const { run } = await legacy();
    expect(await run('{"l":[1.50,{"b":1,"a":[2e0]}]}')).toBe(echo('{"l":[1.5,{"a":[2.0],"b":1}]}'));
  });

  it('fills the texts within arrays, and nothing where there are no arguments', async () => {
    const { post, run } = await legacy();
    await post('update-response', '{"name":"f","mockResponse":["{{a}}",1.50,null,["{{a}}"]]}');
    expect(await run('{"a":"A"}')).toBe('{"result":["A",1.5,null,["A"]]}');
    expect(await post('execute', '{"name":"f"}')).toBe('{"result":["{{a}}",1.5,null,["{{a}}"]]}');
  });

  it('lets the smaller key win, whichever fixture came first', async () => {
    for (const names of ['bc', 'cb']) {
      const { fix, run } = await legacy();
      for (const name of names) await fix(`{"${name}":"1"}`, `"${name}"`);
      expect(await run('{"b":"1","c":"1"}')).toBe('{"result":"b"}');
    }
  });

  it('matches fixtures by their texts, as its keys are taken apart', async () => {
    const { fix, run } = await legacy();
    expect(await fix('{"b":"x","a":1}', '"TWO"')).toBe(
      '{"tool":"f","fixture_key":"a=1,b=x","total_fixtures":1}',
    );
    await fix('{"q":"p,r"}', '"HIT"');
    await fix('{"l":[1,2]}', '"LIST"');
    expect(await run('{"a":"1","b":"x"}')).toBe('{"result":"TWO"}');
    expect(await run('{"a":1.0,"b":"x"}')).toBe(echo('{"a":1.0,"b":"x"}'));
    expect(await run('{"q":"p"}')).toBe('{"result":"HIT"}');
    expect(await run('{"l":[1,2]}')).toBe(echo('{"l":[1,2]}'));
  });

  it('lets more matched arguments win, and then the smaller key', async () => {
    const { fix, run } = await legacy();
    await fix('{"b":"2"}', '"b"');
    await fix('{"c":"3"}', '"c"');
    await fix('{"c":"3","d":"4"}', '"cd"');
    expect(await run('{"b":"2","c":"3","d":"4"}')).toBe('{"result":"cd"}');
    expect(await run('{"b":"2","c":"3"}')).toBe('{"result":"b"}');
  });

  it('replaces a fixture whose key is the same', async () => {
    const { fix, run } = await legacy();
    await fix('{"a":"1","b":"2"}', '"TWO"');
    expect(JSON.parse(await fix('{"a":"1,b=2"}', '"ONE"'))).toMatchObject({ total_fixtures: 1 });
    expect(await run('{"a":"1","b":"2"}')).toBe('{"result":"ONE"}');
  });

  it('gives an empty match to calls with arguments only', async () => {
    const { fix, run, post } = await legacy();
    await fix('{}', '"ALL"');
    expect(await run('{}')).toBe('{"result":"ALL"}');
    expect(await post('execute', '{"name":"f"}')).toBe(echo('null'));
  });

  it('expands inserted text once more, in the order of the names', async () => {
    const { post, run } = await legacy();
    await post(
      'update-response',
      '{"name":"f","mockResponse":{"y":"{{ a }} {{num}}","x":"{{a}}-{{b}}"}}',
    );
    expect(await run('{"a":"{{b}}","b":"SECRET","num":5}')).toBe(
      '{"result":{"x":"SECRET-SECRET","y":"{{ a }} 5"}}',
    );
    expect(await run('{"b":"{{a}}","a":"SECRET"}')).toBe(
      '{"result":{"x":"SECRET-{{a}}","y":"{{ a }} {{num}}"}}',
    );
  });
});

describe('serdeNumber', () => {
  it.each([
    ['7', '7'],
    ['-0', '-0.0'],
    ['0', '0'],
    ['-7', '-7'],
    ['0.0', '0.0'],
    ['-0e5', '-0.0'],
    ['9223372036854775808', '9223372036854775808'],
    ['-9223372036854775808', '-9223372036854775808'],
    ['100000000000000000000', '1e20'],
    ['1e400', '1e400'],
    ['7.0', '7.0'],
    ['-7.25', '-7.25'],
    ['0.5', '0.5'],
    ['0.05', '0.05'],
    ['1.5e-5', '0.000015'],
    ['1.5e-6', '1.5e-6'],
    ['15e14', '1500000000000000.0'],
    ['1.5e15', '1500000000000000.0'],
    ['1234567890123456.5', '1234567890123456.5'],
    ['12345678901234567.0', '1.2345678901234568e16'],
    ['18446744073709551615', '18446744073709551615'],
    ['18446744073709551616', '1.8446744073709552e19'],
    ['-9223372036854775809', '-9.223372036854776e18'],
    ['12345678901234567890123', '1.2345678901234568e22'],
    ['1e2', '100.0'],
    ['1E15', '1000000000000000.0'],
    ['1e16', '1e16'],
    ['0.10', '0.1'],
    ['0.00001', '0.00001'],
    ['0.000001', '1e-6'],
    ['-123.45e-3', '-0.12345'],
    ['1234.5', '1234.5'],
  ])('prints %s as %s', (written, printed) => {
    expect(serdeNumber(written)).toBe(printed);
  });
});

describe('compareCodePoints', () => {
  it('puts a text after each that it begins with', () => {
    expect(compareCodePoints('ab', 'a')).toBe(1);
    expect(compareCodePoints('a', 'ab')).toBe(-1);
    expect(compareCodePoints('a', 'a')).toBe(0);
  });

  it('sorts as UTF-8 does', () => {
    expect(['\u{1f600}', '\ufb33', 'ab', 'a', ''].sort(compareCodePoints)).toEqual([
      '',
      'a',
      'ab',
      '\ufb33',
      '\u{1f600}',
    ]);
  });
});
