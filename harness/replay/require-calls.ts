import type { ReadableInteractions } from '../cassette/readable-interactions.ts';
import { HarnessError } from '../errors.ts';

/**
 * Refuses a cassette without a call: a file that was cut off after its header would be the same
 * whatever the app does. A file whose recorder was killed during the first call is accepted,
 * because a notice reports that.
 *
 * @throws HarnessError `cassette-invalid`.
 */
export function requireCalls({ entries, unfinished }: ReadableInteractions, file: string): void {
  if (entries.length > 0 || unfinished !== undefined) return;
  throw new HarnessError({
    code: 'cassette-invalid',
    problem: 'Failed to replay the cassette: it holds no call',
    next: 'Record it again, or delete it.',
    file,
    line: 1,
  });
}
