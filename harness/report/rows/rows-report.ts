import type { Entry, Report } from '../report.ts';
import type { ReportedRow, ReportedRows } from './reported-row.ts';
import { rowEntry } from './row-entry.ts';
import { rowsText } from './rows-text.ts';

/** What `reproduce` reports: the rows that were judged. */
export function rowsReport(reported: ReportedRows): Report {
  const { summary } = reported;
  return {
    command: 'reproduce',
    ok: summary.reproduced === summary.total,
    summary,
    entries: () => entriesOf(reported.rows()),
    text: (paint) => rowsText(reported, paint),
  };
}

async function* entriesOf(
  rows: AsyncIterable<ReportedRow>,
): AsyncGenerator<Entry, void, undefined> {
  for await (const row of rows) yield rowEntry(row);
}
