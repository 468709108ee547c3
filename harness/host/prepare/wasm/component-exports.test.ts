import { describe, expect, it } from 'vitest';
import { componentExports } from './component-exports.ts';
import { concatBytes, makeSection } from './core-sections.ts';
import { unsignedBytes } from './leb128.ts';
import { component } from './wasm.fixture.ts';

const HEADER = Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 0x0d, 0x00, 0x01, 0x00);

function name(text: string): number[] {
  const bytes = new TextEncoder().encode(text);
  return [...unsignedBytes(bytes.length), ...bytes];
}

function section(id: number, ...contents: number[]): Uint8Array {
  return makeSection(id, Uint8Array.from(contents)).encoded;
}

describe('componentExports', () => {
  it('gives the names that a component exports', () => {
    expect(componentExports(component())).toEqual(['wasi:http/incoming-handler@0.2.0']);
  });

  it('reads all entries of all sections, of every sort and with every kind of type', () => {
    const bytes = concatBytes([
      HEADER,
      // A section whose contents nobody knows yet.
      section(7, 1, 0x43),
      section(
        11,
        ...[3, 0, ...name('core'), 0, 0x11, 3, 0],
        ...[1, ...name('typed'), 5, 0x80, 1, 1, 5, 4],
        ...[2, ...name('wasi:a/b@1'), ...name('.2.3'), 3, 0, 1, 3, 0, 7],
      ),
      section(11, 1, 0, ...name('last'), 1, 0, 0),
    ]);
    expect(componentExports(bytes)).toEqual(['core', 'typed', 'wasi:a/b@1', 'last']);
  });

  it('gives the names before the place where the bytes end or cannot be read', () => {
    const whole = section(11, 2, 0, ...name('first'), 5, 0, 0, 0, ...name('second'), 5, 1, 0);
    expect(componentExports(concatBytes([HEADER, whole.subarray(0, 14)]))).toEqual(['first']);
    expect(componentExports(HEADER)).toEqual([]);
    expect(componentExports(concatBytes([HEADER, Uint8Array.of(11, 0xff)]))).toEqual([]);
  });
});
