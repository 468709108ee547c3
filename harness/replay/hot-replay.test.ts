import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RecordedCall } from '../compare/call-check.ts';
import { resolveAppWorld } from '../host/app-world.ts';
import { EmbeddedHost } from '../host/embedded/embedded-host.ts';
import type { WorldHost } from '../host/host.ts';
import type { AppManifest } from '../host/manifest/app-manifest.ts';
import { readManifest } from '../host/manifest/read-manifest.ts';
import { CallSequence } from '../world/call-sequence.ts';
import { MemoryKeyValue } from '../world/key-value/key-value.ts';
import { ObservedKeyValue } from '../world/key-value/observed-key-value.ts';
import { TracedKeyValue } from '../world/key-value/traced-key-value.ts';
import { REFUSING_OUTBOUND } from '../world/outbound-http/refusing.ts';
import type { StartingWorld } from '../world/starting-world.ts';
import { hotReplay } from './hot-replay.ts';

const AT = Date.UTC(2026, 0, 5);
const variables = new Map([['token', 'spintape-secret.token.stand-in']]);
const WORLD: StartingWorld = {
  seed: 1,
  clock: AT,
  variables,
  files: new Map(),
  store: new Map(),
  keep: [],
};

let manifest: AppManifest;
let host: EmbeddedHost;

beforeAll(async () => {
  const path = new URL('../../test-apps/probe/spin.toml', import.meta.url);
  manifest = await readManifest(fileURLToPath(path));
  host = new EmbeddedHost(manifest, { mode: 'reset', workers: 1 });
});
afterAll(() => host.close());

/** A call to the probe that was made in the world of these tests. */
async function recordedCall(path: string): Promise<RecordedCall> {
  const { grants } = resolveAppWorld(manifest, { world: variables, overrides: new Map() });
  const replayed = new MemoryKeyValue();
  const request = { method: 'GET', path, headers: [], body: new Uint8Array() };
  const observed = new ObservedKeyValue(new MemoryKeyValue(), replayed);
  const keyValue = new TracedKeyValue(observed);
  const start = new CallSequence(WORLD.seed, () => AT).next(undefined);
  const upstream = REFUSING_OUTBOUND;
  const world = { ...start, grants, keyValue, upstream, timers: 'virtual' } as const;
  const outcome = await host.call(request, world);
  if (outcome.kind !== 'answered') throw new Error(JSON.stringify(outcome));
  const { response, elapsedMs } = outcome;
  const state = observed.state();
  const interaction = { at: AT, request, response, exchanges: [], given: new Map(), state };
  const { reads } = keyValue;
  return { interaction, start, elapsedMs, reads, secrets: [], ordinal: 0, replayed };
}

function callByCall(): WorldHost {
  return {
    call: (request, world) => host.call(request, world),
    componentFor: (path) => host.componentFor(path),
    buildKey: (component) => host.buildKey(component),
    counters: () => host.counters(),
    close: () => host.close(),
  };
}

function check(call: RecordedCall, world: Partial<StartingWorld> = {}, by: WorldHost = host) {
  const live = resolveAppWorld(manifest, { world: variables, overrides: new Map() });
  return hotReplay({ app: { manifest, host: by }, world: { ...WORLD, ...world }, live })(call);
}

describe('a call that is replayed at once', () => {
  it.each(['/probe/random', '/probe/variable?name=greeting', '/probe/sleep?ms=50&ms=10'])(
    'reproduces in its own world: %s',
    async (path) => {
      expect(await check(await recordedCall(path))).toBeUndefined();
    },
  );

  it('asks the main thread for nothing where it reproduces', async () => {
    const call = () => Promise.reject(new Error('The main thread was asked.'));
    const playTape = (tape: unknown) => host.playTape(tape);
    const inWorker = { ...callByCall(), call, playTape };
    for (const path of ['/probe/counter', '/probe/random']) {
      expect(await check(await recordedCall(path), {}, inWorker)).toBeUndefined();
    }
    await expect(check(await recordedCall('/probe/random'), { seed: 2 }, inWorker)).rejects.toThrow(
      'The main thread was asked.',
    );
  });

  it('is replayed call by call by a host that plays no tapes', async () => {
    expect(await check(await recordedCall('/probe/counter'), {}, callByCall())).toBeUndefined();
  });

  it('does not reproduce when it differs in one of two replays', async () => {
    const playTape = async () => ({ result: 'differs' });
    const found = await check(
      await recordedCall('/probe/random'),
      {},
      {
        ...callByCall(),
        playTape,
      },
    );
    expect(found).toEqual({
      import: 'instance',
      detail: 'it differed in one of two replays, though every import gave the same',
    });
  });

  it('blames randomness that the file would not give', async () => {
    expect(await check(await recordedCall('/probe/random'), { seed: 2 })).toEqual({
      import: 'random',
      detail: 'the call started from another seed than a replay does',
    });
  });

  it('blames a clock that the file would not give', async () => {
    const call = await recordedCall('/probe/random');
    const moved = { ...call, interaction: { ...call.interaction, at: AT + 1 } };
    expect(await check(moved)).toEqual({
      import: 'clock',
      detail: 'the call began at another time than the file says',
    });
    const changed = await recordedCall('/probe/sleep?ms=50');
    const { response } = await recordedCall('/probe/sleep?ms=40').then((it) => it.interaction);
    const longer = { ...changed, interaction: { ...changed.interaction, response } };
    expect(await check({ ...longer, elapsedMs: 41 })).toEqual({
      import: 'clock',
      detail: 'the call took 41 ms, and its replay 51 ms',
    });
  });

  it('blames a variable that the file would not give', async () => {
    const call = await recordedCall('/probe/variable?name=greeting');
    const world = { variables: new Map([...variables, ['greeting', 'good day']]) };
    expect(await check(call, world)).toEqual({
      import: 'variables',
      detail: "greeting has another value than the file's world gives it",
    });
  });

  it('blames a request that was not sent when it was recorded', async () => {
    const url = 'https://api.example.test/';
    const call = await recordedCall('/probe/fetch-forget?url=https%3A%2F%2Fapi.example.test%2F');
    expect(await check(call)).toEqual({
      import: 'outbound-http',
      detail: `request GET ${url} was not sent before`,
    });
  });

  it('blames a limit that only the replay ran into', async () => {
    const call = await recordedCall('/probe/busy?ms=1500');
    const hurried = new EmbeddedHost(manifest, { mode: 'reset', workers: 1, deadlineMs: 100 });
    expect(await check(call, {}, hurried)).toEqual({
      import: 'limits',
      detail: 'the replay had no result: the component probe ran longer than 100 ms',
    });
    await hurried.close();
  });

  it('leaves the stores as it found them', async () => {
    const call = await recordedCall('/probe/kv/set?store=default&key=k');
    expect(await check(call)).toBeUndefined();
    expect(call.replayed.keys('default')).toEqual([]);
  });
});
