import type { Section } from './core-sections.ts';
import {
  concatBytes,
  makeSection,
  readSections,
  SECTION,
  withSection,
  writeSections,
} from './core-sections.ts';
import { unsignedBytes } from './leb128.ts';
import { WasmReader } from './wasm-reader.ts';

/** What {@link rewriteCore} imposes on a core module. */
export interface CoreLimits {
  /** The most pages of 64 KiB that the memory of the module may grow to. */
  readonly maxMemoryPages: number;
}

/** The kinds of an import or export (5.5.5). */
const KIND = { function: 0, table: 1, memory: 2, global: 3, tag: 4 } as const;

const MAXIMUM_FLAG = 1;
const MEMORY64_FLAG = 4;

/**
 * Makes a core module resettable and bounded: exports every mutable global, imported ones too, as
 * `$gN` (N = its index), and gives a defined memory a maximum of at most `maxMemoryPages`; a lower
 * maximum of its own stays. All other bytes stay as they are, and a second rewriting changes
 * nothing.
 *
 * @throws RangeError when the bytes are no core module that this reader knows, when the memory
 * starts larger than the limit, or when an export `$gN` is already something else.
 */
export function rewriteCore(module: Uint8Array, limits: CoreLimits): Uint8Array {
  const sections = readSections(module);
  const exported = exportGlobals(sections, mutableGlobals(sections));
  const bounded = limitMemory(sections, limits.maxMemoryPages);
  const changed = [exported, bounded].filter((section) => section !== undefined);
  if (changed.length === 0) return module;
  return writeSections(changed.reduce(withSection, sections));
}

function reader(sections: readonly Section[], id: number): WasmReader | undefined {
  const section = sections.find((candidate) => candidate.id === id);
  return section && new WasmReader(section.contents);
}

/** The indexes of all mutable globals; imported globals come first in the index space. */
function mutableGlobals(sections: readonly Section[]): number[] {
  const mutability = [...importedGlobals(sections), ...definedGlobals(sections)];
  return mutability.flatMap((mutable, index) => (mutable ? [index] : []));
}

function importedGlobals(sections: readonly Section[]): boolean[] {
  const imports = reader(sections, SECTION.import);
  if (!imports) return [];
  const mutability: boolean[] = [];
  for (let left = imports.unsigned(); left > 0; left -= 1) {
    imports.name();
    imports.name();
    const kind = imports.byte();
    if (kind === KIND.global) mutability.push(readGlobalType(imports));
    else skipImportType(imports, kind);
  }
  return mutability;
}

function skipImportType(imports: WasmReader, kind: number): void {
  if (kind === KIND.table) imports.skipValueType();
  if (kind === KIND.tag) imports.byte();
  if (kind === KIND.table || kind === KIND.memory) imports.skipLimits();
  else if (kind === KIND.function || kind === KIND.tag) imports.unsigned();
  else throw new RangeError(`an import of the unknown kind ${kind}`);
}

function definedGlobals(sections: readonly Section[]): boolean[] {
  const globals = reader(sections, SECTION.global);
  if (!globals) return [];
  const mutability: boolean[] = [];
  for (let left = globals.unsigned(); left > 0; left -= 1) {
    mutability.push(readGlobalType(globals));
    globals.skipConstantExpression();
  }
  return mutability;
}

function readGlobalType(globals: WasmReader): boolean {
  globals.skipValueType();
  return globals.byte() === 1;
}

/** The export section with the globals in it, or undefined when they are all exported already. */
function exportGlobals(
  sections: readonly Section[],
  globals: readonly number[],
): Section | undefined {
  const exports = reader(sections, SECTION.export);
  const count = exports?.unsigned() ?? 0;
  const entriesStart = exports?.at ?? 0;
  const present = new Map<string, string>();
  for (let left = count; exports && left > 0; left -= 1) {
    present.set(exports.name(), `${exports.byte()} ${exports.unsigned()}`);
  }
  const added = globals.filter((index) => !isExported(present, index));
  if (added.length === 0) return undefined;
  const entries = exports?.bytes.subarray(entriesStart) ?? new Uint8Array();
  const contents = concatBytes([
    Uint8Array.from(unsignedBytes(count + added.length)),
    entries,
    ...added.map(globalExport),
  ]);
  return makeSection(SECTION.export, contents);
}

function isExported(present: ReadonlyMap<string, string>, index: number): boolean {
  const target = present.get(`$g${index}`);
  if (target === undefined) return false;
  if (target === `${KIND.global} ${index}`) return true;
  throw new RangeError(`the export name $g${index} is taken`);
}

function globalExport(index: number): Uint8Array {
  const name = new TextEncoder().encode(`$g${index}`);
  return Uint8Array.of(name.length, ...name, KIND.global, ...unsignedBytes(index));
}

/** The memory section with bounded memories, or undefined when they are bounded already. */
function limitMemory(sections: readonly Section[], maxPages: number): Section | undefined {
  const memories = reader(sections, SECTION.memory);
  if (!memories) return undefined;
  const count = memories.unsigned();
  const contents = [...unsignedBytes(count)];
  let changed = false;
  for (let left = count; left > 0; left -= 1) {
    const memory = readMemory(memories);
    if (memory.minimum > maxPages) {
      throw new RangeError(
        `its memory starts with ${memory.minimum} pages, and the limit is ${maxPages}`,
      );
    }
    changed ||= memory.maximum > maxPages;
    const maximum = Math.min(memory.maximum, maxPages);
    contents.push(memory.flags | MAXIMUM_FLAG, ...unsignedBytes(memory.minimum));
    contents.push(...unsignedBytes(maximum));
  }
  return changed ? makeSection(SECTION.memory, Uint8Array.from(contents)) : undefined;
}

interface MemoryType {
  readonly flags: number;
  readonly minimum: number;
  /** Infinity when the module names none. */
  readonly maximum: number;
}

function readMemory(memories: WasmReader): MemoryType {
  const flags = memories.byte();
  if (flags >= MEMORY64_FLAG) throw new RangeError('its memory is not a 32-bit memory');
  const minimum = memories.unsigned();
  const maximum = flags & MAXIMUM_FLAG ? memories.unsigned() : Number.POSITIVE_INFINITY;
  return { flags, minimum, maximum };
}
