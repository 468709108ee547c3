import type { ReplayReport, ReportedFile } from './replay-report.ts';

/** A file that is the same, with two calls. */
export const SAME: ReportedFile = {
  name: 'vfs/notes',
  path: 'cassettes/vfs/notes.yaml',
  verdict: 'same',
  calls: 2,
  differences: [],
  tookMs: 12.4,
};

/** A file with a request that was not recorded. */
export const DIFFERING: ReportedFile = {
  name: 'github/issues',
  path: 'cassettes/github/issues.yaml',
  verdict: 'differs',
  reason: 'changed-request',
  calls: 3,
  tookMs: 1_340.6,
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
  differences: [],
  fault: {
    code: 'cassette-invalid',
    problem: 'Failed to read the cassette: the header has no key "<\u001b[31m>"',
    next: 'Did you mean world?',
    file: 'cassettes/"b<.yaml',
    line: 3,
  },
};

/** A report of all of them, after which one file was not run. */
export const REPORT: ReplayReport = {
  files: [SAME, DIFFERING, HOSTILE, BROKEN],
  notRun: ['cassettes/z&z.yaml'],
};
