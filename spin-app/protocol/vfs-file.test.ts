import { describe, expect, it } from 'vitest';
import { fileKey, parseVfsFile, printVfsFile, startingFileEntry } from './vfs-file.ts';

const file = { path: './a.txt', written: 1_795_251_600_000, after: 2, content: 'é\ud800\n' };

describe('a file in the store', () => {
  it('has the key vfs/<session>/<path>', () => {
    expect(fileKey('a:b', 'src/c')).toBe('vfs/a~003ab/src~002fc');
  });

  it('is JSON text that reads back, lone surrogates too', () => {
    const text = '{"path":"./a.txt","written":1795251600000,"after":2,"content":"é\\ud800\\n"}';
    expect(printVfsFile(file)).toBe(text);
    expect(parseVfsFile(text)).toEqual(file);
  });

  it.each([
    '',
    'x',
    'null',
    '[]',
    '1',
    '{"path":"a"}',
    '{"path":1,"written":1,"after":0,"content":""}',
    '{"path":"a","written":1,"after":0,"content":1}',
    '{"path":"a","written":"1","after":0,"content":""}',
    '{"path":"a","written":1,"after":"0","content":""}',
  ])('is not %j', (text) => {
    expect(parseVfsFile(text)).toBeNull();
  });
});

describe('startingFileEntry', () => {
  const start = { session: 's', content: 'x', position: 3, contract: 'spintape' } as const;

  it('files the canonical path and keeps the spelling', () => {
    expect(startingFileEntry({ ...start, path: '/etc/./passwd' })).toEqual({
      key: 'vfs/s/etc~002fpasswd',
      value: '{"path":"/etc/./passwd","written":0,"after":3,"content":"x"}',
    });
  });

  it.each(['', 'a/', '../a', '.', 'a\0b'])('gives none for %j, which names no file', (path) => {
    expect(startingFileEntry({ ...start, path })).toBeNull();
  });

  it('takes every path literally in the contract deepfabric-4', () => {
    expect(startingFileEntry({ ...start, path: '../a', contract: 'deepfabric-4' })).toEqual({
      key: 'vfs/s/..~002fa',
      value: '{"path":"../a","written":0,"after":3,"content":"x"}',
    });
  });
});
