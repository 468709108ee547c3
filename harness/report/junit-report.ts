import {
  type Compared,
  detailLines,
  faultText,
  otherAppLines,
  placeOf,
  type ReplayReport,
  type ReportedFile,
  unfinishedText,
  verdictOf,
} from './replay-report.ts';
import { visibleText } from './visible-text.ts';

/**
 * A report as JUnit XML, in the dialect that Jenkins, GitLab and their kind read: one test case a
 * file, its folder as the class. A file that could not be judged and a call that has no result are
 * errors, anything else that is not the same is a failure, and a file that was not run is skipped.
 */
export function junitReport({
  files,
  notRun,
  notRunNames,
  interrupted,
  compared,
}: ReplayReport): string {
  const failed = files.filter(isError).length;
  const differing = files.filter(({ verdict }) => verdict !== 'same').length - failed;
  const counts = {
    tests: files.length + notRun.length,
    failures: differing,
    errors: failed,
    skipped: notRun.length,
    time: seconds(files.reduce((sum, { tookMs }) => sum + tookMs, 0)),
  };
  const { skipped: _, ...ofAll } = counts;
  const why = interrupted ? 'not run, because of an interruption' : 'not run, because of --bail';
  const command = compared === 'expectations' ? 'run' : 'replay';
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: 'spintape', ...ofAll })}>`,
    `  <testsuite${attributes({ name: `spintape ${command}`, ...counts })}>`,
    ...files.flatMap((file) => testCase(file, compared)),
    ...notRun.flatMap((path) => skippedCase(path, notRunNames?.get(path) ?? path, why)),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

// By the name that it has when it runs, so that a server finds its history.
function skippedCase(path: string, name: string, why: string): string[] {
  return [
    `    <testcase${attributes({ name, classname: folderOf(path), file: path })}>`,
    `      <skipped${attributes({ message: why })}/>`,
    '    </testcase>',
  ];
}

function isError({ verdict }: ReportedFile): boolean {
  return verdict === 'failed' || verdict === 'error';
}

function testCase(file: ReportedFile, compared: Compared | undefined): string[] {
  const { name, path, tookMs, verdict } = file;
  const opening = attributes({
    name,
    classname: folderOf(path),
    file: path,
    time: seconds(tookMs),
  });
  const notice = file.unfinished && visibleText(unfinishedText(path, file.unfinished));
  const notices = notice ? [`      <system-out>${escaped(notice)}</system-out>`] : [];
  if (verdict === 'same' && notice === undefined) return [`    <testcase${opening}/>`];
  if (verdict === 'same') return [`    <testcase${opening}>`, ...notices, '    </testcase>'];
  const element = isError(file) ? 'error' : 'failure';
  const summary = attributes({ message: verdictOf(file), type: file.reason ?? verdict });
  const differences = file.differences.map((one) => differenceText(file, one, compared));
  const fault = file.fault === undefined ? [] : [faultText(file.fault)];
  const told = [...fault, ...otherAppLines(file)].map(visibleText);
  const text = [...differences, ...told].join('\n');
  return [
    `    <testcase${opening}>`,
    `      <${element}${summary}>${escaped(text)}</${element}>`,
    ...notices,
    '    </testcase>',
  ];
}

function differenceText(
  file: ReportedFile,
  difference: ReportedFile['differences'][number],
  compared: Compared | undefined,
): string {
  const lines = [
    `${placeOf(file, difference)} (${difference.reason})`,
    ...detailLines(difference, compared).map(({ label, text }) => `  ${label}${text}`),
  ];
  return lines.map(visibleText).join('\n');
}

function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.';
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1_000).toFixed(3);
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escaped(visibleText(String(value)))}"`)
    .join('');
}

// XML 1.0 has no way to hold most control characters, so they are made visible before.
function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
