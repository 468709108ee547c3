import { describe, expect, it } from 'vitest';
import { inbound, memoryPlatform } from '../protocol/memory-platform.fixture.ts';
import { StoreFailure } from '../protocol/platform.ts';
import { handleVfs } from './vfs.ts';
import { failure, success, vfsService } from './vfs-service.fixture.ts';

describe('the defects of DeepFabric 4 that vfs does not have', () => {
  it('V1: deleting a session deletes its files, whatever its id, and nothing else', async () => {
    const { send, write, list } = vfsService();
    for (const id of ['s', 'a/b', '..', 'ä ?', '100%', '']) await write(id, 'f', 'x');
    await write('s', '__files__', 'x');
    await write('other', 'f', 'x');
    const targets = [
      ['/vfs/session/s', 2],
      ['/vfs/session/s', 0],
      ['/vfs/session/a%2Fb', 1],
      ['/vfs/session/..', 1],
      ['/vfs/session?id=%C3%A4+%3F', 1],
      ['/vfs/session/100%', 1],
      ['/vfs/session?id=', 1],
    ] as const;
    for (const [target, count] of targets) {
      expect(await send('DELETE', target)).toEqual({
        status: 200,
        body: { success: true, deleted: { vfs: count }, deleted_files: count },
      });
    }
    expect(await list('s')).toEqual(success('[]'));
    expect(await list('other')).toEqual(success('["f"]'));
  });

  it('V2: no session and path together name the file of another session', async () => {
    const { write, read, list, remove } = vfsService();
    await write('a', 'b:c', 'SECRET');
    const notFound = failure('FileNotFound', 'File not found: c');
    expect(await read('a:b', 'c')).toEqual(notFound);
    expect(await remove('a:b', 'c')).toEqual(notFound);
    expect(await list('a')).toEqual(success('["b:c"]'));
    expect(await read('a', 'b:c')).toEqual(success('SECRET'));
  });

  it('V3: __files__ is a file like any other', async () => {
    const { write, read, list } = vfsService();
    await write('s', 'x', '1');
    expect(await read('s', '__files__')).toEqual(
      failure('FileNotFound', 'File not found: __files__'),
    );
    await write('s', '__files__', '["ghost"]');
    expect(await list('s')).toEqual(success('["x","__files__"]'));
    expect(await read('s', '__files__')).toEqual(success('["ghost"]'));
  });

  it('V4: nothing written to __files__ or deleted with it makes a file disappear', async () => {
    const { write, list, remove } = vfsService();
    await write('s', 'x', '1');
    await write('s', '__files__', 'not json');
    await write('s', 'y', '2');
    expect(await list('s')).toEqual(success('["x","__files__","y"]'));
    await remove('s', '__files__');
    expect(await list('s')).toEqual(success('["x","y"]'));
  });

  it('V5: no session writes into the list of another', async () => {
    const { write, list } = vfsService();
    await write('t:u', 'v', '1');
    await write('t', 'u:__files__', '["EVIL"]');
    expect(await list('t:u')).toEqual(success('["v"]'));
  });

  it('V6: no write is lost between the reading and the writing of a list', async () => {
    const entries = new Map<string, string>();
    const other = memoryPlatform({ entries });
    let intrusions = 0;
    const { write, list } = vfsService({
      entries,
      fault: (operation) => {
        // Before each of the call's own writes, another call writes a whole file.
        if (operation !== 'set') return;
        const body = {
          session_id: 's',
          tool: 'write_file',
          args: { file_path: `g${intrusions++}`, content: '' },
        };
        void handleVfs(inbound('POST', '/vfs/execute', body), other);
      },
    });
    for (let i = 0; i < 20; i += 1) await write('s', `f${i}`, 'x');
    const listed = (await list('s')) as { result: string };
    const names = Array.from({ length: 20 }, (_, i) => [`f${i}`, `g${i}`]).flat();
    expect(JSON.parse(listed.result).sort()).toEqual(names.sort());
  });

  it('V7: a failing write leaves the old file and the old list', async () => {
    let broken = false;
    const { write, read, list } = vfsService({
      fault: (operation) => {
        if (broken && operation === 'set') throw new StoreFailure('disk full');
      },
    });
    await write('s', 'a', 'old');
    broken = true;
    const ioError = failure('IOError', 'IO error: disk full');
    expect(await write('s', 'a', 'new')).toEqual(ioError);
    expect(await write('s', 'b', 'new')).toEqual(ioError);
    expect(await read('s', 'a')).toEqual(success('old'));
    expect(await list('s')).toEqual(success('["a"]'));
  });

  it('V8: all spellings of a path are one file, listed as first written', async () => {
    const { write, read, list, remove } = vfsService();
    await write('s', './a.txt', 'v');
    for (const path of ['a.txt', '/a.txt', 'b/../a.txt', './/a.txt']) {
      expect(await read('s', path)).toEqual(success('v'));
    }
    await write('s', '/a.txt', 'w');
    expect(await list('s')).toEqual(success('["./a.txt"]'));
    expect(await remove('s', 'x/../a.txt')).toEqual(success('Successfully deleted x/../a.txt'));
    expect(await list('s')).toEqual(success('[]'));
  });

  it('V8: a file is no directory and a directory no file', async () => {
    const { write, read, remove } = vfsService();
    await write('s', 'a', '1');
    await write('s', 'd/e/f', '1');
    expect(await write('s', 'a/b', '2')).toEqual(failure('InvalidArguments', 'Not a directory: a'));
    const isADirectory = (path: string) => failure('InvalidArguments', `Is a directory: ${path}`);
    expect(await write('s', 'd', '2')).toEqual(isADirectory('d'));
    expect(await write('s', 'd/e', '2')).toEqual(isADirectory('d/e'));
    expect(await write('s', 'x/', '2')).toEqual(isADirectory('x/'));
    expect(await read('s', './d')).toEqual(isADirectory('./d'));
    expect(await read('s', '.')).toEqual(isADirectory('.'));
    expect(await remove('s', 'd/e')).toEqual(isADirectory('d/e'));
  });

  it('V8: an empty path and a path with NUL are refused, an empty session is one of its own', async () => {
    const { write, read, list } = vfsService();
    expect(await write('s', '', 'v')).toEqual(
      failure('InvalidArguments', 'file_path must not be empty'),
    );
    expect(await write('s', 'a\0b', 'v')).toEqual(
      failure('InvalidArguments', 'file_path must not contain NUL'),
    );
    expect(await list('s')).toEqual(success('[]'));
    await write('', 'a', 'v');
    expect(await read('', 'a')).toEqual(success('v'));
    expect(await list('s')).toEqual(success('[]'));
  });

  it('V9: system directories and what is above the root are denied', async () => {
    const { write, read, list } = vfsService();
    const denied = failure('PermissionDenied', 'Access denied');
    for (const path of ['/etc/passwd', '../x', '/x/../etc/passwd', '/usr/bin/env', '/lib64/x']) {
      expect(await write('s', path, 'root')).toEqual(denied);
      expect(await read('s', path)).toEqual(denied);
    }
    expect(await list('s')).toEqual(success('[]'));
  });

  it('V10: what is wrong with the arguments is called what it is', async () => {
    const { call, write } = vfsService();
    const invalid = (message: string) => failure('InvalidArguments', message);
    expect(await write('s', 'a', 1)).toEqual(
      invalid('Argument content must be a string, not a number'),
    );
    expect(await write('s', 'a', null)).toEqual(
      invalid('Argument content must be a string, not null'),
    );
    expect(await call('s', 'write_file', { file_path: 'a' })).toEqual(
      invalid('Missing required argument: content'),
    );
    expect(await call('s', 'read_file', [])).toEqual(
      invalid('args must be an object, not an array'),
    );
    expect(await call('s', 'read_file', null)).toEqual(invalid('args must be an object, not null'));
    expect(await call('s', 'list_files', { directory: 'src' })).toEqual(
      invalid('Unknown argument: directory'),
    );
  });

  it('V11: an array is no call, and every 400 has an error', async () => {
    const { send } = vfsService();
    const result = 'Invalid request: expected an object, got an array';
    expect(await send('POST', '/vfs/execute', ['s', 'list_files', {}])).toEqual({
      status: 400,
      body: { success: false, result, error_type: 'InvalidRequest', error: result },
    });
  });

  it('V12: the list is in the order of first writes; overwriting keeps the place', async () => {
    const { write, list, remove } = vfsService();
    for (const name of ['b', 'a', 'c']) await write('s', name, '1');
    await write('s', 'b', '2');
    expect(await list('s')).toEqual(success('["b","a","c"]'));
    await remove('s', 'b');
    await write('s', 'b', '3');
    expect(await list('s')).toEqual(success('["a","c","b"]'));
  });
});
