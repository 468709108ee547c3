#!/usr/bin/env node
// The entry of `npm run mutants`. Node 20 runs no TypeScript, so main.ts is bundled first; harness
// and laws come from the build, because worker threads are started from their files.
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const outfile = join(root, 'build/dist/mutants.mjs');

const fromBuild = {
  name: 'from-build',
  setup({ onResolve }) {
    onResolve({ filter: /\/(?:harness|properties)\// }, ({ path, resolveDir }) => {
      const module = relative(root, join(resolveDir, path)).replace(/\.ts$/, '.js');
      if (module.startsWith('properties/mutants/')) return undefined;
      return { path: join(root, 'dist', module), external: true };
    });
  },
};

await build({
  entryPoints: [join(root, 'test/mutants/main.ts')],
  outfile,
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20',
  sourcemap: 'inline',
  logLevel: 'warning',
  plugins: [fromBuild],
});

const { main } = await import(outfile);
process.exitCode = await main(process.argv.slice(2));
