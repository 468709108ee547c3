import { handmadeApp } from './handmade-component.fixture.ts';

/**
 * A module that counts its calls in the size of a table and answers with the count as its status,
 * from 201 on. A kept instance gets its memories and globals back for the next call, and its tables
 * cannot be shrunk: so it keeps state that no component should keep.
 */
const MODULE = `(module
  (import "wasi:http/types@0.2.0" "[constructor]fields" (func $fields (result i32)))
  (import "wasi:http/types@0.2.0" "[constructor]outgoing-response"
    (func $response (param i32) (result i32)))
  (import "wasi:http/types@0.2.0" "[method]outgoing-response.set-status-code"
    (func $status (param i32 i32) (result i32)))
  (import "wasi:http/types@0.2.0" "[static]response-outparam.set"
    (func $set (param i32 i32 i32 i32 i64 i32 i32 i32 i32)))
  (memory (export "memory") 1)
  (table $calls 0 300 funcref)
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32) unreachable)
  (func (export "wasi:http/incoming-handler@0.2.0#handle") (param $request i32) (param $out i32)
    (local $answer i32)
    (drop (table.grow $calls (ref.null func) (i32.const 1)))
    (local.set $answer (call $response (call $fields)))
    (drop (call $status (local.get $answer) (i32.add (i32.const 200) (table.size $calls))))
    (call $set (local.get $out) (i32.const 0) (local.get $answer)
      (i32.const 0) (i64.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0))))`;

/** Makes an app of the module in a new folder, and gives the folder. */
export function rememberingApp(): Promise<string> {
  return handmadeApp(MODULE);
}
