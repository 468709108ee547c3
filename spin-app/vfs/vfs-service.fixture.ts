import {
  inbound,
  type MemoryWorld,
  memoryPlatform,
  parsed,
} from '../protocol/memory-platform.fixture.ts';
import { handleVfs } from './vfs.ts';

/** A vfs service in memory that answers one request after the other, as parsed JSON. */
export function vfsService(world: MemoryWorld = {}) {
  const platform = memoryPlatform(world);
  const send = async (method: string, target: string, body?: unknown) =>
    parsed(await handleVfs(inbound(method, target, body), platform));
  const call = async (session_id: string, tool: string, args: unknown = {}) =>
    (await send('POST', '/vfs/execute', { session_id, tool, args })).body;
  return {
    send,
    call,
    write: (session: string, file_path: string, content: unknown) =>
      call(session, 'write_file', { file_path, content }),
    read: (session: string, file_path: string) => call(session, 'read_file', { file_path }),
    list: (session: string) => call(session, 'list_files'),
    remove: (session: string, file_path: string) => call(session, 'delete_file', { file_path }),
  };
}

/** The body of a tool call that succeeded. */
export function success(result: string) {
  return { success: true, result, error_type: null };
}

/** The body of a tool call that failed. */
export function failure(error_type: string, result: string) {
  return { success: false, result, error_type };
}
