import { failureText } from '../../errors.ts';
import { visibleText } from '../../output/visible-text.ts';
import { alignedTable } from '../text/aligned-table.ts';
import { counted } from '../text/counted.ts';
import { type Paint, plainPaint, type Style } from '../text/paint.ts';
import { verdictText } from '../verdict-text.ts';
import { detailLines, otherAppLines, placeOf, unfinishedText } from './file-lines.ts';
import {
  type Compared,
  type FileVerdict,
  type LeftOutFile,
  type NotRunFile,
  type ReportedFile,
  type ReportedFiles,
  summarize,
} from './reported-file.ts';

/**
 * For people: a table of files with verdicts, calls and times, then what differs or could not be
 * judged, the slowest of many files, a line of totals, and how far an interrupted run got.
 */
export function filesText(
  { files, notRun, leftOut = [], interrupted, compared }: ReportedFiles,
  paint: Paint = plainPaint,
): string {
  const details = files.flatMap((file) => {
    if (file.failure !== undefined) {
      return ['', paint('bad', visibleText(failureText(file.failure)))];
    }
    return file.differences.length === 0
      ? []
      : [
          '',
          ...differenceLines(file, compared, paint),
          ...otherAppLines(file).map((line) => `  ${paint('doubtful', visibleText(line))}`),
          `  rerun: ${visibleText(file.rerun)}`,
          ...updateLines(file, paint),
        ];
  });
  const notices = files.flatMap(({ path, unfinished }) =>
    unfinished === undefined
      ? []
      : ['', paint('doubtful', visibleText(unfinishedText(path, unfinished)))],
  );
  const timed = files.filter((file) => file.tookMs !== undefined);
  const slowest = timed.length > MANY_FILES ? ['', slowestLine(timed)] : [];
  const unrun = notRun.length === 0 ? [] : [`; ${notRun.length} not run`];
  return [
    ...headLines(compared),
    ...table(files, { of: compared === 'expectations' ? 'scenario' : 'cassette', paint }),
    ...details,
    ...notices,
    ...slowest,
    '',
    totals(files) + unrun.join(''),
    ...leftOutLines(files, leftOut),
    ...(interrupted
      ? [`interrupted after ${files.length} of ${files.length + notRun.length}`]
      : []),
    '',
  ].join('\n');
}

const MANY_FILES = 10;
const MOST_SLOW = 3;
const MOST_DIFFERENCES = 10;

const STYLES: Readonly<Record<FileVerdict, Style>> = {
  same: 'good',
  cosmetic: 'doubtful',
  unverifiable: 'doubtful',
  differs: 'bad',
  failed: 'bad',
  error: 'bad',
};

function table(
  files: readonly ReportedFile[],
  { of, paint }: { readonly of: string; readonly paint: Paint },
): string[] {
  const rows = files.map((file) => [
    visibleText(namedIn(files, file)),
    verdictText(file),
    String(file.calls),
    ...(file.tookMs === undefined ? [] : [milliseconds(file.tookMs)]),
  ]);
  const hasTimes = files.some(({ tookMs }) => tookMs !== undefined);
  const names = [of, 'verdict', 'calls', ...(hasTimes ? ['time'] : [])];
  const [head = '', ...lines] = alignedTable([names, ...rows]);
  // Colours have no width, so they are added when the columns are aligned.
  const painted = lines.map((line, index) => {
    const file = files[index];
    const [name = '', verdict = ''] = rows[index] ?? [];
    if (file === undefined) return line;
    const at = line.indexOf(verdict, name.length);
    return (
      line.slice(0, at) + paint(STYLES[file.verdict], verdict) + line.slice(at + verdict.length)
    );
  });
  return [paint('faint', head), ...painted];
}

// Files with the same name are distinguished by their paths.
function namedIn(files: readonly ReportedFile[], { name, path }: NotRunFile): string {
  const isAlone = files.every((other) => other.path === path || other.name !== name);
  return isAlone ? name : `${name} (${path})`;
}

function headLines(compared: Compared | undefined): string[] {
  if (compared === undefined || compared === 'expectations') return [];
  const { first, second } = compared;
  return [`first:  ${visibleText(first)}`, `second: ${visibleText(second)}`, ''];
}

function differenceLines(
  file: ReportedFile,
  compared: Compared | undefined,
  paint: Paint,
): string[] {
  const shown = file.differences.slice(0, MOST_DIFFERENCES);
  const left = file.differences.length - shown.length;
  return [
    ...shown.flatMap((difference) => [
      `${paint('strong', visibleText(placeOf(file, difference)))} (${difference.reason})`,
      ...detailLines(difference, compared).map(({ label, text, is }) => {
        const value = visibleText(text);
        return `  ${label}${is === 'near' ? value : paint(is === 'old' ? 'good' : 'bad', value)}`;
      }),
    ]),
    ...(left > 0 ? [`  and ${left} more`] : []),
  ];
}

function updateLines({ update }: ReportedFile, paint: Paint): string[] {
  if (update === undefined) return [];
  if (update.did === 'written') return [`  ${paint('doubtful', 'updated')}`];
  const why = `step ${update.step}: ${visibleText(update.why)}`;
  return [`  ${paint('bad', 'not updated')}; record it again (${why})`];
}

/** What a service at a URL could not be given, by file, and what was not compared. */
function leftOutLines(files: readonly ReportedFile[], leftOut: readonly LeftOutFile[]): string[] {
  const parts = [...new Set(files.flatMap((file) => file.leftOut ?? []))].sort();
  const counts = parts.map((part) => {
    const having = files.filter((file) => file.leftOut?.includes(part) === true);
    return having.length === files.length ? part : `${part} of ${having.length}`;
  });
  return [
    ...(counts.length === 0 ? [] : [`left out at the service: ${counts.join(', ')}`]),
    ...(leftOut.length === 0 ? [] : [`${leftOut.length} left out, for what they need:`]),
    ...leftOut.map((file) => `  ${visibleText(namedIn(files, file))}: ${file.needs.join(', ')}`),
  ];
}

function slowestLine(files: readonly ReportedFile[]): string {
  const slowest = [...files].sort((a, b) => (b.tookMs ?? 0) - (a.tookMs ?? 0)).slice(0, MOST_SLOW);
  const shown = slowest.map(
    (file) => `${visibleText(namedIn(files, file))} ${milliseconds(file.tookMs ?? 0)}`,
  );
  return `slowest: ${shown.join(', ')}`;
}

function totals(files: readonly ReportedFile[]): string {
  const { verdicts, error = 0, calls, expectNothing = 0 } = summarize(files);
  const counts = Object.entries({ ...verdicts, error })
    .filter(([, count]) => count > 0)
    .map(([verdict, count]) => `${count} ${verdict}`);
  const updated = files.filter(({ update }) => update?.did === 'written').length;
  const then = updated > 0 ? `; ${updated} updated` : '';
  const judged = counts.length === 0 ? '' : `${counts.join(', ')}; `;
  const verb = expectNothing === 1 ? 'expects' : 'expect';
  const idle = expectNothing > 0 ? `, ${expectNothing} of which ${verb} nothing` : '';
  return `${judged}${counted(calls, 'call')}${idle}${then}`;
}

function milliseconds(time: number): string {
  return `${time.toFixed(0)} ms`;
}
