import { type WarmUp, warmUpPost } from '../protocol/warm-up.ts';

const session_id = 'session 1';

/** What the component is warmed by while it is built. */
export const gatewayWarmUp: WarmUp = {
  requests: [
    warmUpPost('/execute', { session_id, tool: 'read_file', args: { file_path: 'a' } }),
    warmUpPost('/execute', { session_id, tool: 'gh_get_repo', args: {} }),
    warmUpPost('/execute', { session_id, tool: 'get_weather', args: {} }),
    warmUpPost('/execute?session_id=session+1', { name: 'read_file', arguments: {} }),
    warmUpPost('/execute', { name: 'get_weather', arguments: {} }),
    warmUpPost('/execute', { tool: 1 }),
    { method: 'POST', target: '/execute', body: '{' },
    { method: 'GET', target: '/health' },
    { method: 'GET', target: '/components' },
    { method: 'GET', target: '/list-tools' },
    { method: 'DELETE', target: '/session/session%201' },
    { method: 'DELETE', target: '/session?id=session+1' },
    { method: 'GET', target: '/nothing' },
  ],
  upstream: (method, url) => ({
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(answer(method, url)),
  }),
};

function answer(method: string, url: string): object {
  if (method === 'DELETE') return { success: true, deleted: { vfs: 1 }, deleted_files: 1 };
  if (url.includes('/list-tools')) return { tools: [{ name: 'a', description: '' }] };
  if (url.endsWith('/health')) return { status: 'healthy', components: ['vfs'] };
  return { success: true, result: 'text', error_type: null };
}
