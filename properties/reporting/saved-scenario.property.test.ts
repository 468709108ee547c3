import fc, { type Arbitrary } from 'fast-check';
import { expect, it } from 'vitest';
import { parseCassette, printCassette } from '../../harness/internal.ts';
import { anyRequest } from '../arbitraries/any-request.ts';
import { hostileText } from '../arbitraries/hostile-text.ts';
import { sessionStep } from '../arbitraries/session-step.ts';
import { answerOf } from '../runner/answer.ts';
import { requestOf } from '../runner/step.ts';
import { type ReportedStep, type Start, traceSteps } from '../runner/trace.ts';
import { savedScenario } from './saved-scenario.ts';

const start: Arbitrary<Start> = fc.record(
  {
    seed: fc.maxSafeNat(),
    clock: fc.integer({ min: 0, max: 4_000_000_000_000 }),
    variables: fc.dictionary(fc.constantFrom('contract', 'mutant'), hostileText),
  },
  { requiredKeys: [] },
);

const answer = fc
  .record({
    status: fc.constantFrom(200, 400, 500),
    headers: fc.constant([['content-type', 'application/json'] as const]),
    body: hostileText.map((text) => new TextEncoder().encode(text)),
  })
  .map(answerOf);

const reported: Arbitrary<ReportedStep> = fc.record({
  step: fc.oneof(anyRequest, hostileText.chain(sessionStep)),
  answer,
  exchanges: fc.constant([]),
});

it('is a valid scenario with every call and demand', () => {
  // A law only demands what differs from the answer.
  const demand = answer.map((each) => ({ ...each, status: 201 }));
  const traces = fc.tuple(start, fc.array(reported, { minLength: 1, maxLength: 4 }), demand);
  fc.assert(
    fc.property(traces, ([begin, steps, demanded]) => {
      const last = steps.length - 1;
      const { status, headers, body } = demanded;
      const trace = {
        start: begin,
        steps: traceSteps(steps, new Map([[last, { response: { status, headers, body } }]])),
      };
      const text = printCassette(savedScenario('found/it', trace), 'schema.json');
      const { header, entries } = parseCassette(text, 'found.yaml');
      expect(header.name).toBe('found/it');
      expect(header.world.seed).toBe(begin.seed ?? 0);
      expect(Object.fromEntries(header.world.variables)).toEqual(begin.variables ?? {});
      // A file has its headers in alphabetical order.
      const inFile = steps.map(({ step }) => {
        const { headers, ...others } = requestOf(step);
        return { ...others, headers: headers.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)) };
      });
      expect(entries.map(({ request }) => request)).toEqual(inFile);
      expect(entries[last]?.expect?.response).toEqual({ status, headers, body });
    }),
    { numRuns: 300 },
  );
});
