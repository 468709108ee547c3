#!/usr/bin/env node
// The entry of `npm run build`.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleScript } from './bundle-script.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const outfile = join(root, 'build/dist/main.mjs');

await bundleScript({ entry: join(root, 'build/main.ts'), outfile });

process.setSourceMapsEnabled(true);
const { main } = await import(outfile);
process.exitCode = await main(root, process.argv.slice(2));
