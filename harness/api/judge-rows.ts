import type { DatasetWorld } from '../dataset/judging/dataset-world.ts';
import { reproduceRows } from '../dataset/judging/reproduce-rows.ts';
import { RowRunner } from '../dataset/judging/row-runner.ts';
import { rowsSetting } from '../dataset/judging/rows-setting.ts';
import type { App } from '../host/app.ts';
import type { RowJudgement } from '../tool-call/row-judgement.ts';

/** The known parts of the starting world of a dataset's rows. */
export interface RowsWorld extends Partial<DatasetWorld> {
  /** The seed of randomness. Default: the seed of `start`, or 0. */
  readonly seed?: number | undefined;
}

/** So many batches of rows are under way at the same time. */
const BATCHES = 4;

/**
 * Runs the tool calls of dataset rows again and judges each row, in the order of the rows.
 *
 * @param rows the bytes of JSON Lines, UTF-8, such as a stream of a file; not compressed. @throws
 *   HarnessError for an impossible starting world, and the error of `rows`.
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
