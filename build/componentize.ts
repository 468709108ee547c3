import { cp, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ComponentSource } from './component-source.ts';
import { runScript } from './run-process.ts';

const SDK = 'node_modules/@fermyon/spin-sdk';

/** A bundle on its way to a component. */
export interface ComponentizeOptions {
  readonly root: string;
  readonly source: ComponentSource;
  readonly bundle: string;
  /** An empty folder to work in. */
  readonly scratch: string;
}

/**
 * Makes a wasi:http component of a bundle with the Spin SDK's `j2w`, in a process of its own: it
 * takes some 8 s and 1.4 GB.
 *
 * @throws Error with what j2w wrote when it fails.
 */
export async function componentize(options: ComponentizeOptions): Promise<Uint8Array> {
  const { root, source, bundle, scratch } = options;
  // The file's name is what stack traces inside the component show.
  await writeFile(join(scratch, `${source.name}.js`), bundle);
  const world = await prepareWorld(options);
  const j2w = join(root, SDK, 'bin/j2w.mjs');
  await runScript(j2w, ['-i', `${source.name}.js`, '-o', 'out.wasm', ...world], scratch);
  return readFile(join(scratch, 'out.wasm'));
}

async function prepareWorld({ root, source, scratch }: ComponentizeOptions): Promise<string[]> {
  if (source.world === undefined) return ['--trigger-type', 'spin-http'];
  await cp(join(root, SDK, 'bin/wit'), join(scratch, 'wit'), { recursive: true });
  await cp(join(root, source.world), join(scratch, 'wit', basename(source.world)));
  return ['--trigger-type', source.name, '--wit-path', 'wit'];
}
