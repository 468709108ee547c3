import { visibleText } from '../../output/visible-text.ts';
import { SEVERITY } from '../../tool-call/verdict.ts';
import { alignedTable } from '../text/aligned-table.ts';
import { counted } from '../text/counted.ts';
import type { Paint } from '../text/paint.ts';
import { shortText } from '../text/short-text.ts';
import type { ReportedRow, ReportedRows } from './reported-row.ts';
import { rowEntry } from './row-entry.ts';
import type { RowsSummary } from './rows-summary.ts';

/** For people: rows by verdict and reason, calls by tool and error type, and single rows. */
export function rowsText(reported: ReportedRows, paint: Paint): string {
  const { summary, shown } = reported;
  const left = summary.total - summary.reproduced - shown.length;
  return [
    ...shown.flatMap((row) => [...rowLines(row, paint), '']),
    ...(left > 0
      ? [`and ${counted(left, 'more row')} not reproduced; --json has them all`, '']
      : []),
    ...unreadableLines(reported),
    ...verdictLines(summary, paint),
    '',
    ...toolLines(summary, paint),
    ...errorLines(summary, paint),
    '',
    totals(summary),
    '',
  ].join('\n');
}

function unreadableLines({ shown, unreadable }: ReportedRows): string[] {
  if (unreadable.length === 0) return [];
  const first = shown.filter(({ row }) => row.reason === 'unreadable-row').length;
  const names = unreadable.map((name) => `  ${visibleText(name)}`);
  return [`unreadable too, after the first ${first}:`, ...names, ''];
}

function rowLines(reported: ReportedRow, paint: Paint): string[] {
  const { name, verdict, problems } = rowEntry(reported);
  const { calls, contract } = reported.row;
  const explained = calls.filter((call) => call.isExplained).length;
  const under =
    contract === undefined ? '' : `; ${explained}/${calls.length} under the contract ${contract}`;
  return [
    `${paint('strong', visibleText(name))} ${verdict}${under}`,
    ...problems.flatMap(({ short, details }) => [
      `  ${visibleText(short)}`,
      ...details.map((line) => `    ${visibleText(line)}`),
    ]),
  ];
}

function verdictLines({ rows, inferred, reasons }: RowsSummary, paint: Paint): string[] {
  const table = SEVERITY.map((verdict) => [
    verdict,
    '',
    String(rows[verdict]),
    String(inferred[verdict]),
  ]);
  const [head = '', ...lines] = alignedTable([['verdict', '', 'rows', 'inferred'], ...table]);
  const counted = [...reasons].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const why = counted.map(([reason, count]) => `${count} ${reason}`).join(', ');
  return [paint('faint', head), ...lines, ...(why === '' ? [] : [`reasons: ${why}`])];
}

function toolLines({ tools }: RowsSummary, paint: Paint): string[] {
  const names = [...tools.keys()].sort();
  const table = names.map((name) => [
    shortText(name),
    '',
    ...SEVERITY.map((verdict) => String(tools.get(name)?.[verdict] ?? 0)),
  ]);
  const [head = '', ...lines] = alignedTable([['tool', '', ...SEVERITY], ...table]);
  return [paint('faint', head), ...lines];
}

function errorLines({ errors }: RowsSummary, paint: Paint): string[] {
  if (errors.size === 0) return [];
  const table = [...errors]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([type, { calls, explained }]) => [shortText(type), '', String(calls), String(explained)]);
  const [head = '', ...lines] = alignedTable([['error', '', 'calls', 'explained'], ...table]);
  return ['', paint('faint', head), ...lines];
}

function totals(summary: RowsSummary): string {
  const { total, calls, reproduced, explained, recovered } = summary;
  const share = total === 0 ? 0 : (100 * recovered) / total;
  return (
    `${reproduced} of ${counted(total, 'row')} reproduce${total === 1 ? 's' : ''}` +
    `${inferredToo(summary)}; ` +
    `${explained} of ${counted(calls, 'call')} ${calls === 1 ? 'is' : 'are'} explained; ` +
    `${counted(recovered, 'row')} (${share.toFixed(1)} %) show${recovered === 1 ? 's' : ''} ` +
    'real recovery from an error'
  );
}

// A row whose world is only inferred does not count as reproduced, however well it fits. Without
// this note, readers would think that it does not fit.
function inferredToo({ inferred }: RowsSummary): string {
  const more = inferred.same + inferred.cosmetic;
  return more === 0 ? '' : ` (${more} more would, in an inferred world: give --world or --config)`;
}
