import { statSync } from 'node:fs';
import { HarnessError } from '../../errors.ts';
import { fileFailure } from './file-failure.ts';

/**
 * Refuses to write a cassette next to another one with the same folder of large bodies: `a` and
 * `a.yaml` both use `a.bodies`, and each would remove the bodies of the other. A link to a cassette
 * has its bodies next to the link.
 *
 * @throws HarnessError `usage`, and `unreadable` for a cyclic link.
 */
export function refuseSharedBodies(path: string): void {
  const other = path.endsWith('.yaml') ? path.slice(0, -'.yaml'.length) : `${path}.yaml`;
  if (!isFile(other)) return;
  throw new HarnessError({
    code: 'usage',
    problem: `Failed to write the cassette: ${other} keeps its large bodies in the same folder`,
    next: 'Give it another name that ends in .yaml.',
    file: path,
  });
}

function isFile(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
  } catch (cause) {
    throw fileFailure('read', path, cause);
  }
}
