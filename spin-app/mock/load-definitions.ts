import type { Answer } from '../protocol/http.ts';
import type { Definitions, MockTool } from './definition/definition.ts';
import { type Json, type JsonObject, jsonNumber, jsonObject } from './json/json.ts';
import { printJson } from './json/print.ts';
import type { Situation } from './situation.ts';
import type { MockStore } from './store/mock-store.ts';
import { unfilledOf } from './unfilled.ts';

/**
 * Stores definitions, of which all have been read and none can be refused any more. A tool that is
 * loaded again keeps its responses and fixtures; a tool that only mock data names is made without
 * a schema. The answer has keys beyond `loaded` and `tools` only when there is something to say.
 */
export function loadDefinitions(
  definitions: Definitions,
  store: MockStore,
  { rules, platform }: Situation,
): Answer {
  const { responses, fixtures } = definitions;
  const tools = new Map(definitions.tools.map((tool) => [tool.name, tool]));
  const stamp = { loaded: platform.now(), after: store.count() };
  for (const [index, tool] of [...tools.values()].entries()) {
    store.setTool({ ...tool, loaded: stamp.loaded, after: stamp.after + index });
  }
  for (const { tool: name } of [...responses, ...fixtures]) {
    if (tools.has(name)) continue;
    const known = store.claim(name)?.tool;
    const tool = known ?? withoutSchema(name);
    if (known === undefined) store.setTool({ ...tool, ...stamp, after: stamp.after + tools.size });
    tools.set(name, tool);
  }
  for (const { tool, response } of responses) store.setResponse(tool, response);
  for (const { tool, fixture } of fixtures) {
    store.setFixture(tool, fixture, rules.fixtureKey(fixture.match));
  }
  const answer = jsonObject({ loaded: jsonNumber(tools.size), tools: [...tools.keys()] });
  addNotes(answer, definitions, tools);
  const unfilled = unfilledByTool(definitions, (name, template, fixture) => {
    const tool = tools.get(name) ?? withoutSchema(name);
    return unfilledOf(template, { tool, rules, ...(fixture === undefined ? {} : { fixture }) });
  });
  if (unfilled.size > 0) answer.set('unfilled', unfilled);
  return { status: 200, body: printJson(answer) };
}

function withoutSchema(name: string): MockTool {
  const inputSchema = jsonObject({ type: 'object' });
  return {
    name,
    definition: jsonObject({ name, description: '', inputSchema }),
    hasSchema: false,
  };
}

function addNotes(
  answer: JsonObject,
  { responses, fixtures }: Definitions,
  tools: ReadonlyMap<string, MockTool>,
): void {
  if (responses.length > 0) answer.set('responses', jsonNumber(responses.length));
  if (fixtures.length > 0) answer.set('fixtures', jsonNumber(fixtures.length));
  const open = [...tools.values()].filter(({ hasSchema }) => !hasSchema).map(({ name }) => name);
  if (open.length > 0) answer.set('without_schema', open);
}

function unfilledByTool(
  { responses, fixtures }: Definitions,
  find: (
    tool: string,
    template: Json,
    fixture?: Definitions['fixtures'][number]['fixture'],
  ) => readonly string[],
): JsonObject {
  const found = new Map<string, Set<string>>();
  const note = (tool: string, places: readonly string[]) => {
    if (places.length === 0) return;
    found.set(tool, new Set([...(found.get(tool) ?? []), ...places]));
  };
  for (const { tool, response } of responses) note(tool, find(tool, response));
  for (const { tool, fixture } of fixtures) note(tool, find(tool, fixture.response, fixture));
  return new Map([...found].map(([tool, places]) => [tool, [...places]]));
}
