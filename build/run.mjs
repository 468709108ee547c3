#!/usr/bin/env node
// The entry of `npm run build`. Node 20 runs no TypeScript, so main.ts is bundled first, with the
// part of the harness that it uses; that takes some 50 ms.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const outfile = join(root, 'build/dist/main.mjs');

await build({
  entryPoints: [join(root, 'build/main.ts')],
  outfile,
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20',
  sourcemap: 'inline',
  logLevel: 'warning',
});

process.setSourceMapsEnabled(true);
const { main } = await import(outfile);
process.exitCode = await main(root, process.argv.slice(2));
