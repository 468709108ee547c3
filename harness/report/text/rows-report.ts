import { visibleText } from '../../output/visible-text.ts';
import type { CallJudgement, RowJudgement } from '../../tool-call/row-judgement.ts';
import { SEVERITY } from '../../tool-call/verdict.ts';
import type { RowsSummary } from '../rows-summary.ts';
import { alignedTable } from './aligned-table.ts';
import { counted } from './counted.ts';
import type { Paint } from './paint.ts';

/** A row that is worth looking at, with the dataset that it is in. */
export interface ShownRow {
  readonly path: string;
  readonly row: RowJudgement;
}

/** The rows of a report that are named. */
export interface NamedRows {
  readonly shown: readonly ShownRow[];
  /** Lines that cannot be read and are not shown: `rows.jsonl:3`. */
  readonly unreadable: readonly string[];
}

/** A report for people: rows by verdict and reason, calls by tool and error type, single rows. */
export function rowsReport(summary: RowsSummary, named: NamedRows, paint: Paint): string {
  const rows = named.shown;
  const left = summary.total - summary.reproduced - rows.length;
  return [
    ...rows.flatMap((shown) => [...rowLines(shown, paint), '']),
    ...(left > 0
      ? [`and ${counted(left, 'more row')} not reproduced; --json has them all`, '']
      : []),
    ...unreadableLines(named),
    ...verdictLines(summary, paint),
    '',
    ...toolLines(summary, paint),
    ...errorLines(summary, paint),
    '',
    totals(summary),
    '',
  ].join('\n');
}

function unreadableLines({ shown, unreadable }: NamedRows): string[] {
  if (unreadable.length === 0) return [];
  const first = shown.filter(({ row }) => row.reason === 'unreadable-row').length;
  const names = unreadable.map((name) => `  ${visibleText(name)}`);
  return [`unreadable too, after the first ${first}:`, ...names, ''];
}

function rowLines({ path, row }: ShownRow, paint: Paint): string[] {
  const { line, calls, contract } = row;
  const explained = calls.filter((call) => call.isExplained).length;
  const under =
    contract === undefined ? '' : `; ${explained}/${calls.length} under the contract ${contract}`;
  const head = `${visibleText(path)}:${line}`;
  return [
    `${paint('strong', head)} ${verdictOf(row)}${under}`,
    ...(row.problem === undefined ? [] : [`  ${visibleText(row.problem)}`]),
    ...calls.flatMap((call) => callLines(call, row)),
  ];
}

/** Nothing for a call that is the same whatever the contract. */
function callLines(call: CallJudgement, { under }: RowJudgement): string[] {
  const note = call.note === undefined ? '' : `: ${visibleText(call.note)}`;
  const others = [...under].flatMap(([contract, { calls }]) => {
    const other = calls.find(({ step }) => step === call.step);
    if (other === undefined || verdictOf(other) === verdictOf(call)) return [];
    return [`    under the contract ${contract}: ${verdictOf(other)}`];
  });
  if (call.verdict === 'same' && !call.isInferred && others.length === 0) return [];
  return [
    `  step ${call.step} ${visibleText(call.tool)}: ${verdictOf(call)}${note}`,
    ...(call.recorded === undefined ? [] : [`    row: ${visibleText(call.recorded)}`]),
    ...(call.actual === undefined ? [] : [`    run: ${visibleText(call.actual)}`]),
    ...others,
  ];
}

function verdictOf(judged: Pick<CallJudgement, 'verdict' | 'reason' | 'isInferred'>): string {
  const { verdict, reason, isInferred } = judged;
  const inferred = isInferred ? 'inferred ' : '';
  return `${inferred}${verdict}${reason === undefined ? '' : ` (${reason})`}`;
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
    visibleText(name),
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
    .map(([type, { calls, explained }]) => [
      visibleText(type),
      '',
      String(calls),
      String(explained),
    ]);
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

// A row whose world nobody gave is not counted, however well it fits; that is easily taken for a
// row that does not fit.
function inferredToo({ inferred }: RowsSummary): string {
  const more = inferred.same + inferred.cosmetic;
  return more === 0 ? '' : ` (${more} more would, in an inferred world: give --world or --config)`;
}
