import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PACKAGED_LIST } from '../harness/host/prepare/packaged-components.ts';
import { withTemporaryFolder } from '../harness/host/prepare/temporary-folder.ts';
import { builtRecord } from './built-record.ts';
import type { ComponentSource } from './component-source.ts';

/**
 * Writes the list by which the harness knows the prepared components of its own package. The list
 * is next to the compiled harness, and is left alone if it is up to date.
 */
export async function writePackagedList(
  root: string,
  sources: readonly ComponentSource[],
): Promise<void> {
  const records = await Promise.all(
    sources.map(async ({ output }) => [output, await builtRecord(join(root, output))] as const),
  );
  const known = records.filter(([, record]) => record !== undefined);
  const text = `${JSON.stringify(Object.fromEntries(known), undefined, 2)}\n`;
  const path = join(root, PACKAGED_LIST);
  if ((await readFile(path, 'utf8').catch(() => undefined)) === text) return;
  await withTemporaryFolder(path, async (folder) => {
    await writeFile(join(folder, 'list'), text);
    await rename(join(folder, 'list'), path);
  });
}
