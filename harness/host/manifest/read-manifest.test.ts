import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readManifest } from './read-manifest.ts';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'spintape-manifest-'));
  const text = 'spin_manifest_version = 2\napplication = { name = "a" }\ntrigger = {}\n';
  await writeFile(join(folder, 'spin.toml'), text);
  await mkdir(join(folder, 'other.toml'));
});

afterAll(() => rm(folder, { recursive: true }));

describe('readManifest', () => {
  it('reads a file, and the spin.toml of a folder', async () => {
    const file = join(folder, 'spin.toml');
    const manifest = await readManifest(file);
    expect(manifest.file).toBe(file);
    expect(await readManifest(folder)).toEqual(manifest);
  });

  it.each(['none.toml', 'spin.toml/x', 'other.toml'])('says that %s is not there', async (name) => {
    await expect(readManifest(join(folder, name))).rejects.toMatchObject({
      code: 'not-found',
      problem: 'Failed to read the manifest: there is no such file',
      file: join(folder, name === 'other.toml' ? 'other.toml/spin.toml' : name),
    });
  });

  it.each([
    [undefined, 'Name a spin.toml, or a folder that holds one.'],
    ['--against', 'Name a spin.toml, or a folder that holds one, with --against PATH.'],
  ])('names the option %s that names the path', async (option, next) => {
    await expect(readManifest(join(folder, 'none'), option)).rejects.toMatchObject({ next });
  });
});
