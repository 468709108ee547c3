import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ServedApp, serveApp, spintape } from '../spintape.fixture.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';
import { reportOf, request } from '../tool-calls.fixture.ts';
import { startUpstream, type Upstream } from '../upstream.fixture.ts';
import { buildPythonApp, setUpAdvice } from './componentize-py.ts';
import { sameInBothModes } from './reset-and-fresh.ts';

const { folder = '', missing } = buildPythonApp(process.env);
if (missing !== undefined) process.stderr.write(setUpAdvice(missing));

describe.skipIf(missing !== undefined)('an app in Python', () => {
  const recorded = temporaryFolder();
  let upstream: Upstream;
  let app: ServedApp;

  beforeAll(async () => {
    upstream = await startUpstream((request, response) => {
      request.setEncoding('utf8');
      let body = '';
      request.on('data', (text) => {
        body += text;
      });
      request.on('end', () => response.end(`${request.method} ${request.url} ${body}`));
    });
    app = await serveApp(['--app', folder, '--workers', '1', '--record', recorded]);
  });
  afterAll(() => app.end());

  const ask = async (path: string, body?: string) => {
    const sent = body === undefined ? {} : { method: 'POST', body };
    const answer = await request(`${app.url}${path}`, sent);
    return answer.status === 200 ? JSON.parse(answer.body) : answer;
  };
  const to = (path: string) => `url=${encodeURIComponent(`${upstream.url}${path}`)}`;

  it('keeps values, and reads its variables', async () => {
    expect(await ask('/get?key=a')).toBeNull();
    expect(await ask('/set?key=a', 'one')).toEqual(['a']);
    expect(await ask('/get?key=a')).toBe('one');
    expect(await ask('/variable?name=greeting')).toBe('hello');
  });

  it('asks upstreams, one after another and at the same time', async () => {
    expect(await ask(`/fetch?${to('/x')}`)).toEqual({ status: 200, body: 'GET /x ' });
    expect(await ask(`/fetch?method=POST&${to('/y')}`, 'text')).toEqual({
      status: 200,
      body: 'POST /y text',
    });
    const both = `first=${upstream.url}/1&second=${upstream.url}/2`;
    expect(await ask(`/fetch-both?${both}`)).toEqual([
      { status: 200, body: 'GET /1 ' },
      { status: 200, body: 'GET /2 ' },
    ]);
  });

  it('asks its other component', async () => {
    expect(await ask('/fetch?url=http://behind.spin.internal/calls')).toEqual({
      status: 200,
      body: '1',
    });
  });

  it('has a clock and randomness', async () => {
    const { seconds } = await ask('/clock');
    expect(Math.abs(seconds - Date.now() / 1000)).toBeLessThan(600);
    expect(await ask('/random')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
  });

  it('streams an answer, and fails with an exception, each in a clean instance', async () => {
    const streamed = await request(`${app.url}/stream?parts=3`);
    expect([streamed.status, streamed.body]).toEqual([200, 'part 0\npart 1\npart 2\n']);
    for (const path of ['/panic', '/variable?name=absent', '/fetch?url=http://elsewhere/']) {
      expect(await request(`${app.url}${path}`)).toMatchObject({ status: 500, body: '' });
    }
    expect(await ask('/calls')).toBe(1);
  });

  it('replays what was recorded, without its upstream', async () => {
    upstream.close();
    await app.end();
    expect(readFileSync(join(recorded, 'shared.yaml'), 'utf8')).toContain('POST /y text');
    const args = ['replay', '--json', '--app', folder, '--workers', '1', recorded];
    const replayed = await spintape(args);
    expect([replayed.code, reportOf(replayed).results]).toEqual([
      0,
      [expect.objectContaining({ name: 'shared', verdict: 'same', calls: 15 })],
    ]);
  });

  it('answers in kept instances as in new ones', async () => {
    const calls = Number(process.env['SPINTAPE_PYTHON_CALLS'] ?? 40);
    await sameInBothModes({ folder, calls, request: callOf });
  });
});

/** A path for each use of the host, with new parameters in each round. */
function callOf(index: number): { readonly path: string; readonly body?: string } {
  const url = `http://127.0.0.1:1/${index}`;
  const calls = [
    { path: `/set?key=k${index % 30}`, body: 'v'.repeat(index * 7) },
    { path: `/get?key=k${index % 17}` },
    { path: `/fetch?url=${url}` },
    { path: `/fetch?method=POST&url=${url}`, body: `body ${index}` },
    { path: `/fetch-both?first=${url}&second=${url}/2` },
    { path: '/fetch?url=http://behind.spin.internal/random' },
    { path: `/stream?parts=${index % 50}` },
    { path: '/random' },
    { path: '/clock' },
    { path: '/calls' },
    { path: '/panic' },
    { path: '/variable?name=greeting' },
  ];
  return calls[index % calls.length] ?? { path: '/' };
}
