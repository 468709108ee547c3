import { savedScenario } from '../../../properties/reporting/saved-scenario.ts';
import type { CheckedLaws } from '../../../properties/runner/check-laws.ts';
import { HarnessError } from '../../errors.ts';
import type { OutputFile } from '../files/output-file.ts';
import type { Outputs } from '../files/outputs.ts';
import { writeCassetteTo } from '../files/write-cassette-to.ts';
import { scenarioName } from './scenario-name.ts';

/** Where counterexamples are saved. */
export interface SavedTo {
  /** The file of the first one. */
  readonly file: OutputFile;
  /** The file of another one. */
  another(path: string): OutputFile;
}

/**
 * Checks the file of `--save`: counterexamples are written to it and to files next to it.
 *
 * @throws HarnessError `usage` or `unreadable`, as for any file that is written.
 */
export function savedTo(outputs: Outputs, path: string, isForced: boolean): SavedTo {
  const claim = (path: string): OutputFile =>
    outputs.claim({ option: '--save', path, what: 'a counterexample', isForced });
  return { file: claim(path), another: claim };
}

/**
 * Writes each counterexample to a file: the first to the named one, others next to it under the
 * names of their laws. Calls are saved as a scenario, and a recording that is judged wrongly as it
 * is; a counterexample without either cannot be saved. An existing file next to the named one is
 * replaced only if it may be.
 *
 * @param rerun the command line that finds a counterexample again
 * @returns lines for people that say what was done
 */
export function saveViolations(
  { outcomes }: CheckedLaws,
  to: SavedTo,
  rerun: (law: string, violation: { readonly seed: number; readonly path: string }) => string,
): string[] {
  let saved = 0;
  return outcomes.flatMap(({ law: { name }, violation }): string[] => {
    if (violation === undefined) return [];
    const { trace, cassette } = violation;
    const calls = trace === undefined ? undefined : savedScenario('', trace);
    const found = calls ?? cassette;
    if (found === undefined) {
      const next = `to find it again: ${rerun(name, violation)}`;
      return [`the counterexample of ${name} has no calls to save; ${next}`];
    }
    const file = saved === 0 ? to.file : anotherFile(to, name);
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

function anotherFile({ file, another }: SavedTo, law: string): OutputFile | HarnessError {
  try {
    return another(file.path.replace(/(?:\.yaml)?$/, `-${law}.yaml`));
  } catch (error) {
    if (error instanceof HarnessError) return error;
    throw error;
  }
}
