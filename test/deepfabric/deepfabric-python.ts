import { spawnSync } from 'node:child_process';

/** The variable that names a Python interpreter with DeepFabric. */
const VARIABLE = 'SPINTAPE_DEEPFABRIC_PYTHON';

/** The release whose client the suite is about. */
const VERSION = '4.12.0';

/** A Python that has the right DeepFabric, or why there is none. */
export type DeepFabricPython =
  | { readonly path: string; readonly missing?: undefined }
  | { readonly path?: undefined; readonly missing: string };

/** Looks for the interpreter that the environment names. */
export function findDeepFabric(env: NodeJS.ProcessEnv): DeepFabricPython {
  const path = env[VARIABLE];
  if (path === undefined || path === '') return { missing: `${VARIABLE} is not set` };
  const code = "import importlib.metadata as m; print(m.version('deepfabric'), end='')";
  const { stdout, error } = spawnSync(path, ['-c', code], { encoding: 'utf8' });
  if (error !== undefined) return { missing: `${path} does not run: ${error.message}` };
  if (stdout === '') return { missing: `${path} has no deepfabric` };
  if (stdout !== VERSION) return { missing: `${path} has deepfabric ${stdout}, not ${VERSION}` };
  return { path };
}

/** What to do about a suite that was skipped. */
export function setUpAdvice(missing: string): string {
  return [
    `SKIPPED: DeepFabric's client was not run, because ${missing}. To run it:`,
    `  python3.11 -m venv ../deepfabric && ../deepfabric/bin/pip install deepfabric==${VERSION}`,
    `  ${VARIABLE}=$PWD/../deepfabric/bin/python npx vitest run test/deepfabric`,
    '',
  ].join('\n');
}
