import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makeFolder } from './make-folder.ts';

const folder = mkdtempSync(join(tmpdir(), 'make-folder-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('making a folder', () => {
  it('creates all missing folders, and keeps existing ones', () => {
    const deep = join(folder, 'a/b/c');
    makeFolder(deep);
    makeFolder(deep);
    expect(statSync(deep).isDirectory()).toBe(true);
  });

  it('fails where a file is in the way', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(() => makeFolder(join(folder, 'file/x'))).toThrow(/ENOTDIR/);
    expect(() => makeFolder(join(folder, 'file'))).toThrow(/ENOTDIR/);
  });

  // Only Linux has a folder in which nobody, not even root, can create anything.
  it.runIf(existsSync('/proc/self'))('fails at once if nothing can be created', () => {
    expect(() => makeFolder('/proc/spintape/cassettes')).toThrow(/ENOENT/);
  });
});
