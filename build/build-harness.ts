import { createHash } from 'node:crypto';
import { chmod, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceFolder } from '../harness/host/prepare/replace-folder.ts';
import { bundleHarness } from './bundle-harness.ts';
import { runScript } from './run-process.ts';

const OUTPUT = 'dist';
const KEY_FILE = 'build-key';
const COMMAND = 'harness/cli/main.js';

/**
 * Compiles the harness into `dist/`, unless its sources have not changed since the last build, and
 * says whether it did. Types are checked by `npm run check`: a build has to be quick, and code can
 * be tried before its types are right.
 *
 * @throws Error with the compiler's messages when it cannot read the sources.
 */
export async function buildHarness(root: string): Promise<boolean> {
  const key = await sourceKey(root);
  const output = join(root, OUTPUT);
  const last = await readFile(join(output, KEY_FILE), 'utf8').catch(() => undefined);
  if (last === key) return false;
  await replaceFolder(output, async (temporary) => {
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    await runScript(tsc, ['-p', 'tsconfig.build.json', '--noCheck', '--outDir', temporary], root);
    await bundleHarness(temporary);
    // The file is package.json's `bin`, which `npm link` makes executable only once.
    await chmod(join(temporary, COMMAND), 0o755);
    await writeFile(join(temporary, KEY_FILE), key);
  });
  return true;
}

/** A digest of everything that the output depends on: sources, configuration, locked versions. */
async function sourceKey(root: string): Promise<string> {
  const configuration = [
    ...['tsconfig.json', 'tsconfig.build.json', 'package-lock.json'],
    ...['build/build-harness.ts', 'build/bundle-harness.ts'],
  ];
  const listings = await Promise.all(
    ['harness', 'properties', 'spin-app'].map((folder) => sourcesIn(root, folder)),
  );
  const hash = createHash('sha256');
  for (const file of [...configuration, ...listings.flat().sort()]) {
    hash
      .update(`${file}\0`)
      .update(await readFile(join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

async function sourcesIn(root: string, folder: string): Promise<string[]> {
  const entries = await readdir(join(root, folder), { recursive: true });
  return entries
    .filter((name) => name.endsWith('.ts') && !/\.(test|fixture)\.ts$/.test(name))
    .map((name) => `${folder}/${name}`);
}
