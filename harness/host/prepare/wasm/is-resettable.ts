import { readSections, SECTION, type Section } from './core-sections.ts';
import { readCoreShape } from './core-shape.ts';
import { type Opcode, PREFIX, readInstruction } from './instructions.ts';
import { WasmReader } from './wasm-reader.ts';

const TABLE_SET = 0x26;

/** data.drop, table.init, elem.drop, table.copy, table.grow and table.fill. */
const LASTING_BULK = new Set([9, 12, 13, 14, 15, 17]);

/**
 * Whether an instance of a core module is as good as new once its memories and globals are
 * restored, which `rewriteCore` makes possible. It is not if the module can change a table or drop
 * a segment, which cannot be restored, or has a global that JavaScript cannot write, or code that
 * this reader does not know. StarlingMonkey, in which the shipped components run, has none of
 * these.
 *
 * @throws RangeError when the bytes are not a core module that the readers of this folder know.
 */
export function isResettable(module: Uint8Array): boolean {
  const sections = readSections(module);
  const { globals } = readCoreShape(sections);
  if (globals.some(({ mutable, readable }) => mutable && !readable)) return false;
  return sections.filter(({ id }) => id === SECTION.code).every(keepsTables);
}

function keepsTables({ contents }: Section): boolean {
  const code = new WasmReader(contents);
  for (let left = code.unsigned(); left > 0; left -= 1) {
    const size = code.unsigned();
    const end = code.at + size;
    skipLocals(code);
    while (code.at < end) {
      const opcode = readInstruction(code);
      if (opcode === undefined || isLasting(opcode)) return false;
    }
    if (code.at !== end) return false;
  }
  return true;
}

function skipLocals(code: WasmReader): void {
  for (let left = code.unsigned(); left > 0; left -= 1) {
    code.skipInteger();
    code.skipValueType();
  }
}

function isLasting({ byte, number }: Opcode): boolean {
  if (byte === TABLE_SET) return true;
  return byte === PREFIX.bulk && number !== undefined && LASTING_BULK.has(number);
}
