import type { CheckedLaws } from '../../../properties/runner/check-laws.ts';
import { savedScenario } from '../../../properties/telling/saved-scenario.ts';
import { HarnessError } from '../../errors.ts';
import type { OutputFile } from '../files/output-file.ts';
import type { Outputs } from '../files/outputs.ts';
import { writeCassetteTo } from '../files/write-cassette-to.ts';
import { scenarioName } from './scenario-name.ts';

/** Where counterexamples are saved. */
export interface SavedTo {
  /** Of the first one. */
  readonly file: OutputFile;
  /** Gives the file of another one, beside the first. */
  beside(path: string): OutputFile;
}

/**
 * Checks the file of `--save`: counterexamples are written to it and beside it.
 *
 * @throws HarnessError `usage` or `unreadable`, as for any file that is written.
 */
export function savedTo(outputs: Outputs, path: string, isForced: boolean): SavedTo {
  const claim = (path: string): OutputFile =>
    outputs.claim({ option: '--save', path, what: 'a counterexample', isForced });
  return { file: claim(path), beside: claim };
}

/**
 * Writes each counterexample to a file: the first to the one that is named, another beside it, with
 * its law's name. Calls become a scenario, a recording that is judged wrongly stays what it is, and
 * of what has neither nothing can be saved. What is there beside the file is replaced if that may
 * be.
 *
 * @param again the command line that finds a counterexample again
 * @returns what was done, in lines for people
 */
export function saveViolations(
  { outcomes }: CheckedLaws,
  to: SavedTo,
  again: (law: string, violation: { readonly seed: number; readonly path: string }) => string,
): string[] {
  let saved = 0;
  return outcomes.flatMap(({ law: { name }, violation }): string[] => {
    if (violation === undefined) return [];
    const { trace, cassette } = violation;
    const calls = trace === undefined ? undefined : savedScenario('', trace);
    const found = calls ?? cassette;
    if (found === undefined) {
      const next = `to see it again: ${again(name, violation)}`;
      return [`the counterexample of ${name} has no calls to save; ${next}`];
    }
    const file = saved === 0 ? to.file : fileBeside(to, name);
    if (file instanceof HarnessError) {
      return [`the counterexample of ${name} was not saved: ${file.message}`];
    }
    const { path } = file;
    const { header, entries } = found;
    writeCassetteTo(file, { header: { ...header, name: scenarioName(path) }, entries });
    saved += 1;
    return calls === undefined
      ? [`saved the recording that breaks ${name} in ${path}, for spintape replay`]
      : [`saved the counterexample of ${name} in ${path}`];
  });
}

function fileBeside({ file, beside }: SavedTo, law: string): OutputFile | HarnessError {
  try {
    return beside(file.path.replace(/(?:\.yaml)?$/, `-${law}.yaml`));
  } catch (error) {
    if (error instanceof HarnessError) return error;
    throw error;
  }
}
