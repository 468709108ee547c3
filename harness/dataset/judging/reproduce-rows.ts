import { runTape } from '../../engine/run-tape.ts';
import type { RowsSetting } from '../../engine/tape.ts';
import type { App } from '../../host/app.ts';
import type { RowJudgement } from '../../tool-call/row-judgement.ts';
import { type Digest, digestOfText } from '../digest.ts';
import { type RowLine, rowLines } from '../rows/row-lines.ts';
import { judgeUnreadable } from './judge-row.ts';

/** A judged line. */
export interface ReproducedRow {
  readonly judgement: RowJudgement;
  /** Digest of the text, or of the problem if it could not be read. */
  readonly digest: Digest;
  /** Undefined if it could not be read. */
  readonly text: string | undefined;
  /** Whether an earlier run judged it. */
  readonly isRecalled: boolean;
}

/** How rows are judged. */
export interface RowJudge {
  readonly app: App;
  readonly setting: RowsSetting;
  /** How many batches of rows are under way at the same time. */
  readonly atOnce: number;
  /** Whether to judge a row (default: all rows). */
  readonly select?: ((digest: Digest) => boolean) | undefined;
  /** The judgement of an earlier run; asked for line by line, in their order. */
  readonly recall?:
    | ((line: number, digest: Digest) => Promise<RowJudgement | undefined>)
    | undefined;
}

/** A batch ends with so many rows, or with so many characters of them. */
const LARGEST_BATCH = { rows: 16, characters: 512 * 1024 };

/** A line and its judgement, if known. */
interface KnownLine extends RowLine {
  readonly digest: Digest;
  readonly known: RowJudgement | undefined;
}

/**
 * Judges the rows of a stream of bytes in batches, several of them in parallel, and gives the
 * judgements in order. No more than `atOnce` batches are held.
 *
 * @throws HarnessError for starting files with impossible paths, and everything that calls of the
 *   host or `recall` throw.
 */
export async function* reproduceRows(
  chunks: AsyncIterable<Uint8Array>,
  judge: RowJudge,
): AsyncGenerator<ReproducedRow, void, undefined> {
  const batches = batchesOf(chunks, judge);
  const underWay: Promise<ReproducedRow[]>[] = [];
  let coming = later(batches.next());
  try {
    for (;;) {
      const came = await batchOrJudged(coming, underWay, judge.atOnce);
      if (came === 'judged') yield* (await underWay.shift()) ?? [];
      else if (came.done === true) break;
      else {
        underWay.push(later(judgeBatch(came.value, judge)));
        coming = later(batches.next());
      }
    }
    for (const judged of underWay) yield* await judged;
  } finally {
    leave(batches);
  }
}

/** The next batch, or a sign that the first running one must be given before it. */
async function batchOrJudged(
  coming: Promise<IteratorResult<KnownLine[], void>>,
  [first, ...others]: readonly Promise<unknown>[],
  atOnce: number,
): Promise<IteratorResult<KnownLine[], void> | 'judged'> {
  if (first === undefined) return await coming;
  const judged = (): 'judged' => 'judged';
  if (others.length + 1 >= atOnce) return judged();
  // The producer of the rows may wait for the first judgement, and a source that fails does so
  // after its rows were judged.
  return await Promise.race([coming.catch(judged), first.then(judged, judged)]);
}

const NOTHING = (): void => undefined;

// A failure is passed on in its turn, when the rows before it have been given.
function later<Value>(promise: Promise<Value>): Promise<Value> {
  promise.catch(NOTHING);
  return promise;
}

// The source may never continue, so nothing waits for it.
function leave(source: AsyncGenerator<unknown, void, undefined>): void {
  source.return().catch(NOTHING);
}

/** How long a batch waits for its next row, in milliseconds. */
const PATIENCE_MS = 50;

async function* batchesOf(
  chunks: AsyncIterable<Uint8Array>,
  { select, recall }: RowJudge,
): AsyncGenerator<KnownLine[], void, undefined> {
  const lines = rowLines(chunks);
  let batch: KnownLine[] = [];
  let characters = 0;
  let coming = later(lines.next());
  try {
    for (;;) {
      const came = batch.length === 0 ? await coming : await inTime(coming);
      const isWaiting = came === undefined;
      if (came?.done === true) break;
      if (!isWaiting) {
        coming = later(lines.next());
        const { value: line } = came;
        const digest = digestOfText(line.text ?? line.problem ?? '');
        if (select?.(digest) === false) continue;
        batch.push({ ...line, digest, known: await recall?.(line.line, digest) });
        characters += line.text?.length ?? 0;
      }
      const { rows, characters: most } = LARGEST_BATCH;
      if (!isWaiting && batch.length < rows && characters < most) continue;
      yield batch;
      batch = [];
      characters = 0;
    }
    if (batch.length > 0) yield batch;
  } finally {
    leave(lines);
  }
}

async function inTime<Value>(coming: Promise<Value>): Promise<Value | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), PATIENCE_MS);
  });
  try {
    return await Promise.race([coming, late]);
  } finally {
    clearTimeout(timer);
  }
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
