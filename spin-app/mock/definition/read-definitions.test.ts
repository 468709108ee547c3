import { describe, expect, it } from 'vitest';
import { parseJson } from '../json/parse.ts';
import { printJson } from '../json/print.ts';
import { InvalidDefinition } from './definition.ts';
import { readDefinitions } from './read-definitions.ts';

/** What a body defines, with all JSON as text. */
function read(text: string, checkSchemas = true) {
  const { tools, responses, fixtures } = readDefinitions(parseJson(text), { checkSchemas });
  return {
    tools: tools.map(({ name, definition, hasSchema }) => [name, printJson(definition), hasSchema]),
    responses: responses.map(({ tool, response }) => [tool, printJson(response)]),
    fixtures: fixtures.map(({ tool, fixture: { match, response } }) => [
      tool,
      printJson(match),
      printJson(response),
    ]),
  };
}

const NOTHING = { tools: [], responses: [], fixtures: [] };
const OPEN = '"description":"","inputSchema":{"type":"object"}';

describe('readDefinitions', () => {
  it('reads tools, a list of tools and the answer of an MCP server alike', () => {
    const tools = '[{"name":"a","title":"T"}]';
    const expected = { ...NOTHING, tools: [['a', `{"name":"a","title":"T",${OPEN}}`, true]] };
    expect(read(tools)).toEqual(expected);
    expect(read(`{"tools":${tools}}`)).toEqual(expected);
    expect(read(`{"jsonrpc":"2.0","id":1,"result":{"tools":${tools}}}`)).toEqual(expected);
    expect(read('[]')).toEqual(NOTHING);
    expect(read('{"tools":[]}')).toEqual(NOTHING);
  });

  it('reads the answers that stand in tools and beside them, in their order', () => {
    const tool = '{"mockFixtures":[{"match":{"x":1},"response":2}],"name":"a","mockResponse":null}';
    const beside =
      '"fixtures":{"b":[{"match":{},"response":null},{"match":{"y":2},"response":3,"more":4}]},' +
      '"mockResponses":{"b":{"defaultResponse":5,"more":6},"c":{"defaultResponse":null}}';
    expect(read(`{"tools":[${tool}],${beside}}`)).toEqual({
      tools: [['a', `{"name":"a",${OPEN}}`, true]],
      responses: [
        ['a', 'null'],
        ['b', '5'],
        ['c', 'null'],
      ],
      fixtures: [
        ['a', '{"x":1}', '2'],
        ['b', '{}', 'null'],
        ['b', '{"y":2}', '3'],
      ],
    });
  });

  it('keeps descriptions and schemas, and gives those that are null their empty forms', () => {
    const whole = '{"description":"d","name":"a","inputSchema":{"required":["x"]}}';
    const bare = '{"name":"b","description":null,"inputSchema":null,"mockFixtures":null}';
    expect(read(`[${whole},${bare}]`).tools).toEqual([
      ['a', whole, true],
      ['b', `{"name":"b",${OPEN}}`, true],
    ]);
  });

  it('reads what stands in the keys of mockFixtures as the type that the schema asks for', () => {
    const properties = '{"n":{"type":"integer"},"b":{"type":["boolean","string"]},"l":false}';
    const keys = ['n=5,b=true', 'n=five', 'n=1.5', 'l=1', 'free=1', 'a=b=c', 'e=', ''];
    const fixtures = JSON.stringify(Object.fromEntries(keys.map((key, index) => [key, index])));
    const tool = `{"name":"f","inputSchema":{"properties":${properties}},"mockFixtures":${fixtures}}`;
    expect(read(`[${tool}]`).fixtures.map(([, match]) => match)).toEqual([
      '{"n":5,"b":"true"}',
      '{"n":"five"}',
      '{"n":"1.5"}',
      '{"l":"1"}',
      '{"free":"1"}',
      '{"a":"b=c"}',
      '{"e":""}',
      '{}',
    ]);
  });

  it('looks into schemas only when it is asked to', () => {
    const text = '[{"name":"a","inputSchema":{"type":"text","properties":[]}}]';
    expect(read(text, false).tools).toHaveLength(1);
    expect(() => read(text)).toThrow(
      new InvalidDefinition(
        'inputSchema of a: /type must name types: null, boolean, string, number, integer, array, object',
      ),
    );
  });

  const NEITHER = 'expected `tools`, or `mockResponses` and `fixtures`';
  it.each([
    ['1', 'expected an array of tools or an object, got a number'],
    ['null', 'expected an array of tools or an object, got null'],
    ['"x"', 'expected an array of tools or an object, got a string'],
    ['true', 'expected an array of tools or an object, got a boolean'],
    ['{}', NEITHER],
    ['{"result":{"tools":[]}}', NEITHER],
    ['{"jsonrpc":"2.0","result":[]}', NEITHER],
    ['{"jsonrpc":"2.0","result":{}}', NEITHER],
    ['{"jsonrpc":"2.0","error":{}}', 'a JSON-RPC error has no tools'],
    ['{"tools":{}}', '`tools` must be an array, not an object'],
    ['{"tools":null}', '`tools` must be an array, not null'],
    ['{"mockResponses":null}', '`mockResponses` must be an object, not null'],
    ['{"mockResponses":[]}', '`mockResponses` must be an object, not an array'],
    ['{"mockResponses":{"":{"defaultResponse":1}}}', '`mockResponses` has a tool without a name'],
    ['{"mockResponses":{"a":{}}}', 'mockResponses of a: missing field `defaultResponse`'],
    ['{"mockResponses":{"a":1}}', 'mockResponses of a: missing field `defaultResponse`'],
    ['{"fixtures":null}', '`fixtures` must be an object, not null'],
    ['{"fixtures":{"":[]}}', '`fixtures` has a tool without a name'],
    ['{"fixtures":{"a":{}}}', 'fixtures of a must be an array, not an object'],
    [
      '{"fixtures":{"a":[{"match":{},"response":1},1]}}',
      'fixture 2 of a must be an object, not a number',
    ],
    ['{"fixtures":{"a":[{"response":1}]}}', 'fixture 1 of a: missing field `match`'],
    [
      '{"fixtures":{"a":[{"match":[],"response":1}]}}',
      'fixture 1 of a: `match` must be an object, not an array',
    ],
    ['{"fixtures":{"a":[{"match":{}}]}}', 'fixture 1 of a: missing field `response`'],
    ['[{"name":"a"},1]', 'tool 2 must be an object, not a number'],
    ['[{}]', 'tool 1 has no `name` (a text that is not empty)'],
    ['[{"name":1}]', 'tool 1 has no `name` (a text that is not empty)'],
    ['[{"name":""}]', 'tool 1 has no `name` (a text that is not empty)'],
    ['[{"name":"a","inputSchema":true}]', 'inputSchema of a must be an object, not a boolean'],
    ['[{"name":"a","description":1}]', 'description of a must be a text, not a number'],
    ['[{"name":"a","mockFixtures":1}]', 'mockFixtures of a must be an object, not a number'],
    ['[{"name":"a","mockFixtures":[{}]}]', 'fixture 1 of a: missing field `match`'],
    [
      '[{"name":"a","mockFixtures":{"=x":1}}]',
      'mockFixtures of a: `=x` is not a list of name=value',
    ],
    [
      '[{"name":"a","mockFixtures":{"x=1,y":1}}]',
      'mockFixtures of a: `x=1,y` is not a list of name=value',
    ],
  ])('refuses %s: %s', (text, message) => {
    expect(() => read(text)).toThrow(new InvalidDefinition(message));
  });
});
