import type { Difference } from '../tool-call/verdict.ts';
import { placeOf, type ReportedFile, summarize } from './replay-report.ts';

/** A table of files with verdicts, calls and times, what differs, and a line of totals. */
export function textReport(files: readonly ReportedFile[]): string {
  const rows = files.map((file) => [
    file.name,
    file.reason === undefined ? file.verdict : `${file.verdict} (${file.reason})`,
    String(file.calls),
    `${file.tookMs.toFixed(0)} ms`,
  ]);
  const table = alignedTable([['cassette', 'verdict', 'calls', 'time'], ...rows]);
  const details = files.flatMap((file) =>
    file.differences.length === 0 ? [] : ['', ...differenceLines(file)],
  );
  return [...table, ...details, '', totals(files), ''].join('\n');
}

const MOST_DIFFERENCES = 10;

function differenceLines(file: ReportedFile): string[] {
  const shown = file.differences.slice(0, MOST_DIFFERENCES);
  const left = file.differences.length - shown.length;
  return [
    ...shown.flatMap((difference) => [
      `${placeOf(file, difference)} (${difference.reason})`,
      ...valueLines(difference),
    ]),
    ...(left > 0 ? [`  and ${left} more`] : []),
    `  again: spintape replay ${file.path}`,
  ];
}

function valueLines({ recorded, actual, nearest = [] }: Difference): string[] {
  return [
    ...(recorded === undefined ? [] : [`  recorded: ${recorded}`]),
    ...(actual === undefined ? [] : [`  now:      ${actual}`]),
    ...nearest.map((near) => `  nearest recorded exchange: ${near}`),
  ];
}

function totals(files: readonly ReportedFile[]): string {
  const { verdicts, calls } = summarize(files);
  const counts = Object.entries(verdicts)
    .filter(([, count]) => count > 0)
    .map(([verdict, count]) => `${count} ${verdict}`);
  return `${counts.join(', ')}; ${calls} calls`;
}

function alignedTable(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return column >= 2 ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd(),
  );
}
