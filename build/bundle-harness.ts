import { readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { build, type Plugin } from 'esbuild';

/** What processes and worker threads begin with. */
const ENTRIES = [
  'harness/cli/main.js',
  'harness/engine/worker.js',
  'properties/subjects/law-worker.js',
];

/** As deep in the output as the entries are, so that `..` means the same in all of them. */
const CHUNKS = 'harness/chunks/[name]-[hash]';

/**
 * Bundles the entries of the compiled harness in place, because a process and each of its worker
 * threads would spend more time on finding and opening some 280 modules than on running them.
 * Modules that are loaded on demand are still loaded on demand, and all others stay where they are
 * for code that imports them.
 */
export async function bundleHarness(output: string): Promise<void> {
  for (const entry of ENTRIES) await bundleEntry(output, entry);
}

async function bundleEntry(output: string, entry: string): Promise<void> {
  await build({
    absWorkingDir: output,
    entryPoints: [entry],
    outdir: output,
    outbase: output,
    chunkNames: CHUNKS,
    allowOverwrite: true,
    bundle: true,
    splitting: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    charset: 'utf8',
    logLevel: 'silent',
    plugins: [placesOfModules(output)],
  });
}

/** Gives each bundled module the `import.meta.url` of its own file in the output. */
function placesOfModules(output: string): Plugin {
  return {
    name: 'places-of-modules',
    setup(build) {
      build.onLoad({ filter: /\.js$/ }, async ({ path }) => {
        const text = await readFile(path, 'utf8');
        const place = join('../..', relative(output, path)).split(sep).join('/');
        const asked = `new URL(${JSON.stringify(place)}, import.meta.url).href`;
        return { contents: text.replaceAll('import.meta.url', asked), loader: 'js' };
      });
    },
  };
}
