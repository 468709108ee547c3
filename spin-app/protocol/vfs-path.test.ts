import { describe, expect, it } from 'vitest';
import { readVfsPath } from './vfs-path.ts';

describe('readVfsPath', () => {
  it.each([
    'a.txt',
    './a.txt',
    '/a.txt',
    'b/../a.txt',
    '//a.txt',
    './/b/./../a.txt',
    '/etc/../a.txt',
  ])('reads %s as a.txt', (text) => {
    expect(readVfsPath(text)).toEqual({
      canonical: 'a.txt',
      isDirectory: false,
      isSystem: false,
    });
  });

  it.each(['..', '../a', 'a/../../a', '/..', '/../etc/passwd', './../x'])(
    'finds that %s climbs above the root',
    (text) => {
      expect(readVfsPath(text)).toBeNull();
    },
  );

  it.each(['/', '.', './', 'a/..', 'a/', 'a/.', 'a/b/..', '', '//'])(
    'finds that %j is spelt as a directory',
    (text) => {
      expect(readVfsPath(text)?.isDirectory).toBe(true);
    },
  );

  it.each(['a..', '...', 'a/...', '.a', 'a/.b', '..a'])('finds that %s is a file', (text) => {
    expect(readVfsPath(text)).toEqual({ canonical: text, isDirectory: false, isSystem: false });
  });

  it.each([
    '/etc/passwd',
    '/proc/1',
    '/sys/x',
    '/dev/null',
    '/boot/x',
    '/root',
    '/usr/lib/x',
    '/bin/sh',
    '/sbin/init',
    '/lib/x',
    '/lib64/x',
    '/libx32',
    '/run/x',
    '//etc//passwd',
    '/./etc/x',
    '/a/../etc/x',
    '/etc',
  ])('finds that %s is of the system', (text) => {
    expect(readVfsPath(text)?.isSystem).toBe(true);
  });

  it.each(['etc/passwd', './lib/index.js', 'bin/run.sh', '/etcetera/x', '/home/usr', '/src/lib/a'])(
    'finds that %s is of the project',
    (text) => {
      expect(readVfsPath(text)?.isSystem).toBe(false);
    },
  );
});
