import type { DatasetWorld } from '../dataset/judging/dataset-world.ts';
import { reproduceRows } from '../dataset/judging/reproduce-rows.ts';
import { RowRunner } from '../dataset/judging/row-runner.ts';
import { rowsSetting } from '../dataset/judging/rows-setting.ts';
import type { App } from '../host/app.ts';
import type { RowJudgement } from '../tool-call/row-judgement.ts';

/** What is known of the world that the rows of a dataset began in. */
export interface RowsWorld extends Partial<DatasetWorld> {
  /** What randomness starts from. Default: the seed of `start`, else 0. */
  readonly seed?: number | undefined;
}

/** So many batches of rows are under way at the same time. */
const BATCHES = 4;

/**
 * Runs the tool calls of dataset rows again and judges each row, in the order of the rows.
 *
 * @param rows the bytes of JSON Lines, UTF-8: a stream of a file, say. Not unpacked.
 * @throws HarnessError for a starting world that cannot be, and what `rows` ends with.
 */
export async function* judgeRows(
  app: App,
  rows: AsyncIterable<Uint8Array>,
  { seed, ...known }: RowsWorld = {},
): AsyncGenerator<RowJudgement, void, undefined> {
  const world: DatasetWorld = { file: 'the starting world', ...known };
  const runner = await RowRunner.open(app, world, seed ?? world.start?.seed ?? 0);
  const setting = rowsSetting(world, runner.seed);
  for await (const { judgement } of reproduceRows(rows, { app, setting, atOnce: BATCHES })) {
    yield judgement;
  }
}
