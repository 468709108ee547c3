import { jsonDocument } from './json-document.ts';
import type { Entry, Report } from './report.ts';
import type { Reporter } from './reporter.ts';

/** The document for programs: without times, and sorted where the entries are a list. */
export const JSON_REPORTER: Reporter = {
  what: 'the report in JSON',
  mark: { begin: '{\n  "spintape": 1,\n  "command": "', end: '\n}\n' },
  readsEntries: true,
  isEscaped: false,
  followsText: false,
  print: (report) => {
    const entries = report.entries();
    return isList(entries) ? [whole(report, entries)] : inPieces(report, entries);
  },
};

function isList(entries: ReturnType<Report['entries']>): entries is readonly Entry[] {
  return Array.isArray(entries);
}

function whole(report: Report, entries: readonly Entry[]): string {
  const { interrupted, summary, unjudged } = report;
  const results = entries
    .filter(({ result }) => result !== undefined)
    .toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0))
    .map(({ result }) => result);
  return jsonDocument(report, { interrupted, summary, results, ...unjudged });
}

function keyOf({ path, name }: Entry): string {
  return path ?? name;
}

/** A result is one line: there may be millions. */
async function* inPieces(
  report: Report,
  entries: AsyncIterable<Entry>,
): AsyncGenerator<string, void, undefined> {
  const { interrupted, summary, unjudged } = report;
  const results: unknown[] = [];
  const around = jsonDocument(report, { interrupted, summary, results, ...unjudged });
  const at = around.indexOf(EMPTY_LIST) + EMPTY_LIST.length - 1;
  yield around.slice(0, at);
  let separator = '\n';
  for await (const { result } of entries) {
    if (result === undefined) continue;
    yield `${separator}    ${JSON.stringify(result)}`;
    separator = ',\n';
  }
  yield (separator === '\n' ? '' : '\n  ') + around.slice(at);
}

// Members of the summary are deeper, so their indentation differs.
const EMPTY_LIST = '\n  "results": []';
