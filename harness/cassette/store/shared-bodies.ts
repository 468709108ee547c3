import { lstatSync } from 'node:fs';
import { HarnessError } from '../../errors.ts';

/**
 * Refuses to write a cassette beside another one whose large bodies are in the same folder: `a` and
 * `a.yaml` both have theirs in `a.bodies`, and each would remove those of the other.
 *
 * @throws HarnessError `usage`.
 */
export function refuseSharedBodies(path: string): void {
  const other = path.endsWith('.yaml') ? path.slice(0, -'.yaml'.length) : `${path}.yaml`;
  if (lstatSync(other, { throwIfNoEntry: false })?.isFile() !== true) return;
  throw new HarnessError({
    code: 'usage',
    problem: `Failed to write the cassette: ${other} keeps its large bodies in the same folder`,
    next: 'Give it another name that ends in .yaml.',
    file: path,
  });
}
