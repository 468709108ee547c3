import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { parse } from '@bytecodealliance/jco';
import { beforeAll, describe, expect, it } from 'vitest';
import { digestOf } from '../../harness/host/prepare/prepared-files.ts';
import { countingApp } from '../remembering-component.fixture.ts';
import { projectRoot, spintape } from '../spintape.fixture.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';

const SCENARIO = 'spintape: 1\nname: hello\n---\nrequest: {method: GET, path: /}\n';

/** An app of a stranger, the cache of the user who opens it, and a file that nobody may write. */
interface Scene {
  readonly app: string;
  readonly wasm: string;
  readonly cache: string;
  /** The file that code with the user's rights would write. */
  readonly mark: string;
  /** Records one call of the app; gives the exit code, the errors and the cassette. */
  open(): Promise<{ code: unknown; stderr: string; cassette: string }>;
}

let original: string;
beforeAll(async () => {
  original = await countingApp();
});

function openScene(): Scene {
  const folder = temporaryFolder();
  const app = join(folder, 'app');
  cpSync(original, app, { recursive: true });
  writeFileSync(join(folder, 'hello.yaml'), SCENARIO);
  const cache = join(folder, 'xdg/spintape');
  const open = async () => {
    const env = { XDG_CACHE_HOME: join(folder, 'xdg') };
    const args = ['record', '--app', app, '--workers', '1', '--no-hot-replay', '--out', 'out'];
    const { code, stderr } = await spintape([...args, 'hello.yaml'], { cwd: folder, env });
    const path = join(folder, 'out/hello.yaml');
    return { code, stderr, cassette: existsSync(path) ? readFileSync(path, 'utf8') : '' };
  };
  return { app, wasm: join(app, 'handmade.wasm'), cache, mark: join(folder, 'mark'), open };
}

/** Malicious glue, with each known way out of a context. */
function plantedGlue(mark: string): string {
  const write = `process.getBuiltinModule('node:fs').writeFileSync(${JSON.stringify(mark)}, 'x')`;
  const ways = [
    write,
    `getCoreModule.constructor(${JSON.stringify(write)})()`,
    `Error.constructor(${JSON.stringify(write)})()`,
    `(async () => {}).constructor(${JSON.stringify(write)})()`,
    `Object.getPrototypeOf(imports['wasi:io/poll'].poll).constructor(${JSON.stringify(write)})()`,
    `(0, eval)(${JSON.stringify(write)})`,
    `import('node:fs').then((fs) => fs.writeFileSync(${JSON.stringify(mark)}, 'x'))`,
  ];
  const tried = ways.map((way) => `try { ${way}; } catch {}`).join('\n');
  return `export function instantiate(getCoreModule, imports, instantiateCore) {\n${tried}\n}\n`;
}

/** Fills a folder as a stranger can: with glue of theirs, and a record that vouches for it. */
function plant(folder: string, { wasm, mark }: Scene, buildKey = '033734009286b283'): void {
  mkdirSync(folder, { recursive: true });
  const component = readFileSync(wasm);
  const glue = plantedGlue(mark);
  writeFileSync(join(folder, 'glue.mjs'), glue);
  const record = {
    ...{ format: 3, jco: '1.13.0', digest: digestOf(component), size: component.length },
    ...{ glue: { name: 'glue.mjs', digest: digestOf(Buffer.from(glue)) }, cores: [] },
    ...{ imports: [], memoryPages: 4096, resettable: true, buildKey },
  };
  writeFileSync(join(folder, 'prepared.json'), JSON.stringify(record));
}

function entryOf({ cache, wasm }: Scene): string {
  return join(cache, `${digestOf(readFileSync(wasm))}-3-jco-1.13.0`);
}

// Preparing takes seconds, and more on a busy machine.
const SLOW = { timeout: 480_000 };

