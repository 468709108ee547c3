import { readUnsigned, unsignedBytes } from './leb128.ts';

/** The section ids of the Wasm core specification (5.5.2) that this folder reads or writes. */
export const SECTION = { import: 2, table: 4, memory: 5, global: 6, export: 7, code: 10 } as const;

/** One section of a core module: its id, and its contents without id and size. */
export interface Section {
  readonly id: number;
  readonly contents: Uint8Array;
  /** The section as in the file, with its id and size. */
  readonly encoded: Uint8Array;
}

const CORE_MODULE_HEADER = Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00);

/**
 * Splits a core module into its sections, in file order, custom sections included. The sections
 * share the bytes of the module.
 *
 * @throws RangeError when the bytes are not a core module or a section leaves the file.
 */
export function readSections(module: Uint8Array): Section[] {
  if (!CORE_MODULE_HEADER.every((byte, index) => module[index] === byte)) {
    throw new RangeError('the bytes do not begin with the header of a core module');
  }
  const sections: Section[] = [];
  for (let at = CORE_MODULE_HEADER.length; at < module.length; ) {
    const size = readUnsigned(module, at + 1);
    const end = size.next + size.value;
    if (end > module.length) throw new RangeError(`the section at ${at} leaves the file`);
    sections.push({
      id: module[at] ?? 0,
      contents: module.subarray(size.next, end),
      encoded: module.subarray(at, end),
    });
    at = end;
  }
  return sections;
}

/** Makes a section from its id and contents. */
export function makeSection(id: number, contents: Uint8Array): Section {
  const encoded = concatBytes([Uint8Array.of(id, ...unsignedBytes(contents.length)), contents]);
  return { id, contents, encoded };
}

/** The inverse of {@link readSections}. */
export function writeSections(sections: readonly Section[]): Uint8Array {
  return concatBytes([CORE_MODULE_HEADER, ...sections.map((section) => section.encoded)]);
}

/**
 * Inserts or replaces a section, in the order that the specification requires for known sections.
 */
export function withSection(sections: readonly Section[], section: Section): Section[] {
  const present = sections.findIndex(({ id }) => id === section.id);
  if (present >= 0) return sections.map((other, index) => (index === present ? section : other));
  const place = sections.findIndex(({ id }) => orderOf(id) > orderOf(section.id));
  const before = place < 0 ? sections : sections.slice(0, place);
  return [...before, section, ...(place < 0 ? [] : sections.slice(place))];
}

/** Joins byte strings into a new one. */
export function concatBytes(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

// The tag section (13) is between memory (5) and global (6), and the data count section (12) before
// code (10); every other section is ordered by its id. Custom sections (0) may be anywhere.
function orderOf(id: number): number {
  if (id === 13) return 5.5;
  if (id === 12) return 9.5;
  return id;
}
