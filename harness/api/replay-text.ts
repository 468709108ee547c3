import { pathWord } from '../output/shell-word.ts';
import { filesText } from '../report/files/files-text.ts';
import type { FileJudgement } from '../tool-call/verdict.ts';

/** A file that was replayed or run, and its result. */
export interface JudgedCassette extends FileJudgement {
  /** As the user would name it, with `/` between folders. */
  readonly file: string;
}

/**
 * The report that `spintape replay` prints, without times: a table of the files, the differences in
 * each, and a line of totals.
 */
export function replayText(judged: readonly JudgedCassette[]): string {
  const files = judged.map(({ file, ...judgement }) => ({
    ...judgement,
    name: file,
    path: file,
    rerun: `spintape replay ${pathWord(file)}`,
  }));
  return filesText({ files, notRun: [] });
}
