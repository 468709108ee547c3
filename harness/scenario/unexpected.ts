import type { CassetteFile } from '../cassette/cassette-file.ts';
import type { Difference } from '../tool-call/verdict.ts';
import { expectationDifferences } from './expectation-differences.ts';

/** How the calls of a cassette are not as their scenario expects. */
export function unexpected(scenario: CassetteFile, cassette: CassetteFile): Difference[] {
  return scenario.entries.flatMap(({ expect }, index) => {
    const entry = cassette.entries[index];
    if (expect === undefined || entry?.response === undefined) return [];
    const { response, state } = entry;
    const { differences } = expectationDifferences(expect, { response, state });
    const place = { step: index + 1, line: expect.line };
    return differences.map((difference) => ({ ...place, ...difference }));
  });
}
