import { runTape } from '../engine/run-tape.ts';
import type { RowsSetting } from '../engine/tape.ts';
import type { App } from '../host/app.ts';
import type { RowJudgement } from '../tool-call/row-judgement.ts';
import { type Digest, digestOfText } from './digest.ts';
import { judgeUnreadable } from './judge-row.ts';
import { type RowLine, rowLines } from './row-lines.ts';

/** A judged line. */
export interface ReproducedRow {
  readonly judgement: RowJudgement;
  /** Of the text, or of the problem where it could not be read. */
  readonly digest: Digest;
  /** Undefined where it could not be read. */
  readonly text: string | undefined;
  /** Whether an earlier run has judged it. */
  readonly isRecalled: boolean;
}

/** What rows are judged by. */
export interface RowJudge {
  readonly app: App;
  readonly setting: RowsSetting;
  /** How many batches of rows are under way at the same time. */
  readonly atOnce: number;
  /** Whether a row is judged at all; unless given, all are. */
  readonly select?: ((digest: Digest) => boolean) | undefined;
  /** The judgement of an earlier run; asked for line by line, in their order. */
  readonly recall?:
    | ((line: number, digest: Digest) => Promise<RowJudgement | undefined>)
    | undefined;
}

/** A batch ends with so many rows, or with so many characters of them. */
const LARGEST_BATCH = { rows: 16, characters: 512 * 1024 };

/** A line with what is known of it. */
interface KnownLine extends RowLine {
  readonly digest: Digest;
  readonly known: RowJudgement | undefined;
}

/**
 * Judges the rows of a stream of bytes, in batches of which several are under way at a time, and
 * gives them in their order. No more than `atOnce` batches are held.
 *
 * @throws HarnessError for starting files with impossible paths, what the host's calls throw, and
 * what `recall` throws.
 */
export async function* reproduceRows(
  chunks: AsyncIterable<Uint8Array>,
  judge: RowJudge,
): AsyncGenerator<ReproducedRow, void, undefined> {
  const underWay: Promise<ReproducedRow[]>[] = [];
  for await (const batch of batchesOf(chunks, judge)) {
    const judged = judgeBatch(batch, judge);
    // A failure is passed on in its turn, when the rows before it have been given.
    judged.catch(() => undefined);
    underWay.push(judged);
    const first = underWay.length >= judge.atOnce ? underWay.shift() : undefined;
    if (first !== undefined) yield* await first;
  }
  for (const judged of underWay) yield* await judged;
}

async function* batchesOf(
  chunks: AsyncIterable<Uint8Array>,
  { select, recall }: RowJudge,
): AsyncGenerator<KnownLine[], void, undefined> {
  let batch: KnownLine[] = [];
  let characters = 0;
  for await (const line of rowLines(chunks)) {
    const digest = digestOfText(line.text ?? line.problem ?? '');
    if (select?.(digest) === false) continue;
    batch.push({ ...line, digest, known: await recall?.(line.line, digest) });
    characters += line.text?.length ?? 0;
    const { rows, characters: most } = LARGEST_BATCH;
    if (batch.length < rows && characters < most) continue;
    yield batch;
    batch = [];
    characters = 0;
  }
  if (batch.length > 0) yield batch;
}

async function judgeBatch(
  batch: readonly KnownLine[],
  { app, setting }: RowJudge,
): Promise<ReproducedRow[]> {
  const unknown = batch.flatMap(({ line, text, known }) =>
    known === undefined && text !== undefined ? [{ line, text }] : [],
  );
  const judged =
    unknown.length === 0 ? [] : await runTape(app, { kind: 'rows', setting, lines: unknown });
  const byLine = new Map(judged.map((judgement) => [judgement.line, judgement]));
  return batch.map(({ line, text, problem = '', digest, known }) => {
    const judgement = known ?? byLine.get(line) ?? judgeUnreadable({ line, problem });
    return { judgement, digest, text, isRecalled: known !== undefined };
  });
}
