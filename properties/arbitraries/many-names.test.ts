import fc, { type Arbitrary } from 'fast-check';
import { expect, it } from 'vitest';
import { cleanup } from '../laws/cleanup.ts';
import { filesLikeAMap } from '../laws/files-like-a-map.ts';
import { fixturePrecedence } from '../laws/fixture-precedence.ts';
import { mockOwnership } from '../laws/mock-ownership.ts';
import { sessionIsolation } from '../laws/session-isolation.ts';
import type { Step } from '../runner/step.ts';

/** The percentage of a law's values, with a fixed seed, for which a condition holds. */
function share<Value>(values: Arbitrary<Value>, isTrue: (value: Value) => boolean): number {
  const sampled = fc.sample(values, { numRuns: 2_000, seed: 1 });
  return (sampled.filter(isTrue).length * 100) / sampled.length;
}

const MANY = 8;

/** How many different files are written before the last operation on all of them. */
function filesMet(operations: readonly { readonly kind: string; readonly path?: string }[]) {
  const last = operations.findLastIndex(({ kind }) => kind === 'list' || kind === 'end');
  const written = operations.slice(0, last + 1).filter(({ kind }) => kind === 'write');
  return new Set(written.map(({ path }) => path)).size;
}

/** How many sessions write a file and list files later. */
function writersSeen(steps: readonly Step[]): number {
  const writers = new Set<string>();
  const seen = new Set<string>();
  for (const step of steps) {
    if (step.kind !== 'tool' || step.session === undefined) continue;
    if (step.tool === 'write_file') writers.add(step.session);
    if (step.tool === 'list_files' && writers.has(step.session)) seen.add(step.session);
  }
  return seen.size;
}

it('lets a part of the values have many files, fixtures, tools and sessions, and the bulk few', () => {
  const shares = {
    files: share(filesLikeAMap.values, ({ operations }) => filesMet(operations) >= MANY),
    contents: share(filesLikeAMap.values, ({ operations }) =>
      operations.some((each) => each.kind === 'write' && each.content.length > 65_536),
    ),
    fixtures: share(fixturePrecedence.values, ({ matches }) => matches.length >= MANY),
    tools: share(mockOwnership.values, ({ operations }) =>
      operations.some((each) => each.kind === 'load-all' && each.tools.length >= MANY),
    ),
    sessions: share(sessionIsolation.values, (steps) => writersSeen(steps) >= MANY),
    cleanup: share(
      cleanup.values,
      ({ steps }) =>
        steps.filter((step) => step.kind === 'tool' && step.tool === 'write_file').length >= MANY,
    ),
  };
  const few = Object.entries(shares).filter(
    ([name, value]) => value < (name === 'contents' ? 1 : 5) || value > 20,
  );
  expect(few).toEqual([]);
});
