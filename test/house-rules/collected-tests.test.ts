import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../temporary-folder.fixture.ts';
import { PROJECT_ROOT } from './source-tree.ts';

const run = promisify(execFile);
const VITEST = join(PROJECT_ROOT, 'node_modules/vitest/vitest.mjs');

/** The test files that a configuration collects in a folder that holds these files. */
async function collected(config: string, files: readonly string[]): Promise<string[]> {
  const root = temporaryFolder();
  for (const file of files) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), "import { it } from 'vitest';\nit('runs', () => {});\n");
  }
  const asked = ['list', '--filesOnly', '--root', root, '--config', join(PROJECT_ROOT, config)];
  const { stdout } = await run(process.execPath, [VITEST, ...asked]);
  return stdout.trim().split('\n').sort();
}

it('no test of an installed package is collected, however deep the package lies', async () => {
  const own = ['benchmarks/peers/own.test.ts', 'spin-app/vfs/own.test.ts'];
  const foreign = ['', 'benchmarks/peers/', 'spin-app/', 'spin-app/vfs/'].map(
    (folder) => `${folder}node_modules/@scope/foreign/src/foreign.test.ts`,
  );
  const files = [...own, ...foreign];
  expect(await collected('vitest.config.ts', files)).toEqual(own);
  expect(await collected('vitest-mutation.config.ts', files)).toEqual([own[1]]);
});
