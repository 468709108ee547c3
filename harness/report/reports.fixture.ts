import { filesReport } from './files/files-report.ts';
import type { ReportedFile, ReportedFiles } from './files/reported-file.ts';
import type { Report } from './report.ts';
import type { Reporter } from './reporter.ts';
import { plainPaint } from './text/paint.ts';

/** A file that is the same, with two calls. */
export const SAME: ReportedFile = {
  name: 'vfs/notes',
  path: 'cassettes/vfs/notes.yaml',
  verdict: 'same',
  calls: 2,
  differences: [],
  tookMs: 12.4,
  rerun: 'spintape replay cassettes/vfs/notes.yaml',
};

/** A file with a request that was not recorded. */
export const DIFFERING: ReportedFile = {
  name: 'github/issues',
  path: 'cassettes/github/issues.yaml',
  verdict: 'differs',
  reason: 'changed-request',
  calls: 3,
  tookMs: 1_340.6,
  rerun: 'spintape replay cassettes/github/issues.yaml',
  differences: [
    {
      reason: 'changed-request',
      step: 2,
      line: 24,
      where: { in: 'request', method: 'GET', url: 'https://api.github.com/x?page=2' },
      actual: 'not in the recording',
      nearest: ['GET https://api.github.com/x?page=1; query page: recorded 1, now 2'],
    },
    {
      reason: 'changed-result',
      step: 2,
      line: 24,
      where: { in: 'result', path: 'result' },
      recorded: '"50% <of> \\"it\\""',
      actual: '"a & b"',
    },
  ],
};

/** A file whose names and values would break a terminal, XML or a workflow command. */
export const HOSTILE: ReportedFile = {
  name: 'a\u001b[31m,b:c<"&>\ud800\r\n::error::x',
  path: 'cassettes/odd, 100%: "<&>\u0007.yaml',
  verdict: 'failed',
  reason: 'trap',
  calls: 1,
  tookMs: 0,
  rerun: String.raw`spintape replay $'cassettes/odd, 100%: "<&>\007.yaml'`,
  differences: [
    {
      reason: 'trap',
      step: 1,
      line: 5,
      where: { in: 'call' },
      actual: 'trapped: \u0000\u001b]0;title\u0007 ]]> 100%\r\n::stop-commands::now \u{1F600}',
    },
  ],
};

/** A file that could not be read. */
const BROKEN: ReportedFile = {
  name: 'cassettes/"b<.yaml',
  path: 'cassettes/"b<.yaml',
  verdict: 'error',
  reason: 'cassette-invalid',
  calls: 0,
  tookMs: 1,
  rerun: 'never printed',
  differences: [],
  failure: {
    code: 'cassette-invalid',
    problem: 'Failed to read the cassette: the header has no key "<\u001b[31m>"',
    next: 'Did you mean world?',
    file: 'cassettes/"b<.yaml',
    line: 3,
  },
};

/** A report of all of them, and of a file that was not run. */
export const REPORTED: ReportedFiles = {
  files: [SAME, DIFFERING, HOSTILE, BROKEN],
  notRun: [{ path: 'cassettes/z&z.yaml', name: 'cassettes/z&z.yaml' }],
};

/** The report of a replay of these files. */
export function replayReport(reported: Partial<ReportedFiles>): Report {
  const files = { files: [], notRun: [], ...reported };
  return filesReport(files, { command: 'replay', ok: false });
}

/** The whole text of a reporter. */
export async function printed(
  reporter: Reporter,
  report: Report,
  fileOf: (path: string) => string = (path) => path,
): Promise<string> {
  let text = '';
  for await (const piece of reporter.print(report, { paint: plainPaint, fileOf })) text += piece;
  return text;
}
