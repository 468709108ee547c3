import { failed, invalidRequestAnswer, succeeded, toolAnswer } from '../protocol/answer.ts';
import type { Answer, InboundRequest } from '../protocol/http.ts';
import type { Owner } from '../protocol/mock-key.ts';
import type { Platform } from '../protocol/platform.ts';
import { inputSchemaOf } from './definition/definition.ts';
import { type Json, jsonObject, jsonTypeName } from './json/json.ts';
import { printJson } from './json/print.ts';
import { failureAnswer, invalidRequest, MockFailure, mockFailureOf } from './mock-failure.ts';
import { ownerOf, readObject, textField } from './read-request.ts';
import { validateArguments } from './schema/validate.ts';
import { type Situation, situationOf } from './situation.ts';
import type { MockStore } from './store/mock-store.ts';

/** A call of a mock tool, and the style to answer in. */
interface MockCall {
  /** `component` for `{tool, args}`, `mcp` for `{name, arguments}`. */
  readonly style: 'component' | 'mcp';
  readonly owner: Owner;
  readonly tool: string;
  /** Undefined when the call has none. */
  readonly args: Json | undefined;
}

/**
 * `POST /mock/execute`: a call in either style, answered in its own. The tool's most specific
 * fixture answers, else its response, else an echo of the call.
 */
export function executeMock(request: InboundRequest, platform: Platform): Answer {
  const situation = situationOf(platform);
  let call: MockCall;
  try {
    call = readCall(request);
  } catch (error) {
    return unreadable(error);
  }
  try {
    return present(call, answerCall(call, situation));
  } catch (error) {
    const failure = mockFailureOf(error);
    if (call.style === 'mcp') return failureAnswer(failure);
    return toolAnswer(failed(failure.errorType, failure.message));
  }
}

function readCall(request: InboundRequest): MockCall {
  const body = readObject(request);
  const owner = ownerOf(request, body);
  if (body.has('tool')) {
    return { style: 'component', owner, tool: textField(body, 'tool'), args: body.get('args') };
  }
  if (!body.has('name')) throw invalidRequest('missing field `tool` or `name`');
  return { style: 'mcp', owner, tool: textField(body, 'name'), args: body.get('arguments') };
}

function unreadable(error: unknown): Answer {
  const { message } = mockFailureOf(error);
  return invalidRequestAnswer(message.replace(/^Invalid request: /, ''));
}

function answerCall(
  { owner, tool: name, args: given }: MockCall,
  { rules, storeOf }: Situation,
): Json {
  const store = storeOf(owner);
  const visible = store.find(name);
  if (visible === null) throw unknownTool(store, name);
  const { tool } = visible;
  const args = given ?? rules.noArguments;
  if (rules.validates) checkArguments(args, inputSchemaOf(tool));
  const fixture = rules.findFixture(store.fixtures(visible, rules.fixtureKey), args);
  const template = fixture === null ? store.response(visible) : fixture.response;
  const value = template === undefined ? rules.echo(tool, args) : rules.fill(template, args, tool);
  return rules.present(value);
}

function unknownTool(store: MockStore, name: string): MockFailure {
  const message = store.hasToolsBeside(name)
    ? `Unknown tool: ${name}`
    : 'No tools loaded. POST schema to /load-schema first';
  return new MockFailure('UnknownTool', message);
}

function checkArguments(args: Json, schema: Json): void {
  if (!(args instanceof Map)) {
    const message = `Arguments must be an object, not ${jsonTypeName(args)}`;
    throw new MockFailure('InvalidArguments', message);
  }
  const problem = validateArguments(schema, args);
  if (problem !== null) throw new MockFailure('InvalidArguments', problem);
}

function present({ style }: MockCall, value: Json): Answer {
  if (style === 'mcp') return { status: 200, body: printJson(jsonObject({ result: value })) };
  return toolAnswer(succeeded(typeof value === 'string' ? value : printJson(value)));
}
