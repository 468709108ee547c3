import {
  copyFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HarnessError } from '../../errors.ts';
import { sealedGlue } from '../embedded/sealed-glue.ts';
import { isPrepared, loadPrepared, type PreparedComponent } from './load-prepared.ts';
import { prepareComponent } from './prepare-component.ts';
import { digestOf } from './prepared-files.ts';
import { PREPARED_BY } from './prepared-record.ts';
import { component, coreModule } from './wasm/wasm.fixture.ts';

const FIRST = component({ memory: { minimum: 1 } });
const SECOND = component({ memory: { minimum: 2 } });

let folder: string;
let wasmPath: string;
let cacheDirectory: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'spintape-prepare-'));
  wasmPath = join(folder, 'tool.wasm');
  cacheDirectory = join(folder, 'cache');
  await writeFile(wasmPath, FIRST);
});

afterEach(() => rm(folder, { recursive: true }));

function prepareNextTo(bytes: Uint8Array) {
  const output = join(folder, 'tool.prepared');
  return prepareComponent({ wasmPath, component: bytes, folder: output });
}

/** A component with `async func()`, a type that the component format did not have in WASI 0.2. */
function withAsynchronousType(exported: string): Uint8Array {
  const whole = component({}, exported);
  const type = Uint8Array.of(7, 5, 1, 0x43, 0, 1, 0);
  return Uint8Array.from([...whole.subarray(0, 8), ...type, ...whole.subarray(8)]);
}

const GLUE_CORE = 'glue.core.wasm';

/** The prepared form that must come from the cache. */
async function cached(bytes: Uint8Array): Promise<PreparedComponent> {
  const digest = digestOf(bytes);
  const entry = entryOf(bytes);
  return {
    source: wasmPath,
    digest,
    glue: await readFile(join(entry, 'glue.mjs'), 'utf8'),
    cores: [{ name: GLUE_CORE, bytes: new Uint8Array(await readFile(join(entry, GLUE_CORE))) }],
    imports: [],
    memoryPages: 4096,
    resettable: true,
    buildKey: `sha256:${digest}`,
  };
}

function entryOf(bytes: Uint8Array): string {
  return join(cacheDirectory, `${digestOf(bytes)}-${PREPARED_BY}`);
}

function failure(action: Promise<unknown>): Promise<HarnessError> {
  return action.then(
    () => expect.fail('nothing was thrown'),
    (error: HarnessError) => error,
  );
}

