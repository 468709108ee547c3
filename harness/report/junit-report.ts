import { visibleText } from '../output/visible-text.ts';
import { type XmlElement, xmlElement } from '../output/xml-element.ts';
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

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>';

/** How every report begins: what one is known by. */
export const JUNIT_BEGIN = `${DECLARATION}\n<testsuites name="spintape" `;

/** How every report ends. */
export const JUNIT_END = '</testsuites>\n';

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
  const cases = [
    ...files.map((file) => testCase(file, compared)),
    ...notRun.map((path) => skippedCase(path, notRunNames?.get(path) ?? path, why)),
  ];
  const suite = xmlElement('testsuite', { name: `spintape ${command}`, ...counts }, cases);
  return xmlElement('testsuites', { name: 'spintape', ...ofAll }, [suite]).document();
}

// By the name that it has when it runs, so that a server finds its history.
function skippedCase(path: string, name: string, why: string): XmlElement {
  const attributes = { name, classname: folderOf(path), file: path };
  return xmlElement('testcase', attributes, [xmlElement('skipped', { message: why })]);
}

function isError({ verdict }: ReportedFile): boolean {
  return verdict === 'failed' || verdict === 'error';
}

function testCase(file: ReportedFile, compared: Compared | undefined): XmlElement {
  const { name, path, tookMs, verdict, unfinished } = file;
  const attributes = { name, classname: folderOf(path), file: path, time: seconds(tookMs) };
  const notice = unfinished && visibleText(unfinishedText(path, unfinished));
  const notices = notice ? [xmlElement('system-out', {}, notice)] : [];
  if (verdict === 'same') return xmlElement('testcase', attributes, notices);
  const summary = { message: verdictOf(file), type: file.reason ?? verdict };
  const differences = file.differences.map((one) => differenceText(file, one, compared));
  const fault = file.fault === undefined ? [] : [faultText(file.fault)];
  const others = [...fault, ...otherAppLines(file)].map(visibleText);
  const text = [...differences, ...others].join('\n');
  const fails = xmlElement(isError(file) ? 'error' : 'failure', summary, text);
  return xmlElement('testcase', attributes, [fails, ...notices]);
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
