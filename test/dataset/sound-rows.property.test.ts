import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRow } from '../../harness/dataset/rows/read-row.ts';
import { judgeLines, openRunner, verdictsOf, worldOf } from './dataset-judge.fixture.ts';
import { deepFabricLine, type RowCall } from './deepfabric-row.fixture.ts';

const path = fc.constantFrom('a', 'b', 'c', './a', 'd/e', 'd');
const call = fc.oneof(
  fc.constant(['list_files', {}] as const),
  path.map((file_path) => ['read_file', { file_path }] as const),
  path.map((file_path) => ['delete_file', { file_path }] as const),
  fc
    .tuple(path, fc.string({ maxLength: 7, unit: 'binary' }))
    .map(([file_path, content]) => ['write_file', { file_path, content }] as const),
);
const files = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'f'), fc.string({ maxLength: 7 }));
const session = fc.record({
  files,
  calls: fc.array(call, { minLength: 1, maxLength: 8 }),
  contract: fc.constantFrom('spintape' as const, 'deepfabric-4' as const),
});

/** The calls of a session with their real answers. */
async function answered({
  files,
  calls,
  contract,
}: typeof session extends fc.Arbitrary<infer S> ? S : never) {
  const unanswered = calls.map(([tool, args]): RowCall[] => [[tool, args, '?']]);
  const row = readRow(deepFabricLine(unanswered), 1);
  if ('problem' in row) throw new Error(row.problem);
  const runner = await openRunner();
  const runs = await runner.run(row, contract, new Map(Object.entries(files)));
  return row.calls.map((claimed, index): RowCall => {
    const run = runs.get(claimed);
    if (run?.kind !== 'answered') throw new Error('no answer');
    const [tool, args] = calls[index] ?? ['', {}];
    return [tool, args, run.reported[0].text];
  });
}

describe('a truthful row', () => {
  it('is the same in its world, and inferred without', async () => {
    await fc.assert(
      fc.asyncProperty(session, async (reported) => {
        const line = deepFabricLine((await answered(reported)).map((one) => [one]));
        const [known] = await judgeLines([line], worldOf(reported.files));
        expect([...new Set(known && verdictsOf(known))]).toEqual(['same']);
        const [unknown] = await judgeLines([line]);
        expect([...new Set(unknown && verdictsOf(unknown))]).toEqual(['inferred same']);
      }),
      { numRuns: 60 },
    );
  });
});
