import { readFile, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isRecord, type PreparedRecord } from './prepared-record.ts';

/** The list's place in the package, next to the compiled harness. */
export const PACKAGED_LIST = 'dist/prepared-components.json';

/** A component of this package, which was prepared when the package was built. */
export interface PackagedComponent {
  /** The component's file in the package, without links. */
  readonly path: string;
  readonly record: PreparedRecord;
}

/** The components of this package, and when their list was written. */
export interface PackagedComponents {
  readonly components: readonly PackagedComponent[];
  /** In milliseconds since the Unix epoch. */
  readonly listed: number;
}

/**
 * The components that the build of this package prepared. Their list is next to the compiled
 * harness, and has the digest of every prepared file: only those who can change the harness itself
 * can change it. Without a list, or with one of another version, the result is empty.
 */
export async function packagedComponents(root = packageRoot()): Promise<PackagedComponents> {
  const path = join(root, PACKAGED_LIST);
  try {
    const { mtimeMs } = await stat(path);
    const list: unknown = JSON.parse(await readFile(path, 'utf8'));
    const place = await realpath(root);
    const components = Object.entries(list ?? {}).flatMap(([file, record]) =>
      isRecord(record) ? [{ path: join(place, file), record }] : [],
    );
    return { components, listed: mtimeMs };
  } catch {
    return { components: [], listed: 0 };
  }
}

/** The folder of this package, found from the compiled harness or its source. */
function packageRoot(): string {
  const up = import.meta.url.endsWith('.ts') ? '../../../' : '../../../../';
  return fileURLToPath(new URL(up, import.meta.url));
}
