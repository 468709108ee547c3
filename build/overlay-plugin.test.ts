import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bundleComponent } from './bundle-component.ts';

const SOURCE = { name: 'tool', entry: 'app/entry.ts', output: 'app/dist/tool.wasm' };
const OVERLAY = { base: 'app', over: 'faults' };

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'spintape-overlay-'));
  await write('app/entry.ts', "import { f } from './part/f.ts'; globalThis.answer = f();");
  await write(
    'app/part/f.ts',
    "import { g } from './g.ts'; export const f = () => 'f'.concat(g());",
  );
  await write('app/part/g.ts', "export const g = () => 'g';");
});

afterEach(() => rm(root, { recursive: true }));

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
}

async function answer(source: Parameters<typeof bundleComponent>[1]): Promise<unknown> {
  const text = await bundleComponent(root, source);
  const scope: { answer?: string } = {};
  new Function('globalThis', text)(scope);
  return scope.answer;
}

describe('an overlay', () => {
  it('stands in for the modules that it has, and can wrap them', async () => {
    await write(
      'faults/part/g.ts',
      "import * as real from '../../app/part/g.ts'; export const g = () => 'not '.concat(real.g());",
    );
    expect(await answer(SOURCE)).toBe('fg');
    expect(await answer({ ...SOURCE, overlay: OVERLAY })).toBe('fnot g');
  });

  it('changes the bundle, and with it the key of the build', async () => {
    const before = await bundleComponent(root, { ...SOURCE, overlay: OVERLAY });
    await write('faults/part/g.ts', "export const g = () => 'h';");
    expect(await bundleComponent(root, { ...SOURCE, overlay: OVERLAY })).not.toBe(before);
  });
});
