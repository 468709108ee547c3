import { statSync } from 'node:fs';
import { HarnessError } from '../../errors.ts';
import { fileFailure } from './file-failure.ts';

/**
 * Refuses to write a cassette beside another one whose large bodies are in the same folder: `a` and
 * `a.yaml` both have theirs in `a.bodies`, and each would remove those of the other. A link to a
 * cassette has its bodies beside the link.
 *
 * @throws HarnessError `usage`, and `unreadable` for a link that goes in a circle.
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
