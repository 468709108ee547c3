import { visibleText } from '../output/visible-text.ts';
import {
  XML_DECLARATION,
  type XmlElement,
  xmlDocument,
  xmlElement,
} from '../output/xml-element.ts';
import type { Entry, Outcome, Problem, Report } from './report.ts';
import type { Reporter } from './reporter.ts';

/**
 * JUnit XML, in the dialect that CI servers such as Jenkins and GitLab read: one test case for each
 * entry, with the folder of its file as the class.
 */
export const JUNIT_REPORTER: Reporter = {
  what: 'the report in JUnit XML',
  mark: { begin: `${XML_DECLARATION}<testsuites name="spintape" `, end: '</testsuites>\n' },
  readsEntries: true,
  isEscaped: true,
  followsText: false,
  print: junit,
};

async function* junit(report: Report): AsyncGenerator<string, void, undefined> {
  // The counts come first, and there may be too many entries to be held until they are counted.
  const { skipped, ...counts } = await countsOf(report);
  const took = report.tookMs === undefined ? {} : { time: seconds(report.tookMs) };
  const inSuite = { name: `spintape ${report.command}`, ...counts, skipped, ...took };
  yield* xmlDocument(
    [
      { name: 'testsuites', attributes: { name: 'spintape', ...counts, ...took } },
      { name: 'testsuite', attributes: inSuite },
    ],
    testCases(report),
  );
}

interface Counts {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly skipped: number;
}

async function countsOf(report: Report): Promise<Counts> {
  const of: Record<Outcome, number> = { passed: 0, failed: 0, error: 0, skipped: 0 };
  for await (const { outcome } of report.entries()) of[outcome] += 1;
  const tests = Object.values(of).reduce((sum, count) => sum + count, 0);
  return { tests, failures: of.failed, errors: of.error, skipped: of.skipped };
}

async function* testCases(report: Report): AsyncGenerator<XmlElement, void, undefined> {
  for await (const entry of report.entries()) yield testCase(entry);
}

function testCase(entry: Entry): XmlElement {
  const { name, path, tookMs, notices } = entry;
  const attributes = {
    ...{ name, classname: path === undefined ? 'spintape' : folderOf(path) },
    ...(path === undefined ? {} : { file: path }),
    ...(tookMs === undefined ? {} : { time: seconds(tookMs) }),
  };
  const noticed = notices.map(({ text }) => xmlElement('system-out', {}, visibleText(text)));
  return xmlElement('testcase', attributes, [...ending(entry), ...noticed]);
}

function ending({ outcome, verdict, reason, problems, remarks }: Entry): XmlElement[] {
  if (outcome === 'passed') return [];
  if (outcome === 'skipped') return [xmlElement('skipped', { message: verdict })];
  const lines = [...problems.flatMap(problemLines), ...remarks].map(visibleText);
  const attributes = { message: verdict, type: reason };
  return [xmlElement(outcome === 'error' ? 'error' : 'failure', attributes, lines.join('\n'))];
}

function problemLines({ full, details }: Problem): string[] {
  return [full, ...details.map((line) => `  ${line}`)];
}

function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.';
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1_000).toFixed(3);
}
