import type { Answer, InboundRequest } from '../protocol/http.ts';
import { findTies } from './answer/find-fixture.ts';
import { InvalidDefinition } from './definition/definition.ts';
import { readDefinitions } from './definition/read-definitions.ts';
import { readFixture } from './definition/read-fixture.ts';
import { jsonNumber, jsonObject } from './json/json.ts';
import { printJson } from './json/print.ts';
import { loadDefinitions } from './load-definitions.ts';
import { invalidRequest, MockFailure } from './mock-failure.ts';
import { ownerOf, readJson, readObject, textField } from './read-request.ts';
import type { Situation } from './situation.ts';
import type { MockStore, VisibleTool } from './store/mock-store.ts';
import { unfilledOf } from './unfilled.ts';

/** `POST /mock/load-schema`: tools, or a file of mock data. */
export function loadSchema(request: InboundRequest, situation: Situation): Answer {
  try {
    const body = readJson(request);
    const { validates } = situation.rules;
    const definitions = readDefinitions(body, { checkSchemas: validates });
    return loadDefinitions(definitions, situation.storeOf(ownerOf(request, body)), situation);
  } catch (error) {
    throw schemaFailure(error);
  }
}

/** `POST /mock/update-response`: the answer of a tool where no fixture fits. */
export function updateResponse(request: InboundRequest, situation: Situation): Answer {
  const body = readObject(request);
  const name = textField(body, 'name');
  const response = body.get('mockResponse');
  if (response === undefined) throw invalidRequest('missing field `mockResponse`');
  const store = situation.storeOf(ownerOf(request, body));
  const { tool } = claimed(store, name);
  store.setResponse(name, response);
  const answer = jsonObject({ updated: name });
  const unfilled = unfilledOf(response, { tool, rules: situation.rules });
  if (unfilled.length > 0) answer.set('unfilled', [...unfilled]);
  return { status: 200, body: printJson(answer) };
}

/** `POST /mock/add-fixture`: the answer of a tool to certain arguments. */
export function addFixture(request: InboundRequest, situation: Situation): Answer {
  const body = readObject(request);
  const name = textField(body, 'name');
  const { rules } = situation;
  const fixture = readFixture(body, 'the fixture');
  const store = situation.storeOf(ownerOf(request, body));
  const visible = claimed(store, name);
  const key = rules.fixtureKey(fixture.match);
  store.setFixture(name, fixture, key);
  const fixtures = store.fixtures(visible, rules.fixtureKey);
  const answer = jsonObject({
    tool: name,
    fixture_key: key,
    total_fixtures: jsonNumber(fixtures.length),
  });
  const ties = rules.validates ? findTies(fixture, fixtures) : [];
  if (ties.length > 0)
    answer.set(
      'ties_with',
      ties.map(({ match }) => match),
    );
  const unfilled = unfilledOf(fixture.response, { tool: visible.tool, rules, fixture });
  if (unfilled.length > 0) answer.set('unfilled', [...unfilled]);
  return { status: 200, body: printJson(answer) };
}

function claimed(store: MockStore, name: string): VisibleTool {
  const visible = store.claim(name);
  if (visible !== null) return visible;
  if (store.hasToolsBeside(name))
    throw new MockFailure('UnknownTool', `Tool not found: ${name}`, 404);
  throw new MockFailure('UnknownTool', 'No tools loaded. POST schema to /load-schema first');
}

function schemaFailure(error: unknown): unknown {
  if (error instanceof InvalidDefinition) {
    return new MockFailure('InvalidRequest', `Failed to parse schema: ${error.message}`);
  }
  if (!(error instanceof MockFailure)) return error;
  const reason = error.message.replace(/^Invalid request: /, '');
  const hint = reason.includes('is not valid JSON') ? '; send JSON, YAML is not read here' : '';
  return new MockFailure('InvalidRequest', `Failed to parse schema: ${reason}${hint}`);
}
