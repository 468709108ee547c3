import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type AppManifest,
  type CassetteFile,
  EmbeddedHost,
  type ExchangeOutcome,
  LiveOutbound,
  parseCassette,
  printCassette,
  readManifest,
  recordScenario,
  replayCassette,
} from '../../harness/internal.ts';
import { hotReplays } from '../../harness/replay/hot-replay.ts';
import { projectRoot } from '../spintape.fixture.ts';
import { NOBODY, startUpstream, type Upstream } from '../upstream.fixture.ts';

const FILE = 'recorded-time.yaml';
const SAME = { verdict: 'same', calls: 1, differences: [] };

let manifest: AppManifest;
let host: EmbeddedHost;
let upstream: Upstream;

beforeAll(async () => {
  manifest = await readManifest(join(projectRoot, 'test-apps/probe'));
  host = new EmbeddedHost(manifest, { mode: 'reset', workers: 1 });
  // `/after/300/x` answers `x` after 300 ms; `/cut` promises more than it sends.
  upstream = await startUpstream((request, response) => {
    const [, verb, ms, body] = (request.url ?? '').split('/');
    if (verb === 'cut') return cutOff(response);
    setTimeout(() => response.end(body), Number(ms));
  });
});
afterAll(() => host.close());

function cutOff(response: ServerResponse): void {
  response.writeHead(200, { 'content-length': '100' });
  response.write('only this', () => response.destroy());
}

/** Records one call of the probe in the real world. */
function record(path: string, queries: ReadonlyArray<readonly [string, string]>) {
  const query = queries.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  const scenario = parseCassette(
    `spintape: 1\nname: time\n---\nrequest: {method: GET, path: '/probe${path}?${query}'}\n`,
    FILE,
  );
  const recording = {
    app: { manifest, host },
    outbound: new LiveOutbound(),
    overrides: new Map([['token', 'ghp_tokenOfTheTimeTests0123456789']]),
    openChecks: hotReplays({ manifest, host }, 'calls-with-secrets'),
    now: () => Date.now(),
  };
  return recordScenario(recording, { scenario, file: FILE });
}

/** Replays the text of this cassette, after edits. */
async function replay(cassette: CassetteFile, edit = (text: string) => text) {
  const text = edit(printCassette(cassette, ''));
  const sent = upstream.requests.length;
  const file = parseCassette(text, FILE);
  const replayed = await replayCassette({ manifest, host }, { cassette: file, file: FILE });
  expect(upstream.requests.length, 'requests that left the replay').toBe(sent);
  return replayed;
}

function answerOf({ entries }: CassetteFile): unknown {
  return JSON.parse(new TextDecoder().decode(entries[0]?.response?.body));
}

function outcomesOf({ entries }: CassetteFile): ExchangeOutcome[] {
  return (entries[0]?.exchanges ?? []).map(({ outcome }) => outcome);
}

/** An answer with status 200 and this body, as a component sees it and as a file holds it. */
function seen(body: string) {
  return { ok: true, value: expect.objectContaining({ status: 200, body }) };
}

describe('a fetch against a timer', () => {
  it('that the timer wins replays with the same winner, and without sleeping', async () => {
    const cassette = await record('/fetch-race', [
      ['url', `${upstream.url}/after/1500/late`],
      ['ms', '100'],
    ]);
    expect(answerOf(cassette)).toEqual({ winner: 'timer' });
    const [outcome] = outcomesOf(cassette);
    expect(outcome?.kind).toBe('lost-to-timer');
    // The component reads the clock between timer and request, which takes some microseconds.
    expect(outcome?.afterMs).toBeCloseTo(100, 1);
    expect(await replay(cassette)).toEqual(SAME);
    // An hour of virtual time, where a call may take 25 s of real time.
    const anHour = (text: string) => text.replace('&ms=100', '&ms=3600000');
    expect(await replay(cassette, anHour)).toEqual(SAME);
    // Without `after`, the answer is there at once, and the fetch wins.
    const answered = (text: string) =>
      text.replace(/lost-to-timer: .*/, 'response: {status: 200, text: early}');
    expect((await replay(cassette, answered)).verdict).toBe('differs');
  });

  it('that the fetch wins replays with the same winner', async () => {
    const cassette = await record('/fetch-race', [
      ['url', `${upstream.url}/after/20/early`],
      ['ms', '4000'],
    ]);
    expect(answerOf(cassette)).toEqual({ winner: seen('early') });
    expect(outcomesOf(cassette)).toMatchObject([{ kind: 'response' }]);
    expect(await replay(cassette)).toEqual(SAME);
  });

  it('that rings several times before the answer comes replays with as many rings', async () => {
    const cassette = await record('/fetch-ticking', [
      ['url', `${upstream.url}/after/1500/late`],
      ['ms', '40'],
    ]);
    const { ticks, answer } = answerOf(cassette) as { ticks: number; answer: unknown };
    expect(answer).toEqual(seen('late'));
    expect(ticks).toBeGreaterThan(0);
    const [outcome] = outcomesOf(cassette);
    expect(outcome).toMatchObject({ kind: 'response' });
    const afterMs = outcome?.afterMs ?? 0;
    // As many timers of 40 ms as rang, give or take the readings of the clock between them.
    expect(Math.abs(afterMs - ticks * 40)).toBeLessThan(1);
    expect(await replay(cassette)).toEqual(SAME);
    const atOnce = (text: string) => text.replace(/\n +after: .*/, '');
    const early = await replay(cassette, atOnce);
    expect(early.differences[0]).toMatchObject({
      where: { in: 'result', path: 'ticks' },
      recorded: String(ticks),
      actual: '0',
    });
  });
});

describe('parallel fetches', () => {
  it('replay in any order of the answers', async () => {
    const orders = [
      [10, 200, 100],
      [200, 100, 10],
      [100, 10, 200],
    ];
    for (const order of orders) {
      const cassette = await record(
        '/fetch-parallel',
        order.map((ms, index) => ['url', `${upstream.url}/after/${ms}/${index}`]),
      );
      expect(answerOf(cassette)).toEqual(['0', '1', '2'].map(seen));
      expect(await replay(cassette)).toEqual(SAME);
    }
  });
});

describe('a fetch', () => {
  it('that is never awaited replays', async () => {
    const cassette = await record('/fetch-forget', [['url', `${upstream.url}/after/300/x`]]);
    expect(answerOf(cassette)).toEqual({ started: true });
    expect(outcomesOf(cassette)).toEqual([{ kind: 'lost-to-timer', afterMs: 0 }]);
    expect(await replay(cassette)).toEqual(SAME);
  });

  it('to a port that refuses replays as the same error', async () => {
    const cassette = await record('/fetch', [['url', `${NOBODY}/`]]);
    expect(outcomesOf(cassette)).toEqual([{ kind: 'error', code: 'connection-refused' }]);
    expect(answerOf(cassette)).toMatchObject({ ok: false });
    expect(await replay(cassette)).toEqual(SAME);
  });

  it('whose body is cut off replays with the same part of it', async () => {
    const cassette = await record('/fetch', [['url', `${upstream.url}/cut`]]);
    expect(outcomesOf(cassette)).toEqual([
      {
        kind: 'response',
        response: expect.objectContaining({ body: new TextEncoder().encode('only this') }),
        cut: 9,
      },
    ]);
    expect(await replay(cassette)).toEqual(SAME);
  });
});
