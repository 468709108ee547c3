import { SECTION, type Section } from './core-sections.ts';
import type { Size } from './share-limit.ts';
import { WasmReader } from './wasm-reader.ts';

/** The kinds of an import or export (5.5.5). */
export const KIND = { function: 0, table: 1, memory: 2, global: 3, tag: 4 } as const;

/** A memory or table that a module defines, with what it takes to rewrite its limits. */
export interface Sized extends Size {
  /** The bytes of its entry before the limits. */
  readonly before: Uint8Array;
}

/** A global: whether it can change, and whether JavaScript can read and write its values. */
export interface GlobalShape {
  readonly mutable: boolean;
  readonly readable: boolean;
}

/** What a core module has besides code. In each index space, imports come first. */
export interface CoreShape {
  readonly memories: readonly Sized[];
  readonly tables: readonly Sized[];
  /** The numbers of imported memories and tables. */
  readonly imported: { readonly memories: number; readonly tables: number };
  /** All globals, imported ones first. */
  readonly globals: readonly GlobalShape[];
}

/**
 * Reads the shape of a core module.
 *
 * @throws RangeError for anything unknown to this reader, such as a 64-bit memory.
 */
export function readCoreShape(sections: readonly Section[]): CoreShape {
  const { globals, ...imported } = readImports(sections);
  return {
    memories: entries(sections, SECTION.memory, readMemory),
    tables: entries(sections, SECTION.table, readTable),
    imported,
    globals: [...globals, ...entries(sections, SECTION.global, readGlobal)],
  };
}

/** A reader of a section's contents; undefined when the module has no such section. */
export function sectionReader(sections: readonly Section[], id: number): WasmReader | undefined {
  const section = sections.find((candidate) => candidate.id === id);
  return section && new WasmReader(section.contents);
}

function entries<Entry>(
  sections: readonly Section[],
  id: number,
  read: (reader: WasmReader) => Entry,
): Entry[] {
  const reader = sectionReader(sections, id);
  const found: Entry[] = [];
  for (let left = reader?.unsigned() ?? 0; reader && left > 0; left -= 1) found.push(read(reader));
  return found;
}

function readImports(sections: readonly Section[]) {
  const globals: GlobalShape[] = [];
  const counts = { memories: 0, tables: 0 };
  entries(sections, SECTION.import, (imports) => {
    imports.name();
    imports.name();
    const kind = imports.byte();
    if (kind === KIND.global) globals.push(readGlobalType(imports));
    else skipImportType(imports, kind);
    if (kind === KIND.memory) counts.memories += 1;
    if (kind === KIND.table) counts.tables += 1;
  });
  return { ...counts, globals };
}

function skipImportType(imports: WasmReader, kind: number): void {
  if (kind === KIND.table) imports.skipValueType();
  if (kind === KIND.tag) imports.byte();
  if (kind === KIND.table || kind === KIND.memory) imports.skipLimits();
  else if (kind === KIND.function || kind === KIND.tag) imports.unsigned();
  else throw new RangeError(`an import of the unknown kind ${kind}`);
}

function readGlobal(globals: WasmReader): GlobalShape {
  const type = readGlobalType(globals);
  globals.skipConstantExpression();
  return type;
}

/** Types whose values JavaScript cannot hold: v128 and the references to exceptions. */
const UNREADABLE = new Set([0x7b, 0x69, 0x74]);

function readGlobalType(globals: WasmReader): GlobalShape {
  const readable = !UNREADABLE.has(globals.bytes[globals.at] ?? 0);
  globals.skipValueType();
  return { mutable: globals.byte() === 1, readable };
}

function readMemory(memories: WasmReader): Sized {
  return readSize(memories, 'memory', memories.at);
}

function readTable(tables: WasmReader): Sized {
  const start = tables.at;
  // jco takes no table with an initial value, which would begin with 0x40.
  tables.skipValueType();
  return readSize(tables, 'table', start);
}

// Bit 0: there is a maximum. Bit 1: the memory is shared. The others mean 64-bit addresses and
// pages of other sizes.
function readSize(reader: WasmReader, what: string, start: number): Sized {
  const before = reader.bytes.subarray(start, reader.at);
  const flags = reader.byte();
  if (flags > 1) throw new RangeError(`its ${what} is not a 32-bit ${what} of its own`);
  const minimum = reader.unsigned();
  return { before, minimum, maximum: flags === 1 ? reader.unsigned() : Number.POSITIVE_INFINITY };
}
