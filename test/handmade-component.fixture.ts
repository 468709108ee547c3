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
 * Makes an app in a new folder, and gives the folder. Its one component handles all paths.
 *
 * @param module a core module as WebAssembly text, which exports the handler of wasi:http
 */
export async function handmadeApp(module: string): Promise<string> {
  const folder = temporaryFolder();
  const witPath = join(folder, 'wit');
  for (const name of ['http', 'io', 'clocks', 'random', 'cli', 'filesystem', 'sockets']) {
    const source = `node_modules/@fermyon/spin-sdk/bin/wit/deps/${name}`;
    cpSync(join(projectRoot, source), join(witPath, 'deps', name), { recursive: true });
  }
  writeFileSync(join(witPath, 'world.wit'), WORLD);
  const binary = await parse(module);
  const embedded = await componentEmbed({ binary, witPath, worldName: 'handmade' });
  writeFileSync(join(folder, 'handmade.wasm'), await componentNew(embedded, []));
  writeFileSync(join(folder, 'spin.toml'), MANIFEST);
  return folder;
}
