import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readTextFiles } from './source-tree.ts';

it('reads text files, and neither binary nor built nor installed ones', () => {
  const root = mkdtempSync(join(tmpdir(), 'spintape-tree-'));
  try {
    for (const folder of ['a', 'a/dist', 'node_modules', '.ci']) mkdirSync(join(root, folder));
    writeFileSync(join(root, 'a/b.ts'), 'b');
    writeFileSync(join(root, '.ci/run'), 'run');
    writeFileSync(join(root, 'a/c.wasm'), '\0asm');
    writeFileSync(join(root, 'a/dist/d.ts'), 'd');
    writeFileSync(join(root, 'node_modules/e.ts'), 'e');
    expect(readTextFiles(root)).toEqual([
      { path: '.ci/run', text: 'run' },
      { path: 'a/b.ts', text: 'b' },
    ]);
  } finally {
    rmSync(root, { recursive: true });
  }
});