describe('the app of a stranger', SLOW, () => {
  it.each([1, 2, 3])('cannot have code next to its component run: format %i', async (format) => {
    const scene = openScene();
    const planted = join(scene.app, 'handmade.prepared');
    plant(planted, scene);
    const record = join(planted, 'prepared.json');
    writeFileSync(record, readFileSync(record, 'utf8').replace('"format":3', `"format":${format}`));
    const { code, cassette } = await scene.open();
    expect([code, existsSync(scene.mark)]).toEqual([0, false]);
    expect(cassette).toContain('status: 201');
  });

  it('cannot put another core under the build key of a shipped component', async () => {
    const scene = openScene();
    const shipped = join(projectRoot, 'spin-app/dist');
    const { key } = JSON.parse(readFileSync(join(shipped, 'vfs.key.json'), 'utf8'));
    plant(join(scene.app, 'handmade.prepared'), scene, key);
    const digest = digestOf(readFileSync(scene.wasm));
    writeFileSync(join(scene.app, 'handmade.key.json'), `${JSON.stringify({ key, digest })}\n`);
    const { cassette } = await scene.open();
    expect(cassette).toContain(`build: {handmade: 'sha256:${digest}'}`);
    expect(cassette).not.toContain(key);
  });

  it('cannot write JavaScript in the name of an export', async () => {
    const scene = openScene();
    const write = `process.getBuiltinModule("fs").writeFileSync(${JSON.stringify(scene.mark)},"x")`;
    writeFileSync(scene.wasm, await parse(exporting(`a'];${write};//`)));
    const { code, stderr, cassette } = await scene.open();
    expect([code, existsSync(scene.mark), cassette]).toEqual([2, false, '']);
    expect(stderr).toContain('Failed to prepare the component: a core module has the name "a\'];');
  });
});

/** A component whose core module exports its handler under any name, as WebAssembly text. */
function exporting(name: string): string {
  const bytes = [...new TextEncoder().encode(name)];
  const quoted = `"${bytes.map((byte) => `\\${byte.toString(16).padStart(2, '0')}`).join('')}"`;
  return `(component
    (core module $m (func (export ${quoted})))
    (core instance $i (instantiate $m))
    (func $f (canon lift (core func $i ${quoted})))
    (instance $h (export "handle" (func $f)))
    (export "wasi:http/incoming-handler@0.2.0" (instance $h)))`;
}

describe('the cache for prepared components', SLOW, () => {
  it('is created for this user only', async () => {
    const scene = openScene();
    expect((await scene.open()).code).toBe(0);
    expect(lstatSync(scene.cache).mode & 0o777).toBe(0o700);
    expect(readdirSync(scene.cache)).toEqual([entryOf(scene).slice(scene.cache.length + 1)]);
  });

  it('is refused while other users can write to it', async () => {
    const scene = openScene();
    plant(entryOf(scene), scene);
    chmodSync(scene.cache, 0o777);
    const { code, stderr } = await scene.open();
    expect([code, existsSync(scene.mark)]).toEqual([2, false]);
    expect(stderr).toContain(
      `${scene.cache}: Failed to use the folder for prepared components: ` +
        'other users can write to it. ',
    );
  });

  it('is refused below a folder in which other users can replace it', async () => {
    const scene = openScene();
    plant(entryOf(scene), scene);
    chmodSync(scene.cache, 0o700);
    chmodSync(join(scene.cache, '..'), 0o777);
    const { code, stderr } = await scene.open();
    expect([code, existsSync(scene.mark)]).toEqual([2, false]);
    expect(stderr).toContain('other users can write to it, and the prepared components lie below');
  });

  it('is refused as a symbolic link', async () => {
    const scene = openScene();
    plant(entryOf(scene), scene);
    renameSync(scene.cache, join(scene.app, 'planted'));
    symlinkSync(join(scene.app, 'planted'), scene.cache);
    const { code, stderr } = await scene.open();
    expect([code, existsSync(scene.mark)]).toEqual([2, false]);
    expect(stderr).toContain('it is a symbolic link');
  });

  it('has no entry that is a symbolic link: it is prepared again', async () => {
    const scene = openScene();
    plant(join(scene.app, 'planted'), scene);
    mkdirSync(scene.cache, { recursive: true, mode: 0o700 });
    symlinkSync(join(scene.app, 'planted'), entryOf(scene));
    const { code } = await scene.open();
    expect([code, existsSync(scene.mark)]).toEqual([0, false]);
    expect(lstatSync(entryOf(scene)).isDirectory()).toBe(true);
  });

  it('is prepared again if glue was changed', async () => {
    const scene = openScene();
    await scene.open();
    const path = join(entryOf(scene), 'glue.mjs');
    const whole = readFileSync(path, 'utf8');
    writeFileSync(path, plantedGlue(scene.mark));
    const { code, cassette } = await scene.open();
    expect([code, existsSync(scene.mark)]).toEqual([0, false]);
    expect([cassette, readFileSync(path, 'utf8')]).toEqual([
      expect.stringContaining('status: 201'),
      whole,
    ]);
  });

  // Defence in depth: only code with this user's rights can write into the cache.
  it('gives no glue access to Node', async () => {
    const scene = openScene();
    plant(entryOf(scene), scene);
    chmodSync(scene.cache, 0o700);
    // Its rejected import ends the worker at some moment, possibly while the host ends.
    for (let time = 0; time < 12; time += 1) {
      const { code, cassette } = await scene.open();
      expect([code, cassette, existsSync(scene.mark)]).toEqual([1, '', false]);
    }
  });
});
