import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  isPrepared,
  loadPrepared,
  preparedFolderOf,
} from '../harness/host/prepare/load-prepared.ts';
import { digestOf, recordOf, writePreparedFiles } from '../harness/host/prepare/prepared-files.ts';
import { replaceFolder } from '../harness/host/prepare/replace-folder.ts';
import { withTemporaryFolder } from '../harness/host/prepare/temporary-folder.ts';
import { buildKey } from './build-key.ts';
import { builtRecord } from './built-record.ts';
import { bundleComponent } from './bundle-component.ts';
import type { ComponentSource } from './component-source.ts';
import { componentize } from './componentize.ts';

/** A component whose output is missing or was built from something else. */
export interface StaleComponent {
  readonly source: ComponentSource;
  readonly key: string;
  readonly bundle: string;
}

/** Bundles a component, and says whether its output was built from that bundle. */
export async function inspectComponent(
  root: string,
  source: ComponentSource,
): Promise<StaleComponent | undefined> {
  const [bundle, lock, world] = await Promise.all([
    bundleComponent(root, source),
    readFile(join(root, 'package-lock.json'), 'utf8'),
    source.world === undefined ? undefined : readFile(join(root, source.world), 'utf8'),
  ]);
  const key = buildKey({ bundle, world, lock });
  const output = join(root, source.output);
  const isFresh = source.isPackaged
    ? (await builtRecord(output))?.buildKey === key
    : (await isBuilt(output, key)) && (await isPrepared(output));
  return isFresh ? undefined : { source, key, bundle };
}

/**
 * Writes the component's file, all at once, unless only its preparation is missing. `x.key.json`
 * next to it holds the build key, and the digest of the component that the key belongs to.
 */
export async function makeComponent(root: string, stale: StaleComponent): Promise<void> {
  const output = join(root, stale.source.output);
  if (await isBuilt(output, stale.key)) return;
  await withTemporaryFolder(output, async (scratch) => {
    const component = await componentize({ root, ...stale, scratch });
    await writeFile(join(scratch, 'key.json'), keyText(stale.key, component));
    await rename(join(scratch, 'out.wasm'), output);
    await rename(join(scratch, 'key.json'), keyFileOf(output));
  });
}

/**
 * Prepares a component that {@link makeComponent} made, in the user's cache, as the host does with
 * any component. A component of the package gets a copy next to it, with the build key.
 */
export async function prepareBuilt(root: string, { source, key }: StaleComponent): Promise<void> {
  const wasmPath = join(root, source.output);
  const prepared = await loadPrepared(wasmPath);
  if (!source.isPackaged) return;
  const { imports } = prepared;
  const record = recordOf(await readFile(wasmPath), prepared, { imports, buildKey: key });
  const folder = preparedFolderOf(wasmPath);
  await replaceFolder(folder, (temporary) => writePreparedFiles(temporary, prepared, record));
}

async function isBuilt(output: string, key: string): Promise<boolean> {
  try {
    return (await readFile(keyFileOf(output), 'utf8')) === keyText(key, await readFile(output));
  } catch {
    return false;
  }
}

function keyFileOf(output: string): string {
  return output.replace(/\.wasm$/, '.key.json');
}

function keyText(key: string, component: Uint8Array): string {
  return `${JSON.stringify({ key, digest: digestOf(component) })}\n`;
}
