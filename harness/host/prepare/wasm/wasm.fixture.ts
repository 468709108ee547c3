import { concatBytes, makeSection, SECTION, writeSections } from './core-sections.ts';
import { unsignedBytes } from './leb128.ts';

/** A global of a hand-made module. */
export interface GlobalShape {
  readonly type: 'i32' | 'i64' | 'f32' | 'f64' | 'funcref' | 'externref';
  readonly mutable: boolean;
}

/** A core module as tests describe it; its exports are globals, by name and index. */
export interface ModuleShape {
  readonly imported?: readonly GlobalShape[];
  readonly defined?: readonly GlobalShape[];
  readonly memory?: { readonly minimum: number; readonly maximum?: number };
  readonly exported?: readonly (readonly [name: string, global: number])[];
  /** Whether it exports a function `handle` that does nothing. */
  readonly handler?: boolean;
  /** The payload of a custom section at the end. */
  readonly custom?: Uint8Array;
}

const TYPES: Record<GlobalShape['type'], { code: number; initial: number[] }> = {
  i32: { code: 0x7f, initial: [0x41, 0x07] },
  i64: { code: 0x7e, initial: [0x42, 0x80, 0x7f] },
  f32: { code: 0x7d, initial: [0x43, 0, 0, 0x0b, 0x0b] },
  f64: { code: 0x7c, initial: [0x44, 0, 0, 0, 0, 0x0b, 0, 0, 0x0b] },
  funcref: { code: 0x70, initial: [0xd0, 0x70] },
  externref: { code: 0x6f, initial: [0xd0, 0x6f] },
};

/** Builds a core module; its globals are imported from `host` as `0`, `1`, ... */
export function coreModule(shape: ModuleShape): Uint8Array {
  const { imported = [], defined = [], memory, exported = [], handler = false, custom } = shape;
  const imports = imported.map((global, index) => [
    ...name('host'),
    ...name(String(index)),
    3,
    ...globalType(global),
  ]);
  const globals = defined.map((global) => [
    ...globalType(global),
    ...TYPES[global.type].initial,
    0x0b,
  ]);
  const exports = exported.map(([text, index]) => [...name(text), 3, ...unsignedBytes(index)]);
  if (handler) exports.push([...name('handle'), 0, 0]);
  const always = handler ? [[]] : [];
  return writeSections([
    ...vectorSection(
      1,
      always.map(() => [0x60, 0, 0]),
    ),
    ...vectorSection(SECTION.import, imports),
    ...vectorSection(
      3,
      always.map(() => [0]),
    ),
    ...vectorSection(SECTION.memory, memory ? [limits(memory)] : []),
    ...vectorSection(SECTION.global, globals),
    ...vectorSection(SECTION.export, exports),
    ...vectorSection(
      10,
      always.map(() => [2, 0, 0x0b]),
    ),
    ...(custom ? [makeSection(0, Uint8Array.from([...name('note'), ...custom]))] : []),
  ]);
}

/**
 * A component that holds one core module, and exports a `wasi:http/incoming-handler`, or another
 * interface, whose only function takes and returns nothing: enough for jco, and 10,000 times
 * smaller than a component of the Spin SDK.
 */
export function component(
  shape: ModuleShape = {},
  exported = 'wasi:http/incoming-handler@0.2.0',
): Uint8Array {
  const section = (id: number, ...contents: number[]) =>
    makeSection(id, Uint8Array.from(contents)).encoded;
  return concatBytes([
    Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 0x0d, 0x00, 0x01, 0x00),
    makeSection(1, coreModule({ ...shape, handler: true })).encoded,
    // core instance 0 = instantiate core module 0
    section(2, 1, 0, 0, 0),
    // core function 0 = its export `handle`
    section(6, 1, 0, 0, 1, 0, ...name('handle')),
    // type 0 = func()
    section(7, 1, 0x40, 0, 1, 0),
    // function 0 = lift core function 0 as type 0
    section(8, 1, 0, 0, 0, 0, 0),
    // instance 0 = { handle: function 0 }
    section(5, 1, 1, 1, 0, ...name('handle'), 1, 0),
    section(11, 1, 0, ...name(exported), 5, 0, 0),
  ]);
}

function name(text: string): number[] {
  const bytes = new TextEncoder().encode(text);
  return [...unsignedBytes(bytes.length), ...bytes];
}

function globalType({ type, mutable }: GlobalShape): number[] {
  return [TYPES[type].code, mutable ? 1 : 0];
}

function limits({ minimum, maximum }: { minimum: number; maximum?: number }): number[] {
  if (maximum === undefined) return [0, ...unsignedBytes(minimum)];
  return [1, ...unsignedBytes(minimum), ...unsignedBytes(maximum)];
}

function vectorSection(id: number, entries: readonly number[][]) {
  if (entries.length === 0) return [];
  return [makeSection(id, Uint8Array.from([...unsignedBytes(entries.length), ...entries.flat()]))];
}
