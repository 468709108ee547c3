import { readUnsigned } from './leb128.ts';
import { WasmReader } from './wasm-reader.ts';

const HEADER_LENGTH = 8;
const EXPORT_SECTION = 11;
/** Sorts (Component Model, "Index Spaces"): a core sort has one more byte, and a value a type. */
const CORE_SORT = 0;

/**
 * The names that a component exports itself, `wasi:http/incoming-handler@0.2.3` say, with nothing
 * else of it being understood: of a component of a newer format too. Names after an entry that
 * cannot be read are left out.
 *
 * @param bytes a component, or at least something with a component's header
 */
export function componentExports(bytes: Uint8Array): string[] {
  const names: string[] = [];
  try {
    for (let at = HEADER_LENGTH; at < bytes.length; ) {
      const { value: size, next } = readUnsigned(bytes, at + 1);
      const contents = bytes.subarray(next, next + size);
      if (bytes[at] === EXPORT_SECTION) readExports(new WasmReader(contents), names);
      at = next + size;
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return names;
}

function readExports(section: WasmReader, names: string[]): void {
  for (let left = section.unsigned(); left > 0; left -= 1) {
    const form = section.byte();
    names.push(section.name());
    // A suffix of the version is spelt apart.
    if (form === 2) section.name();
    if (section.byte() === CORE_SORT) section.byte();
    section.unsigned();
    if (section.byte() !== 0) skipExternalType(section);
  }
}

function skipExternalType(section: WasmReader): void {
  const sort = section.byte();
  if (sort === CORE_SORT) section.byte();
  // The types of values and types have a byte for the kind of their bound.
  if (sort === 2 || sort === 3) section.byte();
  section.skipInteger();
}
