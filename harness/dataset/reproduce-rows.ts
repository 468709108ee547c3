import type { RowJudgement } from '../tool-call/row-judgement.ts';
import type { DatasetRow } from './dataset-row.ts';
import type { DatasetWorld } from './dataset-world.ts';
import { type Digest, digestOfText } from './digest.ts';
import { judgeRow, judgeUnreadable } from './judge-row.ts';
import { readRow } from './read-row.ts';
import { type RowLine, rowLines } from './row-lines.ts';
import type { RowRunner } from './row-runner.ts';

/** A judged line. */
export interface ReproducedRow {
  readonly judgement: RowJudgement;
  /** Of the text, or of the problem where it could not be read. */
  readonly digest: Digest;
  /** Undefined where it could not be read. */
  readonly text: string | undefined;
  /** What it claims; undefined where it holds no row. */
  readonly row: DatasetRow | undefined;
  /** Whether an earlier run has judged it. */
  readonly isRecalled: boolean;
}

/** What rows are judged by. */
export interface RowJudge {
  readonly runner: RowRunner;
  readonly world: DatasetWorld;
  /** How many rows are under way at the same time. */
  readonly atOnce: number;
  /** Whether a row is judged at all; unless given, all are. */
  readonly select?: ((digest: Digest) => boolean) | undefined;
  /** The judgement of an earlier run; asked for line by line, in their order. */
  readonly recall?:
    | ((line: number, digest: Digest) => Promise<RowJudgement | undefined>)
    | undefined;
}

/**
 * Judges the rows of a stream of bytes, several at a time, and gives them in their order. No more
 * than `atOnce` rows are held.
 *
 * @throws HarnessError for starting files with impossible paths, what the host's calls throw, and
 * what `recall` throws.
 */
export async function* reproduceRows(
  chunks: AsyncIterable<Uint8Array>,
  judge: RowJudge,
): AsyncGenerator<ReproducedRow, void, undefined> {
  const underWay: Promise<ReproducedRow>[] = [];
  for await (const line of rowLines(chunks)) {
    const digest = digestOfText(line.text ?? line.problem ?? '');
    if (judge.select?.(digest) === false) continue;
    const known = await judge.recall?.(line.line, digest);
    const judged = judgeLine(line, { digest, known, judge });
    // A failure is passed on in its turn, when the rows before it have been given.
    judged.catch(() => undefined);
    underWay.push(judged);
    const first = underWay.length >= judge.atOnce ? underWay.shift() : undefined;
    if (first !== undefined) yield await first;
  }
  for (const judged of underWay) yield await judged;
}

async function judgeLine(
  { line, text, problem = '' }: RowLine,
  { digest, known, judge }: { digest: Digest; known: RowJudgement | undefined; judge: RowJudge },
): Promise<ReproducedRow> {
  const found = text === undefined ? { line, problem } : readRow(text, line);
  const row = 'problem' in found ? undefined : found;
  const judgement =
    known ??
    ('problem' in found
      ? judgeUnreadable(found)
      : await judgeRow(judge.runner, found, judge.world));
  return { judgement, digest, text, row, isRecalled: known !== undefined };
}
