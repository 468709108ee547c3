import type { RowJudgement } from '../tool-call/row-judgement.ts';
import type { DatasetWorld } from './dataset-world.ts';
import { judgeRow, judgeUnreadable } from './judge-row.ts';
import { readRow } from './read-row.ts';
import { rowLines } from './row-lines.ts';
import type { RowRunner } from './row-runner.ts';

/** A judged line, with its text where it could be read. */
export interface ReproducedRow {
  readonly judgement: RowJudgement;
  readonly text: string | undefined;
}

/** What rows are judged by. */
export interface RowJudge {
  readonly runner: RowRunner;
  readonly world: DatasetWorld;
  /** How many rows are under way at the same time. */
  readonly atOnce: number;
}

/**
 * Judges the rows of a stream of bytes, several at a time, and gives them in their order. No more
 * than `atOnce` rows are held.
 *
 * @throws HarnessError for starting files with impossible paths, and what the host's calls throw.
 */
export async function* reproduceRows(
  chunks: AsyncIterable<Uint8Array>,
  { runner, world, atOnce }: RowJudge,
): AsyncGenerator<ReproducedRow, void, undefined> {
  const judge = async (line: number, text: string): Promise<ReproducedRow> => {
    const row = readRow(text, line);
    const judgement = 'problem' in row ? judgeUnreadable(row) : await judgeRow(runner, row, world);
    return { judgement, text };
  };
  const underWay: Promise<ReproducedRow>[] = [];
  for await (const { line, text, problem = '' } of rowLines(chunks)) {
    const judged =
      text === undefined
        ? Promise.resolve({ judgement: judgeUnreadable({ line, problem }), text })
        : judge(line, text);
    // A failure is passed on in its turn, when the rows before it have been given.
    judged.catch(() => undefined);
    underWay.push(judged);
    const first = underWay.length >= atOnce ? underWay.shift() : undefined;
    if (first !== undefined) yield await first;
  }
  for (const judged of underWay) yield await judged;
}
