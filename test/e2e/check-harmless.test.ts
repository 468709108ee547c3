import { expect, it } from 'vitest';
import { serveApp, spintape } from '../spintape.fixture.ts';
import { request } from '../tool-calls.fixture.ts';

/** Ids that laws use as well. */
const SESSIONS = ['s', 'a', 'shared', ''];

it('does not touch other sessions of a running service', async () => {
  const served = await serveApp();
  const call = async (session: string, tool: string, args: object): Promise<unknown> => {
    const body = JSON.stringify({ session_id: session, tool, args });
    const answer = await request(`${served.url}/vfs/execute`, { method: 'POST', body });
    return (JSON.parse(answer.body) as { readonly result: unknown }).result;
  };
  for (const session of SESSIONS) {
    await call(session, 'write_file', { file_path: 'own', content: 'x' });
  }
  const laws = ['totality', 'session-isolation', 'cleanup'].flatMap((law) => ['--law', law]);
  const args = ['check', '--endpoint', served.url, '--seed', '1', '--runs', '60', ...laws];
  expect((await spintape(args)).code).toBe(0);
  for (const session of SESSIONS) {
    expect([session, await call(session, 'list_files', {})]).toEqual([session, '["own"]']);
  }
  await served.end();
});
