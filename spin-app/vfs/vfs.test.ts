import { describe, expect, it } from 'vitest';
import { inbound, memoryPlatform } from '../protocol/memory-platform.fixture.ts';
import { StoreFailure } from '../protocol/platform.ts';
import { handleVfs } from './vfs.ts';
import { failure, success, vfsService } from './vfs-service.fixture.ts';

describe('the vfs component', () => {
  it('writes, reads, lists and deletes with the texts of DeepFabric', async () => {
    const { call } = vfsService();
    expect(await call('s', 'list_files')).toEqual(success('[]'));
    expect(await call('s', 'read_file', { file_path: 'a.txt' })).toEqual(
      failure('FileNotFound', 'File not found: a.txt'),
    );
    expect(await call('s', 'write_file', { file_path: 'a.txt', content: 'héllo\n' })).toEqual(
      success('Successfully wrote 7 bytes to a.txt'),
    );
    expect(await call('s', 'read_file', { file_path: 'a.txt' })).toEqual(success('héllo\n'));
    expect(await call('s', 'list_files')).toEqual(success('["a.txt"]'));
    expect(await call('s', 'delete_file', { file_path: 'a.txt' })).toEqual(
      success('Successfully deleted a.txt'),
    );
    expect(await call('s', 'delete_file', { file_path: 'a.txt' })).toEqual(
      failure('FileNotFound', 'File not found: a.txt'),
    );
    expect(await call('s', 'list_files')).toEqual(success('[]'));
  });

  it('sends the keys success, result, error_type in this order', async () => {
    const body = { session_id: 's', tool: 'list_files', args: {} };
    const answer = await handleVfs(inbound('POST', '/vfs/execute', body), memoryPlatform());
    expect(answer).toEqual({
      status: 200,
      body: '{"success":true,"result":"[]","error_type":null}',
    });
  });

  it('names an argument that the tool does not have', async () => {
    const args = { file_path: 'a', content: 'x', mode: 'w' };
    expect(await vfsService().call('s', 'write_file', args)).toEqual(
      failure('InvalidArguments', 'Unknown argument: mode'),
    );
  });

  it('names the file that a path treats as a directory, however long its name is', async () => {
    const { write } = vfsService();
    await write('s', 'notes/first.txt', '1');
    expect(await write('s', 'notes/first.txt/deep/er', '2')).toEqual(
      failure('InvalidArguments', 'Not a directory: notes/first.txt'),
    );
    expect(await write('s', 'notes/second.txt', '2')).toEqual(
      success('Successfully wrote 1 bytes to notes/second.txt'),
    );
  });

  it('denies a directory of the system as it denies what is in it', async () => {
    const { write, read } = vfsService();
    const denied = failure('PermissionDenied', 'Access denied');
    expect(await write('s', '/etc/', 'x')).toEqual(denied);
    expect(await read('s', '/etc/.')).toEqual(denied);
  });

  it('lists what is left when another call deletes a file meanwhile', async () => {
    const entries = new Map<string, string>();
    const { write, list } = vfsService({
      entries,
      fault: (operation, key) => {
        if (operation === 'get' && key === 'vfs/s/a' && entries.size === 2) entries.delete(key);
      },
    });
    await write('s', 'a', '1');
    await write('s', 'b', '2');
    expect(await list('s')).toEqual(success('["b"]'));
  });

  it('answers an unknown tool with UnknownTool', async () => {
    expect(await vfsService().call('s', 'rm')).toEqual(failure('UnknownTool', 'Unknown tool: rm'));
  });

  it('describes itself', async () => {
    const { send } = vfsService();
    expect(await send('GET', '/vfs/health?x=1')).toEqual({
      status: 200,
      body: { status: 'healthy', components: ['vfs'] },
    });
    expect(await send('GET', '/vfs/components')).toEqual({
      status: 200,
      body: { components: ['vfs'] },
    });
    expect(await send('GET', '/vfs/list-tools')).toMatchObject({
      status: 200,
      body: {
        tools: [
          { name: 'read_file', inputSchema: { required: ['file_path'] } },
          { name: 'write_file', inputSchema: { required: ['file_path', 'content'] } },
          { name: 'list_files', inputSchema: { type: 'object', properties: {}, required: [] } },
          { name: 'delete_file', inputSchema: { required: ['file_path'] } },
        ],
      },
    });
  });

  it.each(['/vfs', '/vfs/', '/vfs/execute/', '/vfs/a/execute', '/vfs/healthy', '/vfs/sessions/s'])(
    'answers 404 for %s',
    async (path) => {
      expect(await vfsService().send('POST', path, {})).toEqual({
        status: 404,
        body: { error: 'Not found' },
      });
    },
  );

  it('answers 405 with the methods that the path takes', async () => {
    expect(await handleVfs(inbound('GET', '/vfs/execute'), memoryPlatform())).toEqual({
      status: 405,
      body: '{"error":"Method not allowed: use POST"}',
      allow: ['POST'],
    });
  });

  it('answers 400 in the component style, with an error besides, where there is no call', async () => {
    const { send } = vfsService();
    const result = 'Invalid request: missing field `session_id`';
    expect(await send('POST', '/vfs/execute', { tool: 'list_files', args: {} })).toEqual({
      status: 400,
      body: { success: false, result, error_type: 'InvalidRequest', error: result },
    });
  });

  it('keeps a path that only a starting world may have readable, and guards it', async () => {
    const record = '{"path":"/etc/passwd","written":0,"after":0,"content":"root"}';
    const { call } = vfsService({ entries: new Map([['vfs/s/etc~002fpasswd', record]]) });
    const args = { file_path: '/etc/passwd', content: 'x' };
    expect(await call('s', 'read_file', { file_path: '/etc/passwd' })).toEqual(success('root'));
    expect(await call('s', 'write_file', args)).toEqual(
      failure('PermissionDenied', 'Access denied'),
    );
    expect(await call('s', 'delete_file', { file_path: '/etc/passwd' })).toEqual(
      failure('PermissionDenied', 'Access denied'),
    );
    expect(await call('s', 'read_file', { file_path: '/etc/shadow' })).toEqual(
      failure('PermissionDenied', 'Access denied'),
    );
  });

  it('orders files that were first written in one millisecond by their writes', async () => {
    const { call } = vfsService({ now: () => 5 });
    for (const name of ['b', 'c', 'a'])
      await call('s', 'write_file', { file_path: name, content: '' });
    expect(await call('s', 'list_files')).toEqual(success('["b","c","a"]'));
  });

  it('answers IOError for a record that is no file, which can be deleted', async () => {
    const { call } = vfsService({ entries: new Map([['vfs/s/a', 'ghost']]) });
    const damaged = failure('IOError', 'IO error: the record of the file is damaged');
    expect(await call('s', 'read_file', { file_path: 'a' })).toEqual(damaged);
    expect(await call('s', 'list_files')).toEqual(damaged);
    expect(await call('s', 'delete_file', { file_path: 'a' })).toEqual(
      success('Successfully deleted a'),
    );
    expect(await call('s', 'list_files')).toEqual(success('[]'));
  });

  it('answers PermissionDenied when the sandbox does not grant the store', async () => {
    const { call, send } = vfsService({ stores: [] });
    const reason = 'Access denied: the key-value store is not granted';
    expect(await call('s', 'list_files')).toEqual(failure('PermissionDenied', reason));
    expect(await send('DELETE', '/vfs/session/s')).toEqual({
      status: 200,
      body: { success: false, deleted: { vfs: 0 }, deleted_files: 0, error: reason },
    });
  });

  it('says how far a deletion came when the store fails, and goes on the next time', async () => {
    let broken = true;
    const { call, send } = vfsService({
      fault: (operation, key) => {
        if (broken && operation === 'delete' && key === 'vfs/s/b') throw new StoreFailure('disk');
      },
    });
    for (const name of ['a', 'b']) await call('s', 'write_file', { file_path: name, content: '' });
    expect((await send('DELETE', '/vfs/session/s')).body).toEqual({
      success: false,
      deleted: { vfs: 1 },
      deleted_files: 1,
      error: 'IO error: disk',
    });
    broken = false;
    expect((await send('DELETE', '/vfs/session/s')).body).toEqual({
      success: true,
      deleted: { vfs: 1 },
      deleted_files: 1,
    });
  });

  it('answers 400 when no session is named', async () => {
    for (const target of ['/vfs/session', '/vfs/session/', '/vfs/session?x=1']) {
      expect(await vfsService().send('DELETE', target)).toEqual({
        status: 400,
        body: { error: 'Missing session_id' },
      });
    }
  });
});

