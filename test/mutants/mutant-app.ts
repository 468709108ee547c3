import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type AppManifest, readManifest } from '../../harness/internal.ts';
import type { MutantName } from '../../properties/mutants/mutants.ts';

/** The manifest of the app with faults; without a value for its variable it has none. */
export const FAULTY_MANIFEST = fileURLToPath(
  new URL('../../properties/mutants/spin.toml', import.meta.url),
);

/** The app with one fault, which then needs no variable. */
export async function mutantApp(name: MutantName): Promise<AppManifest> {
  const app = await readManifest(FAULTY_MANIFEST);
  const variable = { default: name, required: false, secret: false, line: 1 };
  return { ...app, variables: new Map([...app.variables, ['mutant', variable]]) };
}

/** Writes a manifest of the app with one fault, for commands that take a path. */
export async function writeMutantManifest(path: string, name: MutantName): Promise<void> {
  const text = await readFile(FAULTY_MANIFEST, 'utf8');
  const folder = fileURLToPath(new URL('dist/', `file://${FAULTY_MANIFEST}`));
  const chosen = text
    .replace('mutant = { default = "none"', `mutant = { default = "${name}"`)
    .replaceAll('source = "dist/', `source = "${folder}`);
  await writeFile(path, chosen);
}
