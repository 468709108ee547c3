import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSections, SECTION } from './core-sections.ts';
import { rewriteCores } from './rewrite-cores.ts';
import { coreModule, type GlobalShape, type ModuleShape } from './wasm.fixture.ts';

/** Rewrites a module as the only one of its component. */
function rewriteCore(bytes: Uint8Array, memoryPages = 16): Uint8Array {
  const [core] = rewriteCores(
    { glue: '', cores: [{ name: 'glue.core.wasm', bytes }] },
    { memoryPages },
  );
  return core?.bytes ?? expect.fail('the module is gone');
}

function memorySection(module: Uint8Array): Uint8Array | undefined {
  return readSections(module).find(({ id }) => id === SECTION.memory)?.contents;
}

const globals = fc.array(
  fc.record<GlobalShape>({
    type: fc.constantFrom('i32', 'i64', 'f32', 'f64', 'funcref', 'externref'),
    mutable: fc.boolean(),
  }),
  // More than 127 globals need an index of two bytes.
  { maxLength: 150 },
);

const memories = fc
  .tuple(fc.nat({ max: 16 }), fc.option(fc.nat({ max: 40 }), { nil: undefined }))
  .map(([minimum, more]) =>
    more === undefined ? { minimum } : { minimum, maximum: minimum + more },
  );

const modules = fc
  .record({
    imported: globals,
    defined: globals,
    memory: fc.option(memories, { nil: undefined }),
    custom: fc.option(fc.uint8Array(), { nil: undefined }),
    names: fc.uniqueArray(fc.string({ unit: 'grapheme' }).filter((name) => !/^\$g/.test(name))),
    picks: fc.infiniteStream(fc.nat()),
  })
  .map(({ names, picks, imported, defined, memory, custom }): ModuleShape => {
    const count = imported.length + defined.length;
    const exported = names.map((name) => [name, picks.next().value % count] as const);
    return {
      imported,
      defined,
      exported: count === 0 ? [] : exported,
      ...(memory && { memory }),
      ...(custom && { custom }),
    };
  });

describe('rewriteCore', () => {
  it('exports all memories and mutable globals, after the existing exports', async () => {
    await fc.assert(
      fc.asyncProperty(modules, async (shape) => {
        const rewritten = await WebAssembly.compile(rewriteCore(coreModule(shape)));
        const all = [...(shape.imported ?? []), ...(shape.defined ?? [])];
        const mutable = all.flatMap((global, index) => (global.mutable ? [`$g${index}`] : []));
        const names = [...(shape.exported ?? []).map(([name]) => name), ...mutable];
        const exports = WebAssembly.Module.exports(rewritten);
        expect(exports.filter(({ kind }) => kind === 'global')).toEqual(
          names.map((name) => ({ name, kind: 'global' })),
        );
        expect(exports.filter(({ kind }) => kind === 'memory')).toEqual(
          shape.memory ? [{ name: '$m0', kind: 'memory' }] : [],
        );
      }),
    );
  });

  it('leaves every section but exports and memory as it is', () => {
    fc.assert(
      fc.property(modules, (shape) => {
        const others = (module: Uint8Array) =>
          readSections(module)
            .filter(({ id }) => id !== SECTION.export && id !== SECTION.memory)
            .map(({ encoded }) => encoded);
        const module = coreModule(shape);
        expect(others(rewriteCore(module))).toEqual(others(module));
      }),
    );
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(modules, (shape) => {
        const once = rewriteCore(coreModule(shape));
        expect(rewriteCore(once)).toEqual(once);
      }),
    );
  });

  it('makes the exported globals those of the instance', async () => {
    const module = coreModule({
      imported: [{ type: 'i64', mutable: true }],
      defined: [
        { type: 'i32', mutable: false },
        { type: 'i32', mutable: true },
      ],
    });
    const imported = new WebAssembly.Global({ value: 'i64', mutable: true }, 5n);
    const { exports } = new WebAssembly.Instance(await WebAssembly.compile(rewriteCore(module)), {
      host: { 0: imported },
    });
    expect(exports['$g0']).toBe(imported);
    expect(Object.keys(exports)).toEqual(['$g0', '$g2']);
    expect((exports['$g2'] as WebAssembly.Global).value).toBe(7);
  });

  it.each([
    ['no maximum', { minimum: 2 }, { minimum: 2, maximum: 16 }],
    ['a higher one', { minimum: 2, maximum: 17 }, { minimum: 2, maximum: 16 }],
    ['a lower one', { minimum: 2, maximum: 3 }, { minimum: 2, maximum: 3 }],
  ])('bounds a memory that has %s', (_, memory, bounded) => {
    expect(memorySection(rewriteCore(coreModule({ memory })))).toEqual(
      memorySection(coreModule({ memory: bounded })),
    );
  });

  it('refuses a memory that starts above the limit', () => {
    expect(() => rewriteCore(coreModule({ memory: { minimum: 17 } }))).toThrow(
      new RangeError('its memory starts with 17 pages, and the limit is 16'),
    );
  });

  it('refuses a module that exports something else by the name of a global', () => {
    const module = coreModule({
      defined: [
        { type: 'i32', mutable: true },
        { type: 'i32', mutable: true },
      ],
      exported: [['$g1', 0]],
    });
    expect(() => rewriteCore(module)).toThrow(new RangeError('the export name $g1 is taken'));
  });

  it('refuses bytes that are not a core module, and a module that is cut off', () => {
    expect(() => rewriteCore(new TextEncoder().encode('(module)'))).toThrow(
      new RangeError('the bytes do not begin with the header of a core module'),
    );
    const module = coreModule({ memory: { minimum: 1 } });
    expect(() => rewriteCore(module.subarray(0, -1))).toThrow(
      new RangeError('the section at 8 leaves the file'),
    );
  });

  it('rewrites a real module of 8 MB, which V8 then accepts', async () => {
    const path = '@bytecodealliance/jco/obj/js-component-bindgen-component.core.wasm';
    const module = await readFile(new URL(`../../../../node_modules/${path}`, import.meta.url));
    const rewritten = rewriteCore(module, 4096);
    const names = async (bytes: Uint8Array) =>
      WebAssembly.Module.exports(await WebAssembly.compile(bytes)).map(({ name }) => name);
    expect(await names(rewritten)).toEqual([...(await names(module)), '$g0']);
    // Not toBe(rewritten): printing the difference of 8 MB would take a minute.
    expect(rewriteCore(rewritten, 4096) === rewritten).toBe(true);
  });
});
