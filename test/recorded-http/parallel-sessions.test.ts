import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { serveApp } from '../spintape.fixture.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';
import { HostileUpstream } from './hostile-upstream.ts';
import { whole } from './http-answer.ts';
import { replayOffline } from './offline-replay.ts';
import { PROBE_TOKEN, probe } from './probe-request.ts';
import { PROBE_APP } from './wire-context.ts';

// Later requests are answered sooner, so that the sessions overtake one another.
const upstream = new HostileUpstream(
  new Map([['same', (_, nth) => [{ pauseMs: 40 - 10 * (nth % 4) }, ...whole(`answer ${nth}`)]]]),
);
afterAll(() => upstream.close());

it('parallel sessions with the same requests are recorded separately, and each replays alone', async () => {
  const folder = temporaryFolder();
  const { http } = await upstream.listen();
  const args = ['--app', PROBE_APP, '--record', 'cassettes', '--workers', '2'];
  const env = { SPIN_VARIABLE_TOKEN: PROBE_TOKEN };
  const service = await serveApp(args, { cwd: folder, env });
  const reported = new Map<string, string[]>();
  const play = async (session: string): Promise<void> => {
    for (let call = 0; call < 4; call += 1) {
      const { path } = probe('/fetch', [
        ['url', `${http}/same`],
        ['session_id', session],
      ]);
      const { value } = (await (await fetch(service.url + path)).json()) as {
        value: { body: string };
      };
      reported.set(session, [...(reported.get(session) ?? []), value.body]);
    }
  };
  await Promise.all(['s-0', 's-1', 's-2', 's-3'].map(play));
  await service.end();
  expect(new Set([...reported.values()].flat()).size).toBe(16);
  const { report } = await replayOffline(folder);
  expect(report.summary).toMatchObject({ files: 4, calls: 16, same: 4 });
  for (const { path } of report.results) {
    const text = readFileSync(join(folder, path), 'utf8');
    const session = /session_id=(s-\d)/.exec(text)?.[1] ?? '';
    const answers = [...text.matchAll(/text: (answer \d+)}/g)].map(([, answer]) => answer);
    expect(answers).toEqual(reported.get(session));
  }
});
