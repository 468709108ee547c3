import { HarnessError } from '../errors.ts';
import { refusalText } from '../world/secrets/refused-placeholder.ts';
import type { LiveCall } from './live-run.ts';

/**
 * Checks that no request of a call was denied because of a placeholder in it: the result of such a
 * call says nothing about the upstream.
 *
 * @throws HarnessError `not-reproducible`.
 */
export function requireNothingRefused(
  { refused: [first] }: LiveCall,
  place: { readonly file?: string | undefined; readonly line?: number | undefined },
): void {
  if (first === undefined) return;
  const { problem, next } = refusalText(first);
  throw new HarnessError({
    code: 'not-reproducible',
    problem: `Failed to record the call: ${problem}`,
    next: `${next}.`,
    ...place,
  });
}
