import {
  concatBytes,
  makeSection,
  readSections,
  SECTION,
  type Section,
  withSection,
  writeSections,
} from './core-sections.ts';
import { type CoreShape, KIND, readCoreShape, type Sized, sectionReader } from './core-shape.ts';
import { unsignedBytes } from './leb128.ts';

/** The maximum of each memory and table that a module defines, in pages and in entries. */
export interface CoreMaxima {
  readonly memories: readonly number[];
  readonly tables: readonly number[];
}

/**
 * Makes a core module resettable and bounded: exports every mutable global, imported ones too, as
 * `$gN` (N is its index), exports each of its own memories that is not exported yet as `$mN`, and
 * sets the maxima of its memories and tables. All other bytes stay as they are, and rewriting the
 * result changes nothing. Globals that JavaScript cannot read are left out.
 *
 * @throws RangeError when the bytes are not a core module that this reader knows, or when an export
 * `$gN` or `$mN` is already something else.
 */
export function rewriteCore(module: Uint8Array, maxima: CoreMaxima): Uint8Array {
  const sections = readSections(module);
  const shape = readCoreShape(sections);
  const changed = [
    exportState(sections, shape),
    limitSizes(SECTION.memory, shape.memories, maxima.memories),
    limitSizes(SECTION.table, shape.tables, maxima.tables),
  ].filter((section) => section !== undefined);
  if (changed.length === 0) return module;
  return writeSections(changed.reduce(withSection, sections));
}

interface Export {
  readonly name: string;
  readonly kind: number;
  readonly index: number;
}

/** The export section with the module's state; undefined when all of it is exported already. */
function exportState(sections: readonly Section[], shape: CoreShape): Section | undefined {
  const exports = sectionReader(sections, SECTION.export);
  const count = exports?.unsigned() ?? 0;
  const entriesStart = exports?.at ?? 0;
  const present: Export[] = [];
  for (let left = count; exports && left > 0; left -= 1) {
    present.push({ name: exports.name(), kind: exports.byte(), index: exports.unsigned() });
  }
  const added = [...memoryExports(shape, present), ...globalExports(shape)];
  const missing = added.filter((state) => !isPresent(present, state));
  if (missing.length === 0) return undefined;
  const contents = concatBytes([
    Uint8Array.from(unsignedBytes(count + missing.length)),
    exports?.bytes.subarray(entriesStart) ?? new Uint8Array(),
    ...missing.map(exportEntry),
  ]);
  return makeSection(SECTION.export, contents);
}

function memoryExports({ memories, imported }: CoreShape, present: readonly Export[]): Export[] {
  const exported = new Set(present.flatMap((e) => (e.kind === KIND.memory ? [e.index] : [])));
  return memories
    .map((_, defined) => imported.memories + defined)
    .filter((index) => !exported.has(index))
    .map((index) => ({ name: `$m${index}`, kind: KIND.memory, index }));
}

function globalExports({ globals }: CoreShape): Export[] {
  return globals.flatMap(({ mutable, readable }, index) =>
    mutable && readable ? [{ name: `$g${index}`, kind: KIND.global, index }] : [],
  );
}

function isPresent(present: readonly Export[], { name, kind, index }: Export): boolean {
  const found = present.find((other) => other.name === name);
  if (found === undefined) return false;
  if (found.kind === kind && found.index === index) return true;
  throw new RangeError(`the export name ${name} is taken`);
}

function exportEntry({ name, kind, index }: Export): Uint8Array {
  const bytes = new TextEncoder().encode(name);
  return Uint8Array.of(bytes.length, ...bytes, kind, ...unsignedBytes(index));
}

/** A section of memories or tables with their maxima; undefined when they have them already. */
function limitSizes(
  id: number,
  sizes: readonly Sized[],
  maxima: readonly number[],
): Section | undefined {
  if (sizes.every(({ maximum }, index) => maximum === maxima[index])) return undefined;
  const entries = sizes.map(({ before, minimum }, index) => [
    ...before,
    1,
    ...unsignedBytes(minimum),
    ...unsignedBytes(maxima[index] ?? minimum),
  ]);
  return makeSection(id, Uint8Array.from([...unsignedBytes(sizes.length), ...entries.flat()]));
}
