import type { Reporter } from './reporter.ts';

/** The report for people. */
export const TEXT_REPORTER: Reporter = {
  what: 'the report',
  readsEntries: false,
  isEscaped: false,
  followsText: false,
  print: (report, { paint }) => [report.text(paint)],
};
