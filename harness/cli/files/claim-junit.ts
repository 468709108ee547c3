import { usageError } from '../options/options.ts';
import type { InputFile } from './asked-output.ts';
import type { OutputFile } from './output-file.ts';
import { Outputs } from './outputs.ts';
import { isOwnJunit } from './own-marks.ts';

/**
 * Checks the file of `--junit`, which may replace an older report; undefined where none is asked
 * for.
 *
 * @throws HarnessError `usage` or `unreadable`.
 */
export function claimJunit(
  options: {
    readonly own: { readonly junit?: string };
    readonly switches: { has(name: 'force'): boolean };
  },
  inputs: readonly InputFile[],
): OutputFile | undefined {
  const outputs = new Outputs(inputs);
  const { junit: path } = options.own;
  const isForced = options.switches.has('force');
  if (path === undefined) {
    if (isForced)
      throw usageError('--force has an effect only with --junit, whose file it replaces');
    return undefined;
  }
  const what = 'the report in JUnit XML';
  return outputs.claim({ option: '--junit', path, what, isForced, isOwn: isOwnJunit });
}
