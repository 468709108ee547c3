import { spawnSync } from 'node:child_process';
import { mkdirSync, statSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { projectRoot } from '../spintape.fixture.ts';

/** The variable that names the program that turns Python into a component. */
const VARIABLE = 'SPINTAPE_COMPONENTIZE_PY';

/** The releases whose components the suite is about, the last ones for wasi:http 0.2. */
const PACKAGES = 'spin-sdk==3.4.1 componentize-py==0.17.2';

/** The app in Python, or why it cannot be built. */
export type PythonApp =
  | { readonly folder: string; readonly missing?: undefined }
  | { readonly folder?: undefined; readonly missing: string };

/** Builds the app of `test-apps/python` unless that was done since its source changed. */
export function buildPythonApp(env: NodeJS.ProcessEnv): PythonApp {
  const folder = join(projectRoot, 'test-apps/python');
  if (modified(join(folder, 'dist/app.wasm')) > modified(join(folder, 'app.py'))) return { folder };
  const program = env[VARIABLE];
  if (program === undefined || program === '') return { missing: `${VARIABLE} is not set` };
  mkdirSync(join(folder, 'dist'), { recursive: true });
  const args = ['-w', 'spin-http', 'componentize', 'app', '-o', 'dist/app.wasm'];
  // The program asks the first Python of PATH where the SDK is.
  const path = [dirname(program), env['PATH']].join(delimiter);
  const { status, error, stderr } = spawnSync(program, args, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...env, PATH: path },
  });
  if (status === 0) return { folder };
  return { missing: `${program} failed: ${error?.message ?? stderr.trim()}` };
}

function modified(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** What to do about a suite that was skipped. */
export function setUpAdvice(missing: string): string {
  return [
    `SKIPPED: the app in Python was not run, because ${missing}. To run it:`,
    `  python3.11 -m venv ../python && ../python/bin/pip install ${PACKAGES}`,
    '  npm run build',
    `  ${VARIABLE}=$PWD/../python/bin/componentize-py npx vitest run test/languages`,
    '',
  ].join('\n');
}
