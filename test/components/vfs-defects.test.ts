import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MemoryKeyValue } from '../../harness/internal.ts';
import { failed, noCall, succeeded } from './answers.ts';
import { startAfresh } from './contract-case.ts';
import { type BuiltApp, openBuiltApp } from './served-world.ts';
import { START_LIMIT, testedApp } from './tested-app.ts';
import { toolService } from './tool-service.ts';

const app = testedApp();
let built: BuiltApp;

beforeAll(async () => {
  built = await openBuiltApp();
}, START_LIMIT);
afterAll(() => built.close());
beforeEach(() => startAfresh(app.url));

const { send, call, write, read, list, remove } = toolService(() => app.url);

/** A store whose disk becomes full. */
class FullDisk extends MemoryKeyValue {
  isFull = false;

  override set(store: string, key: string, value: Uint8Array): void {
    if (this.isFull) throw new Error('disk full');
    super.set(store, key, value);
  }
}

describe("the defects of DeepFabric's vfs component that the built one does not have", () => {
  it('V1: DELETE /vfs/session/{id} deletes the files of the session, and no others', async () => {
    await write('s', 'f', 'x');
    await write('s', '__files__', 'x');
    await write('t', 'f', 'x');
    expect(await send('DELETE /vfs/session/s')).toEqual({
      status: 200,
      body: { success: true, deleted: { vfs: 2 }, deleted_files: 2 },
    });
    expect(await list('s')).toEqual(succeeded('[]'));
    expect(await list('t')).toEqual(succeeded('["f"]'));
  });

  it('V1: the id is percent-decoded, and ?id= takes any id', async () => {
    for (const id of ['a/b', '..', 'ä ?', '100%', '']) await write(id, 'f', 'x');
    const targets = [
      '/session/a%2Fb',
      '/session/..',
      '/vfs/session?id=%C3%A4+%3F',
      '/session?id=100%25',
      '/session?id=',
    ];
    for (const target of targets) {
      const { status, body } = await send(`DELETE ${target}`);
      expect([target, status, body]).toEqual([
        target,
        200,
        expect.objectContaining({ success: true, deleted_files: 1 }),
      ]);
    }
  });

  it('V2: no session and path together name the file of another session', async () => {
    await write('a', 'b:c', 'SECRET');
    const notFound = failed('FileNotFound', 'File not found: c');
    expect(await read('a:b', 'c')).toEqual(notFound);
    expect(await remove('a:b', 'c')).toEqual(notFound);
    expect(await list('a')).toEqual(succeeded('["b:c"]'));
    expect(await read('a', 'b:c')).toEqual(succeeded('SECRET'));
  });

  it('V3: __files__ is a file like any other', async () => {
    await write('s', 'x', '1');
    expect(await read('s', '__files__')).toEqual(
      failed('FileNotFound', 'File not found: __files__'),
    );
    await write('s', '__files__', '["ghost"]');
    expect(await list('s')).toEqual(succeeded('["x","__files__"]'));
    expect(await read('s', 'ghost')).toEqual(failed('FileNotFound', 'File not found: ghost'));
  });

  it('V4: no operation on __files__ makes a file disappear', async () => {
    await write('s', 'x', '1');
    await write('s', '__files__', 'not json');
    await write('s', 'y', '2');
    expect(await list('s')).toEqual(succeeded('["x","__files__","y"]'));
    await remove('s', '__files__');
    expect(await list('s')).toEqual(succeeded('["x","y"]'));
    expect(await read('s', 'x')).toEqual(succeeded('1'));
  });

  it('V5: no session writes into the list of another', async () => {
    await write('t:u', 'v', '1');
    await write('t', 'u:__files__', '["EVIL"]');
    expect(await list('t:u')).toEqual(succeeded('["v"]'));
  });

  it('V6: of 20 parallel writes none is lost', async () => {
    const names = Array.from({ length: 20 }, (_, index) => `f${index}`);
    await Promise.all(names.map((name) => write('s', name, 'x')));
    const { result } = (await list('s')) as { result: string };
    expect(JSON.parse(result).toSorted()).toEqual(names.toSorted());
  });

  it('V7: a write that fails leaves the old file and the old list', async () => {
    const keyValue = new FullDisk();
    const origin = await built.serve({ keyValue });
    const vfs = toolService(() => origin);
    await vfs.write('s', 'a', 'old');
    keyValue.isFull = true;
    const ioError = failed('IOError', 'IO error: disk full');
    expect(await vfs.write('s', 'a', 'new')).toEqual(ioError);
    expect(await vfs.write('s', 'b', 'new')).toEqual(ioError);
    expect(await vfs.read('s', 'a')).toEqual(succeeded('old'));
    expect(await vfs.list('s')).toEqual(succeeded('["a"]'));
  });

  it('V8: all spellings of a path are one file, listed as first written', async () => {
    await write('s', './a.txt', 'v');
    for (const path of ['a.txt', '/a.txt', './/a.txt', 'b/../a.txt']) {
      expect(await read('s', path)).toEqual(succeeded('v'));
    }
    await write('s', '/a.txt', 'w');
    expect(await list('s')).toEqual(succeeded('["./a.txt"]'));
  });

  it('V8: a file is not a directory, and a directory is not a file', async () => {
    await write('s', 'a', '1');
    await write('s', 'd/e', '1');
    expect(await write('s', 'a/b', '2')).toEqual(failed('InvalidArguments', 'Not a directory: a'));
    expect(await write('s', 'd', '2')).toEqual(failed('InvalidArguments', 'Is a directory: d'));
    expect(await list('s')).toEqual(succeeded('["a","d/e"]'));
  });

  it('V8: an empty path and NUL are refused; an empty session id is a session', async () => {
    const empty = failed('InvalidArguments', 'file_path must not be empty');
    const nul = failed('InvalidArguments', 'file_path must not contain NUL');
    expect(await write('s', '', 'v')).toEqual(empty);
    expect(await write('s', 'a\0b', 'v')).toEqual(nul);
    expect(await list('s')).toEqual(succeeded('[]'));
    await write('', 'a', 'v');
    expect(await read('', 'a')).toEqual(succeeded('v'));
    expect(await read('s', 'a')).toEqual(failed('FileNotFound', 'File not found: a'));
    await send('DELETE /session?id=');
  });

  it('V9: /etc/passwd, other system paths, and paths above the root are denied', async () => {
    const denied = failed('PermissionDenied', 'Access denied');
    const roots = 'etc proc sys dev boot root usr bin sbin lib lib64 run'.split(' ');
    const paths = [...roots.map((root) => `/${root}/x`), '/etc/passwd', '../x', 'a/../../x'];
    for (const path of paths) {
      const answers = [await write('s', path, 'root'), await read('s', path)];
      expect([path, ...answers]).toEqual([path, denied, denied]);
    }
    expect(await list('s')).toEqual(succeeded('[]'));
  });

  it('V10: errors in arguments have the right type', async () => {
    const invalid = (message: string) => failed('InvalidArguments', message);
    expect(await write('s', 'a', 1)).toEqual(
      invalid('Argument content must be a string, not a number'),
    );
    expect(await write('s', 'a', null)).toEqual(
      invalid('Argument content must be a string, not null'),
    );
    expect(await call('vfs', 's', 'read_file', [])).toEqual(
      invalid('args must be an object, not an array'),
    );
    expect(await call('vfs', 's', 'read_file', null)).toEqual(
      invalid('args must be an object, not null'),
    );
    expect(await call('vfs', 's', 'list_files', { directory: 'src' })).toEqual(
      invalid('Unknown argument: directory'),
    );
  });

  it('V11: an array is not a call, and the 400 has an error for the client to show', async () => {
    expect(await send('POST /vfs/execute', ['s', 'list_files', {}])).toEqual({
      status: 400,
      body: noCall('expected an object, got an array'),
    });
  });

  it('V12: the list is in the order of first writes; only deleting gives the place up', async () => {
    for (const name of ['b', 'a', 'c']) await write('s', name, '1');
    await write('s', 'b', '2');
    expect(await list('s')).toEqual(succeeded('["b","a","c"]'));
    await remove('s', 'b');
    await write('s', 'b', '3');
    expect(await list('s')).toEqual(succeeded('["a","c","b"]'));
  });
});
