import { basename, resolve, sep } from 'node:path';

/** A scenario's name: its path below `scenarios`, or else its file name, without the extension. */
export function scenarioName(file: string): string {
  const path = resolve(file)
    .replace(/\.ya?ml$/, '')
    .split(sep);
  const root = path.lastIndexOf('scenarios');
  return root === -1 ? basename(path.join(sep)) : path.slice(root + 1).join('/');
}
