import { relative, sep } from 'node:path';

/**
 * A path as reports show it: the same on every machine if the file is below the working directory.
 */
export function shownPath(file: string): string {
  const path = relative(process.cwd(), file);
  return (path.startsWith('..') ? file : path).split(sep).join('/');
}
