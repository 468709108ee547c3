import { describe, expect, it } from 'vitest';
import type { Answer } from '../runner/answer.ts';
import { jsonAnswer, rawStep } from '../runner/answers.fixture.ts';
import { routeStep, type Step, toolStep } from '../runner/step.ts';
import { isMet } from '../runner/trace.ts';
import { complaintAbout } from './well-formed-answer.ts';

const JSON_TYPE = { 'content-type': 'application/json' };
const BROKEN = jsonAnswer(500, { error: 'Internal error' });
const REFUSED = jsonAnswer(400, { error: 'why' });
const RESULT = jsonAnswer(200, { success: true, result: '', error_type: null });
const FAILED = jsonAnswer(200, { success: false, result: 'why', error_type: 'InvalidArguments' });
const DELETED = jsonAnswer(200, { success: true });

const call = toolStep({ component: 'github', session: 's', tool: 'gh_get_issue', args: {} });
const execute = (body: unknown, path = '/execute') =>
  rawStep('POST', path, typeof body === 'string' ? body : JSON.stringify(body));
const inSession = { session_id: 's', tool: 'read_file', args: null };

type Case = readonly [what: string, step: Step, seen: Answer, patched: Answer];

const BREAKDOWNS: readonly Case[] = [
  ['a tool', call, BROKEN, RESULT],
  ['a raw call', execute(inSession), BROKEN, FAILED],
  ['a call of GitHub without a session', execute({ tool: 'x', args: 1 }), BROKEN, FAILED],
  ['a call of files without a session', execute({ tool: 'read_file', args: {} }), BROKEN, REFUSED],
  [
    'a call with a session that is not a text',
    execute({ ...inSession, session_id: 1 }),
    BROKEN,
    REFUSED,
  ],
  ['a call without arguments', execute({ session_id: 's', tool: 'x' }), BROKEN, REFUSED],
  ['a repeated key', execute('{"tool":"x","tool":"x","args":1}'), BROKEN, REFUSED],
  ['a request that is not a call', execute('x'), BROKEN, REFUSED],
  ['an array', execute(['s', 'x', {}]), BROKEN, REFUSED],
  ['half a pair as a session', rawStep('DELETE', '/session/%ED%A0%80'), BROKEN, DELETED],
  ['a session in the query', rawStep('DELETE', '/vfs/session?id='), BROKEN, DELETED],
  ['no session', rawStep('DELETE', '/mock/session/'), BROKEN, REFUSED],
  ['a list', rawStep('GET', '/mock/list-tools?session_id=s'), BROKEN, jsonAnswer(200, {})],
  ['a definition', execute({ name: 1 }, '/mock/add-fixture'), BROKEN, REFUSED],
  ['an unknown path', rawStep('POST', '/vfs/execute/'), BROKEN, jsonAnswer(404, { error: '' })],
  [
    'another method',
    rawStep('PUT', '/execute'),
    BROKEN,
    jsonAnswer(405, { error: '' }, { ...JSON_TYPE, allow: 'POST' }),
  ],
  ['HEAD', rawStep('HEAD', '/nowhere'), BROKEN, jsonAnswer(404, null)],
  ['no answer at all', call, jsonAnswer(0, null), RESULT],
];

const HALVES: readonly Case[] = [
  ['no member', call, jsonAnswer(200, {}), FAILED],
  ['no error_type', call, jsonAnswer(200, { success: true, result: '' }), RESULT],
  ['no text', call, jsonAnswer(200, { success: true, result: [] }), RESULT],
  ['a raw call without the style', execute(inSession), jsonAnswer(200, { result: '' }), RESULT],
  [
    'a success with a type',
    call,
    jsonAnswer(200, { success: true, result: '', error_type: 'IOError' }),
    RESULT,
  ],
  [
    'a failure without a type',
    call,
    jsonAnswer(200, { success: false, result: 'why', error_type: null }),
    FAILED,
  ],
  ['only a type', call, jsonAnswer(200, { error_type: 'IOError' }), FAILED],
  ['only no type', call, jsonAnswer(200, { error_type: null }), RESULT],
  [
    'a refusal with half the style',
    execute('x'),
    jsonAnswer(400, { error: '', error_type: 'InvalidRequest' }),
    jsonAnswer(400, { success: false, result: '', error: '', error_type: 'InvalidRequest' }),
  ],
];

