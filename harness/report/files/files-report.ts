import type { DocumentHead } from '../json-document.ts';
import type { Entry, Report } from '../report.ts';
import { fileEntry } from './file-entry.ts';
import { filesText } from './files-text.ts';
import { type NotRunFile, type ReportedFiles, summarize } from './reported-file.ts';

/** What `replay` and `run` report: the files that were run, and those that were not. */
export function filesReport(reported: ReportedFiles, { command, ok }: DocumentHead): Report {
  const { files, notRun, leftOut = [], interrupted, compared } = reported;
  const { verdicts, error, ...counts } = summarize(files);
  const left = notRun.length === 0 ? undefined : notRun.map(({ path }) => path).sort();
  const why = interrupted ? 'not run, because of an interruption' : 'not run, because of --bail';
  return {
    ...{ command, ok, interrupted },
    tookMs: files.reduce((sum, { tookMs = 0 }) => sum + tookMs, 0),
    summary: {
      ...counts,
      ...verdicts,
      error,
      notRun: left?.length,
      leftOut: reported.leftOut?.length,
    },
    unjudged: { notRun: left, leftOut: reported.leftOut },
    entries: () => [
      ...files.map((file) => fileEntry(file, compared)),
      ...notRun.map((file) => skipped(file, why)),
      ...leftOut.map((file) => skipped(file, `left out: ${file.needs.join(', ')}`)),
    ],
    text: (paint) => filesText(reported, paint),
  };
}

function skipped({ name, path }: NotRunFile, why: string): Entry {
  const nothing = { problems: [], remarks: [], notices: [] };
  return { name, path, outcome: 'skipped', verdict: why, reason: 'not-run', ...nothing };
}
