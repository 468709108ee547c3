import { expect, it } from 'vitest';
import { answered, exactly, failed, succeeded } from '../models/expected-answer.ts';
import { toolStep } from '../runner/step.ts';
import type { Demand } from '../runner/trace.ts';
import { readableTrace } from './readable-trace.ts';

const step = toolStep({ component: 'vfs', session: 's', tool: 'read_file', args: { a: 1 } });

const demanded = (demand: Demand) =>
  readableTrace({ start: {}, steps: [{ step, exchanges: [], demand }] }).at(-1);

it.each<[Demand, string]>([
  [succeeded(exactly('[]')), 'have got "[]"'],
  [succeeded({ kind: 'type', type: 'string' }), 'have got {$type: string}'],
  [failed('NotFound', 'no "a"'), 'have failed: NotFound, no "a"'],
  [failed('NotFound'), 'have failed: NotFound, any text'],
  [
    answered(200, { success: exactly(true) }),
    'have the status 200 and have a body that fits {"success": true}',
  ],
  [
    answered(400, { error: exactly([]) }),
    'have the status 400 and have a body that fits {"error": {$exactly: []}}',
  ],
  [answered(200, {}), 'have the status 200 and have a JSON object as its body'],
  [{ ...succeeded(exactly('x')), state: new Map() }, 'have the status 200 and'],
])('describes a demanded answer in the words for answers, if it can: %#', (demand, words) => {
  expect(demanded(demand)?.startsWith(`   but should ${words}`)).toBe(true);
});
