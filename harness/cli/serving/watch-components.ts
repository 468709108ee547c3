import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { AppManifest } from '../../host/manifest/app-manifest.ts';

/** How often the files are looked at, in milliseconds. */
const INTERVAL_MS = 500;

/**
 * Calls `onRebuilt` with the id of each component whose file is no longer the one that was there
 * when this was called, one after another.
 *
 * @returns a function that ends the watch, when what it has called for is done
 */
export function watchComponents(
  { file, components }: Pick<AppManifest, 'file' | 'components'>,
  onRebuilt: (component: string) => Promise<void>,
): () => Promise<void> {
  const watched = [...components].map(([id, { source }]) => {
    const path = resolve(dirname(file), source);
    return { id, path, seen: versionOf(path) };
  });
  let last = Promise.resolve();
  const timer = setInterval(() => {
    for (const each of watched) {
      const version = versionOf(each.path);
      // A build that first removes the file has not written it yet.
      if (version === undefined || version === each.seen) continue;
      each.seen = version;
      last = last.then(() => onRebuilt(each.id));
    }
  }, INTERVAL_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
    return last;
  };
}

/** Another text for each version of a file; undefined for none, and for an empty one. */
function versionOf(path: string): string | undefined {
  try {
    const { size, mtimeMs, ino } = statSync(path);
    return size === 0 ? undefined : `${size} ${mtimeMs} ${ino}`;
  } catch {
    return undefined;
  }
}
