import { findCassettes } from '../../cassette/store/find-cassettes.ts';
import type { InputFile } from '../files/asked-output.ts';
import { fileOf, keyOf } from '../files/file-identity.ts';
import { cassetteInputs, optionInputs } from '../files/input-files.ts';
import type { OutputFile } from '../files/output-file.ts';
import type { Outputs } from '../files/outputs.ts';
import type { RowsWorldFiles } from './rows-world.ts';

/** Everything that is read to judge rows, except the app. */
export function rowsInputs(rows: readonly string[], files: RowsWorldFiles): InputFile[] {
  const { cassettes } = files;
  const options = {
    config: 'the configuration',
    world: 'the starting world',
    mockLog: 'the log of mocks',
  };
  return [
    ...rows.map((path) => ({ path, what: 'rows' })),
    ...optionInputs({ ...files }, options),
    ...cassetteInputs(cassettes === undefined ? [] : findCassettes([cassettes]), 'a cassette'),
  ];
}

/** The files of rows, each by the first path that leads to it; `-` is stdin. */
export function eachOnce(rows: readonly string[]): string[] {
  const known = new Map<string, string>();
  for (const path of rows) {
    const key = path === '-' ? (fileOf(0)?.key ?? path) : keyOf(path);
    if (!known.has(key)) known.set(key, path);
  }
  return [...known.values()];
}

/**
 * Checks the files that grow as rows are judged, and returns the one for rows that reproduce. The
 * file of judged rows is continued; opening it checks that it is ours.
 *
 * @throws HarnessError `usage` or `unreadable`.
 */
export function claimRowsOutputs(
  outputs: Outputs,
  options: {
    readonly resume: string | undefined;
    readonly writeGood: string | undefined;
    readonly isForced: boolean;
  },
): OutputFile | undefined {
  const { resume, writeGood: good, isForced } = options;
  if (resume !== undefined) {
    const what = 'what is judged';
    const kept = { option: '--resume', path: resume, what, isForced: false, isKept: true };
    outputs.claim({ ...kept, isOwn: () => true });
  }
  if (good === undefined) return undefined;
  const what = 'the rows that reproduce';
  return outputs.claim({ option: '--write-good', path: good, what, isForced });
}
