import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { preparedFolderOf } from '../harness/host/prepare/load-prepared.ts';
import { prepareComponent } from '../harness/host/prepare/prepare-component.ts';
import { writePreparedFiles } from '../harness/host/prepare/prepared-files.ts';
import { component } from '../harness/host/prepare/wasm/wasm.fixture.ts';
import { inspectComponent } from './build-component.ts';

const SOURCE = {
  name: 'tool',
  entry: 'app/tool/entry.ts',
  output: 'app/dist/tool.wasm',
  isPackaged: true,
};

let root: string;

beforeEach(async () => {
  root = await checkout('one');
});

afterEach(() => rm(root, { recursive: true }));

async function checkout(name: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `spintape-build-${name}-`));
  await mkdir(join(folder, 'app/tool'), { recursive: true });
  await mkdir(join(folder, 'app/dist'));
  await writeFile(join(folder, 'package-lock.json'), '{"packages": {}}');
  await writeFile(join(folder, 'app/tool/part.ts'), 'export const part: string = "one";');
  await writeFile(
    join(folder, SOURCE.entry),
    "import { part } from './part.ts'; import { get } from 'fermyon:spin/x'; get(part);",
  );
  return folder;
}

async function finishBuild(key: string): Promise<void> {
  const wasmPath = join(root, SOURCE.output);
  const built = component();
  await writeFile(wasmPath, built);
  const folder = preparedFolderOf(wasmPath);
  const { files, record } = await prepareComponent({ wasmPath, component: built, folder });
  await writePreparedFiles(folder, files, { ...record, buildKey: key });
}

async function staleKey(): Promise<string | undefined> {
  return (await inspectComponent(root, SOURCE))?.key;
}

describe('inspectComponent', () => {
  it('finds nothing to do after a build, and something after a change of the code', async () => {
    const key = (await staleKey()) ?? '';
    await finishBuild(key);
    expect(await staleKey()).toBeUndefined();

    await writeFile(join(root, 'app/tool/part.ts'), 'export const part: string = "two";');
    const changed = await staleKey();
    expect(changed).toMatch(/^[0-9a-f]{16}$/);
    expect(changed).not.toBe(key);
  });

  it('gives the same key in another folder, and after a change of comments or types', async () => {
    const key = await staleKey();
    const other = await checkout('two');
    expect((await inspectComponent(other, SOURCE))?.key).toBe(key);
    await rm(other, { recursive: true });

    await writeFile(
      join(root, 'app/tool/part.ts'),
      '// Why.\nexport const part = "one" as string;',
    );
    expect(await staleKey()).toBe(key);
  });

  it('builds again when the component or its prepared folder is missing or was replaced', async () => {
    const key = (await staleKey()) ?? '';
    await finishBuild(key);
    const folder = preparedFolderOf(join(root, SOURCE.output));
    await cp(folder, join(root, 'kept'), { recursive: true });

    await rm(folder, { recursive: true });
    expect(await staleKey()).toBe(key);

    await cp(join(root, 'kept'), folder, { recursive: true });
    expect(await staleKey()).toBeUndefined();

    await writeFile(join(root, SOURCE.output), component({ memory: { minimum: 9 } }));
    expect(await staleKey()).toBe(key);

    await rm(join(root, SOURCE.output));
    expect(await staleKey()).toBe(key);
  });

  it('names the file and line of a syntax error', async () => {
    await writeFile(join(root, 'app/tool/part.ts'), '\nexport const = 1;');
    await expect(inspectComponent(root, SOURCE)).rejects.toThrow(
      'Build failed with 1 error:\napp/tool/part.ts:2:13: ERROR: Expected identifier but found "="',
    );
  });
});
