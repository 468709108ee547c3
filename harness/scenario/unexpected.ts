import type { CassetteFile } from '../cassette/cassette-file.ts';
import type { Difference } from '../tool-call/verdict.ts';
import { expectationDifferences } from './expectation-differences.ts';

/**
 * How the calls of a cassette are not as their scenario expects.
 *
 * @param file the scenario, as the user named it
 * @throws HarnessError as {@link expectationDifferences} does.
 */
export function unexpected(
  scenario: CassetteFile,
  cassette: CassetteFile,
  file: string,
): Difference[] {
  return scenario.entries.flatMap(({ expect }, index) => {
    const entry = cassette.entries[index];
    if (expect === undefined || entry?.response === undefined) return [];
    const { response, state } = entry;
    const { differences } = expectationDifferences(expect, { response, state }, file);
    const place = { step: index + 1, line: expect.line };
    return differences.map((difference) => ({ ...place, ...difference }));
  });
}