const OTHERS: readonly Case[] = [
  ['no reason', routeStep({ method: 'POST', path: '/mock/pull' }), jsonAnswer(404, {}), REFUSED],
  ['no object', rawStep('GET', '/health'), jsonAnswer(200, []), jsonAnswer(200, {})],
  ['no object in a refusal', execute('x'), jsonAnswer(400, 'no'), REFUSED],
  ['a list in place of a result', call, jsonAnswer(200, []), RESULT],
  ['a request that is not a call is accepted as one', execute('x'), RESULT, REFUSED],
  [
    'another type of content',
    rawStep('GET', '/health'),
    jsonAnswer(200, {}, { 'content-type': 'text/plain', 'x-a': 'b' }),
    jsonAnswer(200, {}, { ...JSON_TYPE, 'x-a': 'b' }),
  ],
  [
    'no allowed methods',
    rawStep('PUT', '/session/s'),
    jsonAnswer(405, { error: '' }),
    jsonAnswer(405, { error: '' }, { ...JSON_TYPE, allow: 'DELETE' }),
  ],
  [
    'a method refused on an unknown path',
    rawStep('PUT', '/nowhere'),
    jsonAnswer(405, { error: '' }),
    jsonAnswer(404, { error: '' }),
  ],
  [
    'the right method refused',
    rawStep('DELETE', '/session/s'),
    jsonAnswer(405, { error: '' }),
    DELETED,
  ],
];

describe('the expectation in place of an answer that is not well formed', () => {
  it.each([...BREAKDOWNS, ...HALVES, ...OTHERS])(
    'is not met by it, and is by the right answer: %s',
    (_, step, seen, patched) => {
      const complaint = complaintAbout(step, seen);
      const met = (answer: Answer) => isMet(complaint?.demand ?? {}, { answer });
      expect({
        complaint: complaintAbout(step, patched),
        seen: met(seen),
        patched: met(patched),
      }).toEqual({ complaint: undefined, seen: false, patched: true });
    },
  );

  it.each([
    ['a breakdown with the members', call, BROKEN, { ...RESULT, status: 500 }],
    [
      'another half',
      call,
      jsonAnswer(200, { success: true, result: [] }),
      jsonAnswer(200, { success: true, result: '' }),
    ],
    ['a result without the text', execute(inSession), BROKEN, jsonAnswer(200, { success: true })],
    ['a refusal without a reason', execute('x'), BROKEN, jsonAnswer(400, {})],
    [
      'a third type of content',
      rawStep('GET', '/health'),
      jsonAnswer(200, {}, { 'content-type': 'text/plain' }),
      jsonAnswer(200, {}, { 'content-type': 'text/html' }),
    ],
  ] satisfies readonly Case[])(
    'rejects an answer with another fault: %s',
    (_, step, seen, half) => {
      expect(complaintAbout(step, half)).toBeDefined();
      expect(isMet(complaintAbout(step, seen)?.demand ?? {}, { answer: half })).toBe(false);
    },
  );
});

describe('an answer that is well formed', () => {
  it.each([
    ['MCP style, where the call was in it', execute({ name: 'f' }), jsonAnswer(200, { result: 1 })],
    [
      'MCP style, where the call has both names',
      execute({ name: 'f', tool: 'f', args: {} }),
      jsonAnswer(200, { result: 1 }),
    ],
    [
      'a request without a tool, in neither style',
      routeStep({ method: 'POST', path: '/mock/clear' }),
      jsonAnswer(200, { cleared: true }),
    ],
    ['a refusal of a tool', call, REFUSED],
    ['a method that is not known', rawStep('BREW', '/execute'), jsonAnswer(501, null)],
  ] as const)('is not complained about: %s', (_, step, answer) => {
    expect(complaintAbout(step, answer)).toBeUndefined();
  });
});
