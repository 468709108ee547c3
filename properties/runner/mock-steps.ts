import type { Pattern } from '../../harness/internal.ts';
import {
  answered,
  type ExpectedAnswer,
  exactly,
  failed,
  refused,
  succeeded,
} from '../models/expected-answer.ts';
import { type JsonModel, jsonTextOf } from '../models/json-value.ts';
import type { ArgumentModel, ChosenAnswer } from '../models/mock-model.ts';
import type { Step } from './step.ts';

/** A call of a mock tool. */
export interface MockCall {
  readonly owner: string | null;
  readonly tool: string;
  readonly style: 'component' | 'mcp';
  readonly args: ArgumentModel;
}

/** A request that defines something for a session, or for all if the owner is null. */
export function definitionStep(
  owner: string | null,
  route: 'load-schema' | 'update-response' | 'add-fixture' | 'clear',
  body: JsonModel,
): Step {
  return {
    kind: 'route',
    method: 'POST',
    path: `/mock/${route}`,
    session: owner ?? undefined,
    body: jsonTextOf(body),
  };
}

/** The request of a call. */
export function mockCallStep({ owner, tool, style, args }: MockCall): Step {
  const kind = style === 'mcp' ? 'mcp' : 'tool';
  return { kind, component: 'mock', session: owner ?? undefined, tool, args: jsonTextOf(args) };
}

/** The expected outcome of a call with this answer. */
export function expectedMockAnswer(
  { tool, style, args }: MockCall,
  chosen: ChosenAnswer,
): ExpectedAnswer {
  if (chosen.kind === 'unknown-tool') {
    return style === 'mcp' ? refused(400) : failed('UnknownTool');
  }
  if (chosen.kind === 'response') {
    const { response } = chosen;
    if (style === 'mcp') return answered(200, { result: exactly(response) });
    return succeeded(exactly(typeof response === 'string' ? response : jsonTextOf(response)));
  }
  const echo: Pattern = {
    kind: 'object',
    members: new Map([
      ['tool', exactly(tool)],
      ['description', exactly(chosen.description)],
      ['input_received', exactly(args)],
      ['mock_result', exactly(`Successfully executed ${tool}`)],
    ]),
  };
  if (style === 'mcp') return answered(200, { result: echo });
  return succeeded({ kind: 'json', pattern: echo });
}
