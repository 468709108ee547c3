import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { replaceFolder } from './replace-folder.ts';

let parent: string;

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'spintape-replace-'));
});

afterEach(() => rm(parent, { recursive: true }));

function fillWith(text: string) {
  return async (folder: string) => {
    await writeFile(join(folder, 'a'), text);
    await writeFile(join(folder, 'b'), text);
  };
}

describe('replaceFolder', () => {
  it('leaves the old folder, and nothing else, when filling fails', async () => {
    const folder = join(parent, 'out');
    await replaceFolder(folder, fillWith('old'));
    const failing = replaceFolder(folder, async (temporary) => {
      await writeFile(join(temporary, 'a'), 'new');
      throw new Error('disk full');
    });
    await expect(failing).rejects.toThrow(new Error('disk full'));
    expect(await readFile(join(folder, 'a'), 'utf8')).toBe('old');
    expect(await readdir(parent)).toEqual(['out']);
  });

  it('never mixes the files of several at once, and never fails', async () => {
    const folder = join(parent, 'deep/out');
    const texts = Array.from({ length: 10 }, (_, index) => `${index}`);
    await Promise.all(texts.map((text) => replaceFolder(folder, fillWith(text))));
    expect(await readFile(join(folder, 'a'), 'utf8')).toBe(
      await readFile(join(folder, 'b'), 'utf8'),
    );
    expect(await readdir(join(parent, 'deep'))).toEqual(['out']);
  });

  it('leaves a folder that is good already, because another process may be reading it', async () => {
    const folder = join(parent, 'out');
    await replaceFolder(folder, fillWith('first'));
    await replaceFolder(folder, fillWith('second'), async () => true);
    expect(await readFile(join(folder, 'a'), 'utf8')).toBe('first');
    expect(await readdir(parent)).toEqual(['out']);
  });
});
