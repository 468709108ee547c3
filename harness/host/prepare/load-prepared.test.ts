import {
  copyFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HarnessError } from '../../errors.ts';
import { findPrepared, loadPrepared, type PreparedComponent } from './load-prepared.ts';
import { digestOf, prepareComponent } from './prepare-component.ts';
import { component, coreModule } from './wasm.fixture.ts';

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

function prepareBeside(bytes: Uint8Array) {
  const beside = join(folder, 'tool.prepared');
  return prepareComponent({ wasmPath, component: bytes, folder: beside, buildKey: 'key' });
}

function preparedIn(place: string, bytes: Uint8Array, buildKey: string): PreparedComponent {
  return {
    source: wasmPath,
    digest: digestOf(bytes),
    gluePath: join(place, 'glue.mjs'),
    cores: [{ name: 'glue.core.wasm', path: join(place, 'glue.core.wasm') }],
    imports: [],
    memoryPages: 4096,
    buildKey,
  };
}

function cached(bytes: Uint8Array): PreparedComponent {
  const digest = digestOf(bytes);
  return preparedIn(join(cacheDirectory, digest), bytes, `sha256:${digest.slice(0, 16)}`);
}

function failure(action: Promise<unknown>): Promise<HarnessError> {
  return action.then(
    () => expect.fail('nothing was thrown'),
    (error: HarnessError) => error,
  );
}

describe('loadPrepared', () => {
  it('uses the folder beside the component, and makes no cache', async () => {
    await prepareBeside(FIRST);
    expect(await loadPrepared(wasmPath, { cacheDirectory })).toEqual(
      preparedIn(join(folder, 'tool.prepared'), FIRST, 'key'),
    );
    expect(await readdir(folder)).toEqual(['tool.prepared', 'tool.wasm']);
  });

  it('uses the folder beside a component that was only copied anew', async () => {
    await prepareBeside(FIRST);
    await utimes(wasmPath, Date.now() / 1000 + 60, Date.now() / 1000 + 60);
    expect((await loadPrepared(wasmPath, { cacheDirectory })).buildKey).toBe('key');
  });

  it.each([
    ['of the same length', component({ memory: { minimum: 3 } })],
    ['of another length', component({ memory: { minimum: 1, maximum: 2 } })],
  ])('prepares another component %s in the cache', async (_, other) => {
    await prepareBeside(FIRST);
    await writeFile(wasmPath, other);
    await utimes(wasmPath, Date.now() / 1000 + 60, Date.now() / 1000 + 60);
    expect(await loadPrepared(wasmPath, { cacheDirectory })).toEqual(cached(other));
  });

  it('prepares a foreign component once', async () => {
    const prepared = await loadPrepared(wasmPath, { cacheDirectory });
    expect(prepared).toEqual(cached(FIRST));
    await writeFile(prepared.gluePath, 'kept');
    await loadPrepared(wasmPath, { cacheDirectory });
    expect(await readFile(prepared.gluePath, 'utf8')).toBe('kept');
  });

  it('takes a folder of another format for none', async () => {
    await prepareBeside(FIRST);
    const record = join(folder, 'tool.prepared/prepared.json');
    const text = await readFile(record, 'utf8');
    await writeFile(record, text.replace('"format": 1', '"format": 0'));
    expect(await findPrepared(wasmPath)).toBeUndefined();
    expect(await loadPrepared(wasmPath, { cacheDirectory })).toEqual(cached(FIRST));
  });

  it('lets several processes prepare the same component at once', async () => {
    const both = [wasmPath, join(folder, 'copy.wasm')];
    await copyFile(wasmPath, join(folder, 'copy.wasm'));
    const all = await Promise.all(
      [...both, ...both, ...both].map((path) => loadPrepared(path, { cacheDirectory })),
    );
    expect(new Set(all.map(({ gluePath }) => gluePath)).size).toBe(1);
    expect(await readdir(cacheDirectory)).toEqual([digestOf(FIRST)]);
    expect(await readdir(join(cacheDirectory, digestOf(FIRST)))).toEqual([
      'glue.core.wasm',
      'glue.mjs',
      'prepared.json',
    ]);
  });

  it('takes no file away from one that has it, when another prepares the same component', async () => {
    const readCores = async () => {
      const { cores } = await loadPrepared(wasmPath, { cacheDirectory });
      await Promise.all(cores.map(({ path }) => readFile(path)));
    };
    const loads = Array.from({ length: 12 }, readCores);
    await expect(Promise.all(loads)).resolves.toHaveLength(12);
  });

  it('makes glue that instantiates the rewritten modules', async () => {
    await writeFile(wasmPath, component({ defined: [{ type: 'i32', mutable: true }] }));
    const { gluePath, cores } = await loadPrepared(wasmPath, { cacheDirectory });
    const asked: string[] = [];
    const { instantiate } = await import(gluePath);
    instantiate(
      (name: string) => asked.push(name),
      {},
      () => ({ exports: {} }),
    );
    expect(asked).toEqual(cores.map(({ name }) => name));
    const bytes = await readFile(cores[0]?.path ?? '');
    expect(WebAssembly.Module.exports(await WebAssembly.compile(bytes))).toEqual([
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

  it('says when the component is a folder', async () => {
    await mkdir(join(folder, 'dir.wasm'));
    const error = await failure(loadPrepared(join(folder, 'dir.wasm')));
    expect(error.code).toBe('unreadable');
    expect(error.problem).toBe('Failed to load the component: it is not a file');
  });

  it.each([
    ['it is not WebAssembly', new TextEncoder().encode('hello, world')],
    ['it is not WebAssembly', new Uint8Array()],
    ['it is a core module, not a component', coreModule({})],
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

  it('says which folder cannot be written', async () => {
    await writeFile(cacheDirectory, 'a file, not a folder');
    const error = await failure(loadPrepared(wasmPath, { cacheDirectory }));
    expect(error).toMatchObject({ code: 'unreadable', file: cached(FIRST).gluePath.slice(0, -9) });
    expect(error.next).toBe(
      'Make the folder writable, or name another cache folder in XDG_CACHE_HOME.',
    );
  });
});

describe('prepareComponent', () => {
  it('replaces an older folder whole', async () => {
    await prepareBeside(FIRST);
    await writeFile(join(folder, 'tool.prepared/stray'), '');
    const record = await prepareBeside(SECOND);
    expect(record.digest).toBe(digestOf(SECOND));
    expect(await readdir(join(folder, 'tool.prepared'))).toEqual([
      'glue.core.wasm',
      'glue.mjs',
      'prepared.json',
    ]);
    expect(await readdir(folder)).toEqual(['tool.prepared', 'tool.wasm']);
  });
});
