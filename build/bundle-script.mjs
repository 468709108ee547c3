// Node 20 cannot run TypeScript, so a script's main module is bundled before it runs; that takes
// some 50 ms.
import { build } from 'esbuild';

/**
 * Bundles the main module of a script with what it imports from this repository.
 *
 * @param {{entry: string, outfile: string, plugins?: import('esbuild').Plugin[]}} script absolute
 * paths
 */
export async function bundleScript({ entry, outfile, plugins = [] }) {
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: 'inline',
    logLevel: 'warning',
    plugins,
  });
}
