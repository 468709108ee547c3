import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadPrepared } from '../harness/host/prepare/load-prepared.ts';
import { PREPARED_BY, RECORD_FILE } from '../harness/host/prepare/prepared-record.ts';
import { answeringModule, handmadeApp } from './handmade-component.fixture.ts';
import { temporaryFolder } from './temporary-folder.fixture.ts';

/**
 * A module that counts its calls in the size of a table and answers with the count as its status,
 * from 201 on. In a new instance for each call, which it gets for what it does to its table, the
 * answer is always 201.
 */
const MODULE = answeringModule(
  `(block (result i32)
    (drop (table.grow $calls (ref.null func) (i32.const 1)))
    (i32.add (i32.const 200) (table.size $calls)))`,
  '(table $calls 0 300 funcref)',
);

/** Makes an app of the module in a new folder, and gives the folder. */
export function countingApp(): Promise<string> {
  return handmadeApp(MODULE);
}

/** An app that remembers its calls, and the environment in which it does. */
export interface RememberingApp {
  readonly app: string;
  readonly env: { readonly XDG_CACHE_HOME: string };
}

/**
 * The same app with a cache that lets its instances be kept, as if the harness did not know that a
 * table can change: so it remembers what no component should.
 */
export async function rememberingApp(): Promise<RememberingApp> {
  const app = await countingApp();
  const home = temporaryFolder();
  const cacheDirectory = join(home, 'spintape');
  const { digest } = await loadPrepared(join(app, 'handmade.wasm'), { cacheDirectory });
  const path = join(cacheDirectory, `${digest}-${PREPARED_BY}`, RECORD_FILE);
  const record = JSON.parse(readFileSync(path, 'utf8'));
  writeFileSync(path, JSON.stringify({ ...record, resettable: true }));
  return { app, env: { XDG_CACHE_HOME: home } };
}
