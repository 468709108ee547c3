import { type WarmUp, type WarmUpRequest, warmUpPost } from '../protocol/warm-up.ts';

function call(tool: string, args: unknown): WarmUpRequest {
  return warmUpPost('/vfs/execute', { session_id: 'session 1', tool, args });
}

/** What the component is warmed by while it is built. */
export const vfsWarmUp: WarmUp = {
  requests: [
    call('write_file', { file_path: 'docs/notes.md', content: 'text' }),
    call('write_file', { file_path: './docs/notes.md', content: 'text' }),
    call('write_file', { file_path: 'docs/b/other file.md', content: '' }),
    call('list_files', {}),
    call('read_file', { file_path: 'docs/notes.md' }),
    call('read_file', { file_path: 'missing.md' }),
    call('read_file', { file_path: 'docs' }),
    call('read_file', { file_path: '/etc/passwd' }),
    call('read_file', { path: 'notes.md' }),
    call('delete_file', { file_path: 'docs/notes.md' }),
    call('delete_file', { file_path: 'docs/notes.md' }),
    call('no_tool', {}),
    { method: 'POST', target: '/vfs/execute', body: '{' },
    warmUpPost('/vfs/execute', { tool: 'read_file' }),
    { method: 'GET', target: '/vfs/health' },
    { method: 'GET', target: '/vfs/list-tools' },
    { method: 'DELETE', target: '/vfs/session/session%201' },
    { method: 'DELETE', target: '/vfs/session?id=session+1' },
    { method: 'GET', target: '/vfs/nothing' },
  ],
};
