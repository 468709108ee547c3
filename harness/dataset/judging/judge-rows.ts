import type { RowsTape } from '../../engine/tape.ts';
import type { App } from '../../host/app.ts';
import type { RowJudgement } from '../../tool-call/row-judgement.ts';
import { readRow } from '../rows/read-row.ts';
import { judgeRow, judgeUnreadable } from './judge-row.ts';
import { openSetting } from './rows-setting.ts';

/**
 * Judges lines of a dataset one after another.
 *
 * @throws HarnessError for failures that no row caused, such as that of a host.
 */
export async function judgeRows(
  app: App,
  { setting, lines }: RowsTape,
): Promise<readonly RowJudgement[]> {
  const { runner, world } = await openSetting(app, setting);
  const judgements: RowJudgement[] = [];
  for (const { line, text } of lines) {
    const found = readRow(text, line);
    judgements.push(
      'problem' in found ? judgeUnreadable(found) : await judgeRow(runner, found, world),
    );
  }
  return judgements;
}
