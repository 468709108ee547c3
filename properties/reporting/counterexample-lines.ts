import { printCassette } from '../../harness/internal.ts';
import { visibleText } from '../../harness/output/visible-text.ts';
import type { LawViolation } from '../runner/check-law.ts';
import type { Law } from '../runner/law.ts';
import { type CurlOptions, curlLines } from './curl-lines.ts';
import { readableTrace } from './readable-trace.ts';

/** Settings for showing counterexamples. */
export interface CounterexampleOptions extends CurlOptions {
  /** The command line that finds it again. */
  again(law: string, violation: { readonly seed: number; readonly path: string }): string;
}

/** A counterexample, line by line: its trace, its curl commands, and the command that finds it. */
export function counterexampleLines(
  law: Pick<Law, 'name'>,
  violation: LawViolation,
  options: CounterexampleOptions,
): string[] {
  const { trace } = violation;
  return [
    ...(trace === undefined
      ? shownInstead(violation)
      : [...readableTrace(trace), ...curlLines(trace, options)]),
    `again: ${options.again(law.name, violation)}`,
  ];
}

/**
 * A counterexample without calls is shown by its recording, or else by the value that was tried.
 */
function shownInstead({ cassette, value }: LawViolation): readonly string[] {
  if (cassette === undefined) return [`for ${visibleText(value)}`];
  const lines = printCassette(cassette, 'schema.json').trimEnd().split('\n');
  return ['for the recording', ...lines.map((line) => `  ${visibleText(line)}`)];
}
