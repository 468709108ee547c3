import { expect, it } from 'vitest';
import { jsonAnswer, rawStep } from './answers.fixture.ts';
import { type ReportedStep, traceSteps } from './trace.ts';

const step = rawStep('GET', '/health');
const reported: readonly ReportedStep[] = [
  { step, answer: jsonAnswer(200, { tools: [] }), exchanges: [] },
  { step, exchanges: [] },
];

it('takes a demand that the answer does not meet, or that was not answered', () => {
  const demands = new Map([
    [0, { status: 400 }],
    [1, { status: 200 }],
  ]);
  expect(traceSteps(reported, demands)).toEqual([
    { ...reported[0], demand: { status: 400 } },
    { ...reported[1], demand: { status: 200 } },
  ]);
});

it('refuses a demand that the answer meets already', () => {
  expect(() => traceSteps(reported, new Map([[0, { status: 200 }]]))).toThrow(
    new Error('The actual answer to call 1 already meets the law.'),
  );
});