describe('loadPrepared', () => {
  it('neither reads nor changes files next to the component', async () => {
    await prepareNextTo(SECOND);
    await prepareNextTo(FIRST);
    const glue = join(folder, 'tool.prepared/glue.mjs');
    await writeFile(glue, 'planted');
    const prepared = await loadPrepared(wasmPath, { cacheDirectory });
    expect(prepared).toEqual(await cached(FIRST));
    expect(prepared.glue).toMatch(/^export function instantiate\(/);
    expect(await readFile(glue, 'utf8')).toBe('planted');
  });

  it('prepares another component with the same name, size and time', async () => {
    const other = component({ memory: { minimum: 3 } });
    const time = Date.now() / 1000 - 60;
    await utimes(wasmPath, time, time);
    await loadPrepared(wasmPath, { cacheDirectory });
    await writeFile(wasmPath, other);
    await utimes(wasmPath, time, time);
    expect(other.length).toBe(FIRST.length);
    expect(await loadPrepared(wasmPath, { cacheDirectory })).toEqual(await cached(other));
  });

  it('prepares a component once, and says when it has', async () => {
    expect(await isPrepared(wasmPath, { cacheDirectory })).toBe(false);
    expect(await loadPrepared(wasmPath, { cacheDirectory })).toEqual(await cached(FIRST));
    expect(await isPrepared(wasmPath, { cacheDirectory })).toBe(true);
    const { mtimeMs } = await stat(join(entryOf(FIRST), 'glue.mjs'));
    await loadPrepared(wasmPath, { cacheDirectory });
    expect((await stat(join(entryOf(FIRST), 'glue.mjs'))).mtimeMs).toBe(mtimeMs);
  });

  it.each(['glue.mjs', GLUE_CORE, 'prepared.json'])(
    'replaces an entry whose %s was changed or is gone',
    async (name) => {
      await loadPrepared(wasmPath, { cacheDirectory });
      const path = join(entryOf(FIRST), name);
      const whole = await readFile(path);
      for (const spoil of [() => writeFile(path, whole.subarray(1)), () => rm(path)]) {
        await spoil();
        expect(await loadPrepared(wasmPath, { cacheDirectory })).toEqual(await cached(FIRST));
        expect(await readFile(path)).toEqual(whole);
      }
    },
  );

  it.each([
    ['of another format', '"format": 3', '"format": 2'],
    ['whose files are elsewhere', '"name": "glue.mjs"', '"name": "../glue.mjs"'],
  ])('ignores an entry %s', async (_, before, after) => {
    await loadPrepared(wasmPath, { cacheDirectory });
    const path = join(entryOf(FIRST), 'prepared.json');
    const text = await readFile(path, 'utf8');
    expect(text).toContain(before);
    await writeFile(path, text.replace(before, after));
    await writeFile(join(cacheDirectory, 'glue.mjs'), 'planted');
    expect(await loadPrepared(wasmPath, { cacheDirectory })).toEqual(await cached(FIRST));
  });

  it('ignores build keys in the cache', async () => {
    const { digest } = await loadPrepared(wasmPath, { cacheDirectory });
    const path = join(entryOf(FIRST), 'prepared.json');
    const record = JSON.parse(await readFile(path, 'utf8'));
    await writeFile(path, JSON.stringify({ ...record, buildKey: '033734009286b283' }));
    const { buildKey } = await loadPrepared(wasmPath, { cacheDirectory });
    expect(buildKey).toBe(`sha256:${digest}`);
  });

  it('lets several processes prepare the same component at once', async () => {
    const both = [wasmPath, join(folder, 'copy.wasm')];
    await copyFile(wasmPath, join(folder, 'copy.wasm'));
    const all = await Promise.all(
      [...both, ...both, ...both].map((path) => loadPrepared(path, { cacheDirectory })),
    );
    expect(new Set(all.map(({ glue }) => glue)).size).toBe(1);
    expect(await readdir(cacheDirectory)).toEqual([basename(entryOf(FIRST))]);
    const files = ['glue.core.wasm', 'glue.mjs', 'prepared.json', 'used-for'];
    expect(await readdir(entryOf(FIRST))).toEqual(files);
  });

  it('makes glue that instantiates the rewritten modules', async () => {
    await writeFile(wasmPath, component({ defined: [{ type: 'i32', mutable: true }] }));
    const { glue, cores } = await loadPrepared(wasmPath, { cacheDirectory });
    const asked: string[] = [];
    const modules = await Promise.all(
      cores.map(({ bytes }) => WebAssembly.compile(bytes as Uint8Array<ArrayBuffer>)),
    );
    const instances = modules.map((module) => new WebAssembly.Instance(module));
    sealedGlue(glue)(
      (name) => {
        asked.push(name);
        return modules[asked.length - 1] ?? expect.fail(name);
      },
      {},
      () => instances[0] ?? expect.fail('no instance'),
    );
    expect(asked).toEqual(cores.map(({ name }) => name));
    expect(WebAssembly.Module.exports(modules[0] ?? expect.fail('no module'))).toEqual([
      { name: 'handle', kind: 'function' },
      { name: '$g0', kind: 'global' },
    ]);
  });

  it('says to build when the component is missing', async () => {
    const error = await failure(loadPrepared(join(folder, 'none.wasm')));
    expect(error).toMatchObject({ code: 'not-found', file: join(folder, 'none.wasm') });
    expect(error.message).toBe(
      `${join(folder, 'none.wasm')}: Failed to load the component: the file is missing. ` +
        'Build the app first: `npm run build`, or `spin build` for an app of your own.',
    );
  });

  it('names the command that builds the test apps where one of them is missing', async () => {
    const error = await failure(loadPrepared(join(folder, 'test-apps/a/none.wasm')));
    expect(error.next).toBe('Build the test apps first: `npm run build:test-apps`.');
  });

  it('says when the component is a folder', async () => {
    await mkdir(join(folder, 'dir.wasm'));
    const error = await failure(loadPrepared(join(folder, 'dir.wasm')));
    expect(error.code).toBe('unreadable');
    expect(error.problem).toBe('Failed to load the component: it is not a file');
  });

  it.each([
    ['it is not WebAssembly', new TextEncoder().encode('hello, world')],
    ['it is not WebAssembly', new Uint8Array()],
    ['it is a core module, and does not describe a component', coreModule({})],
    ['its version 0e000100 is unknown', Uint8Array.of(0, 0x61, 0x73, 0x6d, 0x0e, 0, 1, 0)],
    [
      'failed to extract interface information from component ' +
        'Caused by: unexpected end-of-file (at offset 0x67)',
      FIRST.subarray(0, -1),
    ],
    ['it exports no wasi:http/incoming-handler@0.2', component({}, 'wasi:cli/run@0.2.0')],
    [
      'its memory starts with 5000 pages, and the limit is 4096',
      component({ memory: { minimum: 5000 } }),
    ],
  ])('refuses a file because %s', async (reason, bytes) => {
    await writeFile(wasmPath, bytes);
    const error = await failure(loadPrepared(wasmPath, { cacheDirectory }));
    expect(error.code).toBe('component-invalid');
    expect(error.message).toBe(
      `${wasmPath}: Failed to prepare the component: ${reason}. ` +
        'Build it as a wasi:http 0.2 component, and point `source` in spin.toml at it.',
    );
  });

  it.each([
    ['exports wasi:http/handler@0.3.0', component({}, 'wasi:http/handler@0.3.0')],
    [
      'exports wasi:http/handler@0.3.0-rc-2026-03-15',
      withAsynchronousType('wasi:http/handler@0.3.0-rc-2026-03-15'),
    ],
    [
      'has a part that WASI 0.2 lacks (failed to extract interface information from component ' +
        'Caused by: invalid leading byte (0x43) for component defined type (at offset 0xb))',
      withAsynchronousType('a:b/c'),
    ],
  ])('names the SDKs to use instead for a component that %s', async (reason, bytes) => {
    await writeFile(wasmPath, bytes);
    const error = await failure(loadPrepared(wasmPath, { cacheDirectory }));
    expect(error.code).toBe('component-invalid');
    expect(error.message).toBe(
      `${wasmPath}: Failed to prepare the component: it ${reason}, so it is a component of WASI ` +
        '0.3, which is not supported yet. Build it with an SDK for wasi:http 0.2: spin-sdk 5 for ' +
        'Rust, spin-sdk 3.4.1 with componentize-py 0.17.2 for Python, @spinframework/build-tools ' +
        '1 for JavaScript; see docs/spin.md.',
    );
  });

  it('says which folder cannot be written', async () => {
    await writeFile(cacheDirectory, 'a file, not a folder');
    const error = await failure(loadPrepared(wasmPath, { cacheDirectory }));
    expect(error.code).toBe('unreadable');
    expect(error.message).toBe(
      `${cacheDirectory}: Failed to use the folder for prepared components: it is a file. ` +
        'Remove it, or name a cache folder that only you can write in XDG_CACHE_HOME.',
    );
  });
});

describe('prepareComponent', () => {
  it('replaces an older folder whole', async () => {
    await prepareNextTo(FIRST);
    await writeFile(join(folder, 'tool.prepared/stray'), '');
    const { record } = await prepareNextTo(SECOND);
    expect(record.digest).toBe(digestOf(SECOND));
    expect(await readdir(join(folder, 'tool.prepared'))).toEqual([
      'glue.core.wasm',
      'glue.mjs',
      'prepared.json',
    ]);
    expect(await readdir(folder)).toEqual(['tool.prepared', 'tool.wasm']);
  });
});
