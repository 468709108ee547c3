import { printCassette } from '../../harness/internal.ts';
import { visibleText } from '../../harness/output/visible-text.ts';
import type { LawViolation } from '../runner/check-law.ts';
import { type CurlOptions, curlLines } from './curl-lines.ts';
import { readableTrace } from './readable-trace.ts';

/** How counterexamples are shown. */
export interface CounterexampleOptions extends CurlOptions {
  /** The command line that finds it again. */
  rerun(law: string, violation: { readonly seed: number; readonly path: string }): string;
}

/** A counterexample, line by line: its trace and its curl commands. */
export function counterexampleLines(
  violation: LawViolation,
  options: CurlOptions,
): readonly string[] {
  const { trace } = violation;
  return trace === undefined
    ? shownInstead(violation)
    : [...readableTrace(trace), ...curlLines(trace, options)];
}

/** For a counterexample without calls, its recording, or else the value that was tried. */
function shownInstead({ cassette, value }: LawViolation): readonly string[] {
  if (cassette === undefined) return [`for ${visibleText(value)}`];
  const lines = printCassette(cassette, 'schema.json').trimEnd().split('\n');
  return ['for the recording', ...lines.map((line) => `  ${visibleText(line)}`)];
}
