import { lstatSync } from 'node:fs';
import { HarnessError } from '../errors.ts';

/**
 * Refuses to write where something is already: whatever it is, nobody said that it may be lost.
 *
 * @param what is to be written, as it follows on "to write"
 * @throws HarnessError `usage`.
 */
export function refuseReplacing(path: string, what: string): void {
  if (!isTaken(path)) return;
  throw new HarnessError({
    code: 'usage',
    problem: `Failed to write ${what}: the file exists already`,
    next: 'Name another file, or give --force to replace this one; nothing was written.',
    file: path,
  });
}

/** Whether there is something at a path, be it a link that leads nowhere. */
export function isTaken(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}
