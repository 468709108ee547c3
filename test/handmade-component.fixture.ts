import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { componentEmbed, componentNew, parse } from '@bytecodealliance/jco';
import { projectRoot } from './spintape.fixture.ts';
import { temporaryFolder } from './temporary-folder.fixture.ts';

const WORLD = `package tests:handmade;
world handmade {
  import wasi:io/streams@0.2.0;
  import wasi:http/types@0.2.0;
  export wasi:http/incoming-handler@0.2.0;
}
`;

const MANIFEST = `spin_manifest_version = 2

[application]
name = "handmade"

[[trigger.http]]
route = "/..."
component = "handmade"

[component.handmade]
source = "handmade.wasm"
`;

/**
 * A core module, as WebAssembly text, that answers with a status.
 *
 * @param status an expression that gives the status
 * @param has what else the module holds
 */
export function answeringModule(status: string, has = ''): string {
  return `(module
  (import "wasi:http/types@0.2.0" "[constructor]fields" (func $fields (result i32)))
  (import "wasi:http/types@0.2.0" "[constructor]outgoing-response"
    (func $response (param i32) (result i32)))
  (import "wasi:http/types@0.2.0" "[method]outgoing-response.set-status-code"
    (func $status (param i32 i32) (result i32)))
  (import "wasi:http/types@0.2.0" "[static]response-outparam.set"
    (func $set (param i32 i32 i32 i32 i64 i32 i32 i32 i32)))
  (memory (export "memory") 1)
  ${has}
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32) unreachable)
  (func (export "wasi:http/incoming-handler@0.2.0#handle") (param $request i32) (param $out i32)
    (local $answer i32)
    (local.set $answer (call $response (call $fields)))
    (drop (call $status (local.get $answer) ${status}))
    (call $set (local.get $out) (i32.const 0) (local.get $answer)
      (i32.const 0) (i64.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0))))`;
}

/** Makes an app in a new folder, as {@link handmadeApp} does, of a component in its text form. */
export async function handmadeComponentApp(component: string): Promise<string> {
  return appOf(await parse(component));
}

/**
 * Makes an app in a new folder, and gives the folder. Its one component handles all paths.
 *
 * @param module a core module as WebAssembly text, which exports the handler of wasi:http
 */
export async function handmadeApp(module: string): Promise<string> {
  return appOf(await componentNew(await describedModule(module), []));
}

/**
 * Makes an app in a new folder, as {@link handmadeApp} does, but leaves the core module as it is,
 * with the description of its component, as compilers for wasm32-wasip1 do.
 */
export async function handmadeModuleApp(module: string): Promise<string> {
  return appOf(await describedModule(module));
}

function appOf(wasm: Uint8Array): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'handmade.wasm'), wasm);
  writeFileSync(join(folder, 'spin.toml'), MANIFEST);
  return folder;
}

async function describedModule(module: string): Promise<Uint8Array> {
  const witPath = join(temporaryFolder(), 'wit');
  for (const name of ['http', 'io', 'clocks', 'random', 'cli', 'filesystem', 'sockets']) {
    const source = `node_modules/@fermyon/spin-sdk/bin/wit/deps/${name}`;
    cpSync(join(projectRoot, source), join(witPath, 'deps', name), { recursive: true });
  }
  writeFileSync(join(witPath, 'world.wit'), WORLD);
  const binary = await parse(module);
  return await componentEmbed({ binary, witPath, worldName: 'handmade' });
}
