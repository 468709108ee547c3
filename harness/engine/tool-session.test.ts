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

  it('takes a request without headers and body, and one whose body is text', async () => {
    const session = await ToolSession.open(app);
    const health = await session.request({ method: 'GET', path: '/vfs/health' });
    expect(health.status).toBe(200);
    const body = '{"session_id":"session","tool":"list_files","args":{}}';
    const listed = await session.request({ method: 'POST', path: '/vfs/execute', body });
    expect(new TextDecoder().decode(listed.body)).toBe(
      '{"success":true,"result":"[]","error_type":null}',
    );
  });

  it.each<[string, object, string]>([
    ['a misspelt setting', { fils: {} }, 'there is no setting "fils". Did you mean files?'],
    [
      'an unknown setting',
      { network: true },
      'there is no setting "network". Set session, files, mock, variables, seed, clock, exchanges.',
    ],
    [
      'a time as text',
      { clock: '2026-01-05T09:00:00Z' },
      'clock is "2026-01-05T09:00:00Z", not a whole number. Give it in milliseconds, such as Date.now().',
    ],
    [
      'a time that is an object',
      { clock: new Date(0) },
      'clock is a value of type Date, not a whole number. Give it in milliseconds, such as Date.now().',
    ],
    [
      'a seed below 0',
      { seed: -1 },
      'seed is -1, not a whole number of at least 0. Give such a number.',
    ],
  ])('refuses %s', async (_, settings, message) => {
    const opened = ToolSession.open(app, settings);
    await expect(opened).rejects.toMatchObject({
      code: 'usage',
      message: `Failed to open the session: ${message}`,
    });
  });

  it.each<[string, object, string]>([
    ['no method', { path: '/' }, 'method is missing, not a text'],
    ['no path', { method: 'GET' }, 'path is missing, not a text'],
    [
      'headers by name',
      { method: 'GET', path: '/', headers: { a: 'b' } },
      'headers is a value of type object, not a list of pairs',
    ],
    [
      'a body that is neither text nor bytes',
      { method: 'POST', path: '/', body: {} },
      'body is a value of type object, neither text nor bytes',
    ],
  ])('refuses a request with %s', async (_, request, reason) => {
    const session = await ToolSession.open(app);
    const sent = session.request(request as Parameters<typeof session.request>[0]);
    await expect(sent).rejects.toMatchObject({
      code: 'usage',
      problem: `Failed to send the request: ${reason}`,
    });
  });

  it('refuses a call without a component', async () => {
    const session = await ToolSession.open(app);
    const call = { tool: 'read_file' } as Parameters<typeof session.call>[0];
    await expect(session.call(call)).rejects.toMatchObject({
      code: 'usage',
      problem: 'Failed to call the tool: component is missing, not a name',
    });
  });

  it('refuses a contradictory world', async () => {
    const opened = ToolSession.open(app, { variables: { github_tokn: 'x' } });
    await expect(opened).rejects.toMatchObject({ next: 'Did you mean github_token?' });
  });
});
