import { readFile } from 'node:fs/promises';
import { parse } from '@bytecodealliance/jco';
import { describe, expect, it } from 'vitest';
import { isResettable } from './is-resettable.ts';

/** A function with each kind of immediates: a misread one would make the rest unreadable. */
const ALL_KINDS = `
  (block $b (loop (if (i32.const -1) (then (nop)) (else (br $b)))))
  (drop (block (result i32) (i32.const 5)))
  (i32.const 1) (i32.const 2) (block (type $binary) (i32.add)) (drop)
  (block $x (block $y (br_table $x $y $x (i32.const 1))))
  (drop (select (result funcref) (ref.null func) (ref.func $f) (i32.const 1)))
  (call_indirect $t (i32.const 0))
  (drop (table.get $t (i32.const 0)))
  (drop (table.size $t))
  (drop (i64.add (i64.const 0x7fffffffffffffff) (i64.load offset=300000 align=4 (i32.const 0))))
  (drop (f32.add (f32.const 1) (f32.load (i32.const 0))))
  (drop (f64.add (f64.const 1) (f64.convert_i32_s (i32.const 1))))
  (drop (i32.trunc_sat_f32_s (f32.const 1)))
  (memory.init $d (i32.const 0) (i32.const 0) (i32.const 1))
  (memory.copy (i32.const 0) (i32.const 1) (i32.const 1))
  (memory.fill (i32.const 0) (i32.const 1) (i32.const 1))
  (drop (memory.grow (i32.const 1)))
  (drop (i8x16.shuffle 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15
    (v128.const i32x4 0 0 0 0) (v128.load (i32.const 0))))
  (drop (i8x16.extract_lane_s 3 (v128.const i32x4 0 0 0 0)))
  (v128.store8_lane 4 (i32.const 0) (v128.const i32x4 0 0 0 0))
  (drop (v128.load32_zero (i32.const 0)))
  (drop (i32x4.add (v128.const i32x4 0 0 0 0) (v128.const i32x4 0 0 0 0)))`;

function module(last: string): Promise<Uint8Array> {
  return parse(`(module
    (type $binary (func (param i32 i32) (result i32)))
    (func $f)
    (table $t 2 funcref) (memory 1) (data $d "a") (elem $e func $f)
    (global (mut i64) (i64.const 1))
    (func (local i32 i64) (local funcref) ${ALL_KINDS}
      ${last}))`);
}

describe('isResettable', () => {
  it('accepts instructions of every kind', async () => {
    expect(isResettable(await module(''))).toBe(true);
  });

  it.each([
    '(table.set $t (i32.const 0) (ref.null func))',
    '(drop (table.grow $t (ref.null func) (i32.const 1)))',
    '(table.fill $t (i32.const 0) (ref.null func) (i32.const 1))',
    '(table.copy $t $t (i32.const 0) (i32.const 1) (i32.const 1))',
    '(table.init $t $e (i32.const 0) (i32.const 0) (i32.const 1))',
    '(elem.drop $e)',
    '(data.drop $d)',
  ])('finds an instruction that a reset cannot undo: %s', async (last) => {
    expect(isResettable(await module(last))).toBe(false);
  });

  it('rejects a module with an unknown instruction', async () => {
    const bytes = await module('(drop (ref.null func))');
    const at = bytes.lastIndexOf(0xd0);
    bytes[at] = 0xfb;
    expect(isResettable(bytes)).toBe(false);
  });

  it('reads a module of 8 MB to its end', async () => {
    const path = '@bytecodealliance/jco/obj/js-component-bindgen-component.core.wasm';
    const bytes = await readFile(new URL(`../../../../node_modules/${path}`, import.meta.url));
    expect(isResettable(bytes)).toBe(true);
  });
});
