import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACTING, hostileOutput } from '../output/hostile-output.fixture.ts';
import { worldAfter } from '../scenario/world-after.ts';
import type { RowJudgement } from '../tool-call/row-judgement.ts';
import { certificatesReport } from './certificates/certificates-report.ts';
import { filesText } from './files/files-text.ts';
import { DIFFERING, REPORTED } from './reports.fixture.ts';
import { RowsSummary } from './rows/rows-summary.ts';
import { rowsText } from './rows/rows-text.ts';
import { stepsReport } from './show/steps-report.ts';
import { TRACE } from './show/trace.fixture.ts';
import { worldReport } from './show/world-report.ts';
import { plainPaint } from './text/paint.ts';
import { progressLine } from './text/progress-line.ts';

/** Members whose texts are a few words of our own. */
const OURS = [
  'in',
  'verdict',
  'reason',
  'code',
  'did',
  'kind',
  'contract',
  'method',
  'import',
  'type',
  'what',
];

/** A value in which `text` replaces each text that comes from files or upstreams. */
function filledWith<Value>(value: Value, text: string): Value;
function filledWith(value: unknown, text: string): unknown {
  if (typeof value === 'string') return text;
  if (value instanceof Uint8Array) return new TextEncoder().encode(text);
  if (Array.isArray(value)) return value.map((item) => filledWith(item, text));
  if (value instanceof Map) {
    // Names stay distinct, or there would be fewer of them.
    const entries = [...value].map(([name, item], at) => [
      `${filledWith(name, text)}${at}`,
      filledWith(item, text),
    ]);
    return new Map(entries as [string, unknown][]);
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      return [name, OURS.includes(name) ? member : filledWith(member, text)];
    }),
  );
}

const ROW: RowJudgement = {
  line: 3,
  verdict: 'differs',
  reason: 'changed-result',
  isInferred: false,
  contract: 'spintape',
  under: new Map(),
  calls: [
    {
      step: 1,
      tool: 'read_file',
      verdict: 'differs',
      reason: 'changed-result',
      isInferred: false,
      isExplained: false,
      errorType: 'FileNotFound',
      recorded: 'one',
      actual: 'two',
      note: 'the note',
    },
  ],
};

function textOfRows(text: string): string {
  const row = filledWith(ROW, text);
  const unreadable = { ...ROW, calls: [], reason: 'unreadable-row' as const, problem: text };
  const summary = new RowsSummary();
  for (const one of [row, unreadable]) summary.add(one);
  const shown = [row, unreadable].map((one) => ({ path: text, row: one }));
  return rowsText({ summary, shown, unreadable: [text], rows: NO_ROWS }, plainPaint);
}

async function* NO_ROWS() {}

const CERTIFICATE = {
  path: 'certificates/a.json',
  name: 'rows.jsonl:3',
  calls: 1,
  certified: { verdict: 'same', inferred: false },
  changes: [{ what: 'row', detail: 'it is gone' }],
} as const;

const REPORTS: Readonly<Record<string, (text: string) => string>> = {
  'of a replay': (text) => filesText(filledWith(REPORTED, text)),
  'of a comparison': (text) => {
    const files = filledWith([DIFFERING], text);
    const compared = { first: text, second: text };
    return filesText({ files, notRun: [], compared });
  },
  'of rows': textOfRows,
  'of certificates': (text) => certificatesReport([filledWith(CERTIFICATE, text)]).text(plainPaint),
  'of the steps of a cassette': (text) => stepsReport(filledWith(TRACE, text)),
  'of a world': (text) => {
    const world = filledWith(worldAfter(TRACE, 2, 'a.yaml'), text);
    return worldReport(world, { name: text, step: 2 });
  },
  'of progress': (text) => progressLine({ done: 1, total: 2, notSame: 0, current: text }, 1_000),
};

describe('a report', () => {
  it.each(Object.entries(REPORTS))(
    '%s has its own lines, whatever is in its texts',
    (_, report) => {
      const usual = report('text').split('\n');
      fc.assert(
        fc.property(hostileOutput, (text) => {
          const printed = report(text);
          expect(printed).not.toMatch(ACTING);
          expect(printed.split('\n')).toHaveLength(usual.length);
        }),
        { numRuns: 200 },
      );
    },
  );
});
