import type { StartingFixture, StartingMock } from '../../world/starting-world.ts';
import { jsonPrintable } from '../yaml/json-printable.ts';
import type { YamlNode } from '../yaml/yaml-node.ts';
import { fieldsOf, type Printable } from '../yaml/yaml-printer.ts';
import { readJson } from './json-grammar.ts';
import { readEntries, readFields, readList, required } from './node-readers.ts';

/** Reads the mocks of a starting world. The mock component checks whether they fit together. */
export function readMock(node: YamlNode): StartingMock {
  const { tools, responses, fixtures } = readFields(node, 'mock', MOCK_KEYS);
  return {
    tools: tools === undefined ? [] : readList(tools, 'tools').map(readJson),
    responses: new Map(
      entriesOf(responses, 'responses').map(([tool, value]) => [tool, readJson(value)]),
    ),
    fixtures: new Map(
      entriesOf(fixtures, 'fixtures').map(([tool, list]) => [
        tool,
        readList(list, 'the fixtures of a tool').map(readFixture),
      ]),
    ),
  };
}

/** The reverse of {@link readMock}. */
export function printMock({ tools, responses, fixtures }: StartingMock): Printable {
  return fieldsOf({
    tools: tools.length === 0 ? undefined : tools.map(jsonPrintable),
    responses:
      responses.size === 0
        ? undefined
        : new Map([...responses].map(([tool, text]) => [tool, jsonPrintable(text)])),
    fixtures:
      fixtures.size === 0
        ? undefined
        : new Map([...fixtures].map(([tool, list]) => [tool, list.map(printFixture)])),
  });
}

const MOCK_KEYS = ['tools', 'responses', 'fixtures'] as const;

function entriesOf(node: YamlNode | undefined, what: string): Array<[string, YamlNode]> {
  return node === undefined ? [] : readEntries(node, what);
}

function readFixture(node: YamlNode): StartingFixture {
  const { match, response } = readFields(node, 'a fixture', ['match', 'response']);
  return {
    match: readJson(required(match, 'match', node)),
    response: readJson(required(response, 'response', node)),
  };
}

function printFixture({ match, response }: StartingFixture): Printable {
  return fieldsOf({ match: jsonPrintable(match), response: jsonPrintable(response) });
}
