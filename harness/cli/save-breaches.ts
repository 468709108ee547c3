import type { LawsReport } from '../../properties/check-laws.ts';
import { savedScenario } from '../../properties/telling/saved-scenario.ts';
import { writeCassette } from '../cassette/cassette-store.ts';
import { isTaken } from './refuse-replacing.ts';
import { scenarioName } from './scenario-name.ts';

/**
 * Writes each breach to a file: the first to the one that is named, another beside it, with its
 * law's name. Calls become a scenario, a recording that is judged wrongly stays what it is, and of
 * what has neither nothing can be saved. What stands beside the file is replaced if that may be.
 *
 * @param again the command line that finds a breach again
 * @returns what was done, in lines for people
 */
export function saveBreaches(
  { outcomes }: LawsReport,
  { file, isReplaced }: { readonly file: string; readonly isReplaced: boolean },
  again: (law: string, breach: { readonly seed: number; readonly path: string }) => string,
): string[] {
  let saved = 0;
  return outcomes.flatMap(({ law: { name }, breach }): string[] => {
    if (breach === undefined) return [];
    const { story, cassette } = breach;
    const path = saved === 0 ? file : file.replace(/(?:\.yaml)?$/, `-${name}.yaml`);
    if ((story ?? cassette) !== undefined && saved > 0 && !isReplaced && isTaken(path)) {
      return [
        `the breach of ${name} was not saved: ${path} exists already, and there is no --force`,
      ];
    }
    if (story !== undefined) {
      writeCassette(path, savedScenario(scenarioName(path), story));
      saved += 1;
      return [`saved the breach of ${name} in ${path}`];
    }
    if (cassette !== undefined) {
      const { header, entries } = cassette;
      writeCassette(path, { header: { ...header, name: scenarioName(path) }, entries });
      saved += 1;
      return [`saved the recording that breaks ${name} in ${path}, for spintape replay`];
    }
    return [`the breach of ${name} has no calls to save; to see it again: ${again(name, breach)}`];
  });
}
