// Runs componentize-js once, with the settings that `componentize` passes as JSON. Apart from the
// engine, it does what bin/j2w.mjs of @fermyon/spin-sdk 2.0.0 does.
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';

const settings = JSON.parse(process.argv[2]);
const { componentize } = await import(settings.library);

const { component } = await componentize(await readFile(settings.input, 'utf8'), {
  sourceName: settings.input,
  engine: resolve(settings.engine),
  witPath: resolve(settings.witPath),
  worldName: settings.worldName,
  disableFeatures: [],
  enableFeatures: ['http'],
});

await writeFile(settings.output, component);
