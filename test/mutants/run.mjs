#!/usr/bin/env node
// The entry of `npm run mutants`. Harness and laws come from the build, because worker threads are
// started from their files.
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleScript } from '../../build/bundle-script.mjs';

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

await bundleScript({ entry: join(root, 'test/mutants/main.ts'), outfile, plugins: [fromBuild] });

const { main } = await import(outfile);
process.exitCode = await main(process.argv.slice(2));
