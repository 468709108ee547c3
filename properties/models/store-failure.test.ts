import { describe, expect, it } from 'vitest';
import type { Answer } from '../runner/answer.ts';
import { jsonAnswer } from '../runner/answers.fixture.ts';
import { mcpStep, routeStep, type Step, toolStep } from '../runner/step.ts';
import { isMet } from '../runner/trace.ts';
import { demandedFailure, reportsFailure } from './store-failure.ts';

const MESSAGE = 'the disk is full';
const REPORT = `IO error: ${MESSAGE}`;
const BROKEN = jsonAnswer(500, { error: 'Internal error' });
const LOUD = jsonAnswer(500, { error: REPORT });
const REFUSED = jsonAnswer(424, { error: REPORT });

const tool = toolStep({ component: 'vfs', session: 's', tool: 'list_files', args: {} });
const mcp = mcpStep({ component: 'mock', session: 's', tool: 'f', args: {} });
const fileByMcp = mcpStep({ component: '', session: 's', tool: 'read_file', args: {} });
const define = routeStep({ method: 'POST', path: '/mock/load-schema', session: 's', body: [] });
const list = routeStep({ method: 'GET', path: '/list-tools', session: 's' });
const end: Step = { kind: 'end-session', component: '', session: 's' };
const failed = { success: false, result: REPORT, error_type: 'IOError' };

describe('the expectation of a call during which a store fails', () => {
  it.each([
    ['a tool that breaks down', tool, LOUD, jsonAnswer(200, failed)],
    [
      'a tool that succeeds',
      tool,
      jsonAnswer(200, { success: true, result: '' }),
      jsonAnswer(200, failed),
    ],
    ['a definition that breaks down', define, LOUD, REFUSED],
    ['a definition that is confirmed', define, jsonAnswer(200, { loaded: 0 }), REFUSED],
    [
      'a definition that only mentions the failure',
      define,
      jsonAnswer(200, { error: REPORT }),
      REFUSED,
    ],
    [
      'a definition of another type',
      define,
      jsonAnswer(424, { error: REPORT, error_type: 'X' }),
      jsonAnswer(424, { ...failed, error: REPORT }),
    ],
    ['a call in MCP style', mcp, LOUD, REFUSED],
    ['a file by MCP', fileByMcp, LOUD, jsonAnswer(400, { error: REPORT })],
    ['the end of a session', end, BROKEN, jsonAnswer(200, { success: false, error: REPORT })],
    [
      'an end that succeeds',
      end,
      jsonAnswer(200, { success: true, error: REPORT }),
      jsonAnswer(200, { success: false, error: REPORT }),
    ],
    [
      'a list that names nobody',
      list,
      jsonAnswer(200, { tools: [], unavailable: [] }),
      jsonAnswer(200, { tools: [], unavailable: ['mock'] }),
    ],
  ] satisfies readonly (readonly [string, Step, Answer, Answer])[])(
    'rejects the actual answer, and accepts one that reports the failure: %s',
    (_, step, seen, patched) => {
      const demand = demandedFailure(step, MESSAGE, seen) ?? {};
      expect({
        reported: [
          reportsFailure(step, seen, MESSAGE) && seen.status < 500,
          reportsFailure(step, patched, MESSAGE),
        ],
        met: [isMet(demand, { answer: seen }), isMet(demand, { answer: patched })],
      }).toEqual({ reported: [false, true], met: [false, true] });
    },
  );

  it('leaves to the service which 4xx a refusal has', () => {
    const demand = demandedFailure(define, MESSAGE, jsonAnswer(200, { loaded: 0 })) ?? {};
    expect(isMet(demand, { answer: jsonAnswer(409, { error: REPORT }) })).toBe(true);
  });
});
