import { GITHUB_REPORTER } from './github-reporter.ts';
import { JSON_REPORTER } from './json-reporter.ts';
import { JUNIT_REPORTER } from './junit-reporter.ts';
import type { Reporter } from './reporter.ts';
import { TEXT_REPORTER } from './text-reporter.ts';

/** All reporters, by the names that `--reporter` takes. */
export const REPORTERS = {
  text: TEXT_REPORTER,
  json: JSON_REPORTER,
  junit: JUNIT_REPORTER,
  github: GITHUB_REPORTER,
} as const satisfies Readonly<Record<string, Reporter>>;

/** The name of a reporter. */
export type ReporterName = keyof typeof REPORTERS;
