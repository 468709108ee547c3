import { sep } from 'node:path';

/** What to do about a component whose file is missing: apps of tests have a build of their own. */
export function buildAdvice(file: string): string {
  return file.split(sep).includes('test-apps')
    ? 'Build the test apps first: `npm run build:test-apps`.'
    : 'Build the app first: `npm run build`, or `spin build` for an app of your own.';
}