describe('the contract deepfabric-4', () => {
  const old = () => vfsService({ variables: { contract: 'deepfabric-4' } });

  it('takes every path literally', async () => {
    const { call } = old();
    const paths = ['./a', 'a', '/a', 'a/b', '', '../x', '/etc/passwd', '__files__', 'a\0', 'a/'];
    for (const path of paths) {
      expect(await call('s', 'write_file', { file_path: path, content: path })).toEqual(
        success(`Successfully wrote ${path.length} bytes to ${path}`),
      );
    }
    for (const path of paths) {
      expect(await call('s', 'read_file', { file_path: path })).toEqual(success(path));
    }
    expect(await call('s', 'list_files')).toEqual(success(JSON.stringify(paths)));
    expect(await call('s', 'read_file', { file_path: '.' })).toEqual(
      failure('FileNotFound', 'File not found: .'),
    );
  });

  it('calls every argument that is no string missing, and ignores the others', async () => {
    const { call } = old();
    const missing = failure('InvalidArguments', 'Missing required argument: content');
    expect(await call('s', 'write_file', { file_path: 'a', content: 1 })).toEqual(missing);
    expect(await call('s', 'read_file', [])).toEqual(
      failure('InvalidArguments', 'Missing required argument: file_path'),
    );
    expect(await call('s', 'list_files', null)).toEqual(success('[]'));
    expect(await call('s', 'list_files', { directory: 'src' })).toEqual(success('[]'));
  });
});
