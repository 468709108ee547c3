import { basename, resolve, sep } from 'node:path';

/** The name of a scenario in a file: its path below `scenarios`, or its own name, without ending. */
export function scenarioName(file: string): string {
  const path = resolve(file)
    .replace(/\.ya?ml$/, '')
    .split(sep);
  const root = path.lastIndexOf('scenarios');
  return root === -1 ? basename(path.join(sep)) : path.slice(root + 1).join('/');
}
