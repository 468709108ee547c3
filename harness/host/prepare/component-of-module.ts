import { readFile } from 'node:fs/promises';
import { readSections } from './wasm/core-sections.ts';
import { WasmReader } from './wasm/wasm-reader.ts';

/** What wit-bindgen names the custom sections that describe a component. */
const DESCRIPTION = /^component-type/;

/** The module name under which a core module imports WASI preview 1. */
const PREVIEW_1 = 'wasi_snapshot_preview1';

/**
 * Whether a core module describes the component that it is to become, as wit-bindgen leaves it in
 * the modules that compilers make for wasm32-wasip1.
 *
 * @throws RangeError when the bytes are not a core module.
 */
export function describesComponent(module: Uint8Array): boolean {
  return readSections(module)
    .filter(({ id }) => id === 0)
    .some(({ contents }) => DESCRIPTION.test(new WasmReader(contents).name()));
}

/**
 * Turns such a core module into a component, as Spin does: its imports of WASI preview 1 go to the
 * adapter for reactors, which is in jco's package.
 *
 * @throws what jco throws for a description that does not fit the module.
 */
export async function componentOfModule(module: Uint8Array): Promise<Uint8Array> {
  // Loading this entry takes longer than all else, and few components need it.
  const { componentNew } = await import('@bytecodealliance/jco');
  const entry = import.meta.resolve('@bytecodealliance/jco');
  const adapter = await readFile(new URL(`../lib/${PREVIEW_1}.reactor.wasm`, entry));
  return componentNew(module, [[PREVIEW_1, new Uint8Array(adapter)]]);
}
