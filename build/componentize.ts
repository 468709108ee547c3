import { cp, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ComponentSource } from './component-source.ts';
import { patchedEngine } from './patched-engine.ts';
import { runScript } from './run-process.ts';

const SDK = 'node_modules/@fermyon/spin-sdk';
const COMPONENTIZE = `${SDK}/node_modules/@bytecodealliance/componentize-js`;

/** A bundle that becomes a component. */
export interface ComponentizeOptions {
  readonly root: string;
  readonly source: ComponentSource;
  readonly bundle: string;
  /** An empty folder to work in. */
  readonly scratch: string;
}

/**
 * Makes a wasi:http component of a bundle as the Spin SDK's `j2w` does, but with the patched
 * engine, in a process of its own: it takes some 8 s and 1.4 GB.
 *
 * @throws Error with what componentize-js wrote when it fails.
 */
export async function componentize(options: ComponentizeOptions): Promise<Uint8Array> {
  const { root, source, bundle, scratch } = options;
  // Stack traces inside the component show this file's name.
  await writeFile(join(scratch, `${source.name}.js`), bundle);
  const engine = await readFile(join(root, COMPONENTIZE, 'lib/starlingmonkey_embedding.wasm'));
  await writeFile(join(scratch, 'engine.wasm'), patchedEngine(engine));
  const settings = {
    library: pathToFileURL(join(root, COMPONENTIZE, 'src/componentize.js')).href,
    input: `${source.name}.js`,
    engine: 'engine.wasm',
    output: 'out.wasm',
    ...(await prepareWorld(options)),
  };
  const script = join(root, 'build/componentize-process.mjs');
  await runScript(script, [JSON.stringify(settings)], scratch);
  return readFile(join(scratch, 'out.wasm'));
}

interface World {
  readonly worldName: string;
  readonly witPath: string;
}

async function prepareWorld({ root, source, scratch }: ComponentizeOptions): Promise<World> {
  const wit = join(root, SDK, 'bin/wit');
  if (source.world === undefined) return { worldName: 'spin-http', witPath: wit };
  await cp(wit, join(scratch, 'wit'), { recursive: true });
  await cp(join(root, source.world), join(scratch, 'wit', basename(source.world)));
  return { worldName: source.name, witPath: 'wit' };
}
