import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { Plugin } from 'esbuild';
import type { Overlay } from './component-source.ts';

/**
 * Replaces a module by the overlay's module of the same path wherever it is imported, except in the
 * overlay itself: so each of its modules can wrap the module that it stands in for.
 */
export function overlayPlugin(root: string, { base, over }: Overlay): Plugin {
  const [basePath, overPath] = [join(root, base), join(root, over)];
  return {
    name: 'overlay',
    setup(build) {
      build.onResolve({ filter: /^\.{1,2}\// }, ({ path, importer }) => {
        if (!isBelow(basePath, importer)) return undefined;
        const target = resolve(dirname(importer), path);
        if (!isBelow(basePath, target)) return undefined;
        const placeholder = join(overPath, relative(basePath, target));
        return existsSync(placeholder) ? { path: placeholder } : undefined;
      });
    },
  };
}

function isBelow(folder: string, path: string): boolean {
  return !relative(folder, path).startsWith('..');
}
