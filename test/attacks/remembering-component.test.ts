import { describe, expect, it } from 'vitest';
import { handmadeComponentApp } from '../handmade-component.fixture.ts';
import { serveApp } from '../spintape.fixture.ts';
import { request } from '../tool-calls.fixture.ts';

/** A component whose calls trap where an earlier call has left something. */
interface Memento {
  readonly holds: string;
  /** An expression that is not zero, or traps, where an earlier call left something. */
  readonly found: string;
  readonly leaves: string;
}

const MEMENTOS: ReadonlyArray<readonly [name: string, memento: Memento]> = [
  [
    'a memory that it does not export',
    {
      holds: '(memory 1)',
      found: '(i32.load (i32.const 0))',
      leaves: '(i32.store (i32.const 0) (i32.const 1))',
    },
  ],
  [
    'the size of a table',
    {
      holds: '(table 0 funcref)',
      found: '(table.size 0)',
      leaves: '(drop (table.grow (ref.null func) (i32.const 1)))',
    },
  ],
  [
    'an entry of a table',
    {
      holds: '(table 1 funcref) (elem declare func $f)',
      found: '(i32.eqz (ref.is_null (table.get (i32.const 0))))',
      leaves: '(table.set (i32.const 0) (ref.func $f))',
    },
  ],
  [
    'entries of a table that it fills',
    {
      holds: '(table 2 funcref) (elem declare func $f)',
      found: '(i32.eqz (ref.is_null (table.get (i32.const 1))))',
      leaves: '(table.fill (i32.const 0) (ref.func $f) (i32.const 2))',
    },
  ],
  [
    'entries of a table that it copies',
    {
      holds: '(table 2 funcref) (elem (i32.const 0) func $f)',
      found: '(i32.eqz (ref.is_null (table.get (i32.const 1))))',
      leaves: '(table.copy (i32.const 1) (i32.const 0) (i32.const 1))',
    },
  ],
  [
    'entries of a table from a segment',
    {
      holds: '(table 1 funcref) (elem $e func $f)',
      found: '(i32.eqz (ref.is_null (table.get (i32.const 0))))',
      leaves: '(table.init $e (i32.const 0) (i32.const 0) (i32.const 1))',
    },
  ],
  [
    'a dropped segment of data',
    {
      holds: '(memory 1) (data $d "abcd")',
      found:
        '(block (result i32) (memory.init $d (i32.const 0) (i32.const 0) (i32.const 4)) (i32.const 0))',
      leaves: '(data.drop $d)',
    },
  ],
  [
    'a dropped segment of a table',
    {
      holds: '(table 1 funcref) (elem $e func $f)',
      found:
        '(block (result i32) (table.init $e (i32.const 0) (i32.const 0) (i32.const 1)) (i32.const 0))',
      leaves: '(elem.drop $e)',
    },
  ],
  [
    'a global of a type that JavaScript does not have',
    {
      holds: '(global $g (mut v128) (v128.const i32x4 0 0 0 0))',
      found: '(v128.any_true (global.get $g))',
      leaves: '(global.set $g (v128.const i32x4 1 1 1 1))',
    },
  ],
];

function component({ holds, found, leaves }: Memento): string {
  return `(component
    (core module $m ${holds} (func $f)
      (func (export "handle") (if ${found} (then unreachable)) ${leaves}))
    (core instance $i (instantiate $m))
    (func $handle (canon lift (core func $i "handle")))
    (instance $handler (export "handle" (func $handle)))
    (export "wasi:http/incoming-handler@0.2.0" (instance $handler)))`;
}

// Preparing takes seconds, and more on a busy machine.
describe('a component', { timeout: 480_000 }, () => {
  it.each(MEMENTOS)('does not find in a later call what it left in %s', async (_, memento) => {
    const folder = await handmadeComponentApp(component(memento));
    const app = await serveApp(['--app', folder, '--workers', '1']);
    for (const call of [1, 2, 3]) {
      const { body } = await request(`${app.url}/`);
      expect([call, JSON.parse(body).error]).toEqual([
        call,
        'Failed: the component handmade ended without an answer',
      ]);
    }
    await app.end();
  });
});
