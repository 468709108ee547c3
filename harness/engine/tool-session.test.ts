import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../host/app.ts';
import { openApp } from '../host/open-app.ts';
import { ToolSession } from './tool-session.ts';

const PROBE = fileURLToPath(new URL('../../test-apps/probe/spin.toml', import.meta.url));

const read = { component: 'vfs', tool: 'read_file', args: { file_path: 'a' } };

function write(content: string) {
  return { component: 'vfs', tool: 'write_file', args: { file_path: 'a', content } };
}

describe('ToolSession', () => {
  let app: App;

  beforeAll(async () => {
    app = await openApp(undefined, { workers: 1 });
  });

  afterAll(() => app.host.close());

  it('isolates sessions, also those with the same name', async () => {
    const [one, other] = [await ToolSession.open(app), await ToolSession.open(app)];
    await one.call(write('1'));
    expect(await one.call(read)).toEqual({ success: true, result: '1', errorType: null });
    expect(await other.call(read)).toMatchObject({ success: false, errorType: 'FileNotFound' });
  });

  it('runs calls in the order in which they are made, and continues after one that failed', async () => {
    const session = await ToolSession.open(app);
    const made = [
      session.call(write('1')),
      session.call({ component: 'nobody', tool: 'x' }),
      session.call(write('2')),
      session.call(read),
    ];
    const [, lost, , last] = await Promise.allSettled(made);
    expect(lost).toMatchObject({ status: 'rejected', reason: { code: 'usage' } });
    expect(last).toMatchObject({ status: 'fulfilled', value: { result: '2' } });
  });

  it('answers outbound requests from its exchanges alone', async () => {
    const call = { component: 'github', tool: 'gh_get_repo', args: { owner: 'o', repo: 'r' } };
    const alone = await ToolSession.open(app);
    expect(await alone.call(call)).toMatchObject({ success: false });
  });

  it('gives the same answers for the same seed, and others for another', async () => {
    const probe = await openApp(PROBE, { workers: 1 });
    const request = { method: 'GET', path: '/probe/random', headers: [], body: new Uint8Array() };
    const variables = { token: 'not-a-real-token' };
    const drawn = async (seed: number) => {
      const { status, body } = await (await ToolSession.open(probe, { seed, variables })).request(
        request,
      );
      return `${status} ${new TextDecoder().decode(body)}`;
    };
    const [one, again, other] = [await drawn(7), await drawn(7), await drawn(8)];
    await probe.host.close();
    expect(one).toMatch(/^200 .*"uuid"/);
    expect(again).toBe(one);
    expect(other).not.toBe(one);
  });

  it('refuses a contradictory world', async () => {
    const opened = ToolSession.open(app, { variables: { github_tokn: 'x' } });
    await expect(opened).rejects.toMatchObject({ next: 'Did you mean github_token?' });
  });
});
