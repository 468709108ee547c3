import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findPrepared, preparedFolderOf } from '../harness/host/prepare/load-prepared.ts';
import { digestOf, prepareComponent } from '../harness/host/prepare/prepare-component.ts';
import { withTemporaryFolder } from '../harness/host/prepare/temporary-folder.ts';
import { buildKey } from './build-key.ts';
import { bundleComponent } from './bundle-component.ts';
import type { ComponentSource } from './component-source.ts';
import { componentize } from './componentize.ts';

/** A component whose output is missing or was built from something else. */
export interface StaleComponent {
  readonly source: ComponentSource;
  readonly key: string;
  readonly bundle: string;
}

/** Bundles a component, and tells whether what stands on disk was built from that bundle. */
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
  const prepared = await findPrepared(join(root, source.output));
  return prepared?.buildKey === key ? undefined : { source, key, bundle };
}

/**
 * Writes the component's file, all at once, unless it is there already and only its preparation is
 * missing. Beside it goes `x.key.json`, which names the build key and the digest that it is for.
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

/** Prepares a component that {@link makeComponent} made. */
export async function prepareBuilt(root: string, stale: StaleComponent): Promise<void> {
  const wasmPath = join(root, stale.source.output);
  await prepareComponent({
    wasmPath,
    component: await readFile(wasmPath),
    folder: preparedFolderOf(wasmPath),
    buildKey: stale.key,
  });
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
