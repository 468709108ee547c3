import { createHash } from 'node:crypto';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import {
  type CallOutcome,
  CallSequence,
  EmbeddedHost,
  type HttpRequest,
  type InstanceMode,
  MemoryKeyValue,
  readManifest,
  resolveAppWorld,
} from '../../harness/internal.ts';
import { appCall } from '../app-calls.fixture.ts';
import { probeCall } from '../probe-calls.fixture.ts';
import { projectRoot } from '../spintape.fixture.ts';
import { UPSTREAM_BY_DIGEST } from '../upstream-by-digest.fixture.ts';

const SEED = 20_260_105;
const CALLS = 1_000;
const LEAST_RESET = 0.8;

/** One instance mode: a host for each app, and a world that goes on from call to call. */
interface Side {
  readonly hosts: readonly EmbeddedHost[];
  call(call: GeneratedCall): Promise<CallOutcome>;
}

interface GeneratedCall {
  readonly app: 'spin-app' | 'test-apps/probe';
  readonly request: HttpRequest;
}

const generated = fc.oneof(
  appCall.map((request): GeneratedCall => ({ app: 'spin-app', request })),
  probeCall.map((request): GeneratedCall => ({ app: 'test-apps/probe', request })),
);

/** Calls of both apps in turns; about every fifth repeats an earlier one. */
function generateCalls(): GeneratedCall[] {
  const repeats = fc.option(fc.nat(), { freq: 4 });
  const drawn = fc.sample(fc.tuple(generated, repeats), { numRuns: CALLS, seed: SEED });
  const calls: GeneratedCall[] = [];
  for (const [call, repeated] of drawn) {
    calls.push((repeated === null ? undefined : calls[repeated % calls.length]) ?? call);
  }
  return calls;
}

const sides: Side[] = [];

afterAll(async () => {
  await Promise.all(sides.flatMap(({ hosts }) => hosts.map((host) => host.close())));
});

async function openSide(mode: InstanceMode): Promise<Side> {
  const sequence = new CallSequence(SEED, () => Date.UTC(2026, 0, 5, 9));
  const open = async (name: GeneratedCall['app'], memoryPages?: number) => {
    const app = await readManifest(join(projectRoot, name));
    const overrides = new Map(name === 'spin-app' ? [] : [['token', 'ghp_tokenOfTheTests0123']]);
    const { grants } = resolveAppWorld(app, { world: new Map(), overrides });
    const host = new EmbeddedHost(app, { mode, workers: 1, memoryPages, deadlineMs: 240_000 });
    return { host, grants, keyValue: new MemoryKeyValue() };
  };
  const apps = {
    'spin-app': await open('spin-app'),
    'test-apps/probe': await open('test-apps/probe', 512),
  };
  const side: Side = {
    hosts: Object.values(apps).map(({ host }) => host),
    call: ({ app, request }) => {
      const { host, ...world } = apps[app];
      const start = sequence.next(undefined);
      return host.call(request, {
        ...start,
        ...world,
        upstream: UPSTREAM_BY_DIGEST,
        timers: 'virtual',
      });
    },
  };
  sides.push(side);
  return side;
}

/** All of an outcome, with the body as its digest, so that a failure can be read. */
function fingerprint(outcome: CallOutcome): unknown {
  if (outcome.kind !== 'answered') return outcome;
  const { body, ...head } = outcome.response;
  const digest = createHash('sha256').update(body).digest('hex');
  return { ...outcome, response: { ...head, length: body.length, digest } };
}

function described({ app, request }: GeneratedCall): string {
  const body = JSON.stringify(new TextDecoder().decode(request.body).slice(0, 500));
  return `${app} ${request.method} ${request.path.slice(0, 500)} ${body}`;
}

it(`gives ${CALLS} generated calls the same outcomes in reset and in fresh instances`, async () => {
  const calls = generateCalls();
  const [reset, fresh] = [await openSide('reset'), await openSide('fresh')];
  const kinds = new Map<string, number>();
  for (const [index, call] of calls.entries()) {
    const [ours, theirs] = await Promise.all([reset.call(call), fresh.call(call)]);
    const kind = theirs.kind === 'failed' ? `failed: ${theirs.reason}` : theirs.kind;
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    const where = `seed ${SEED}, call ${index}: ${described(call)}`;
    expect(fingerprint(ours), where).toEqual(fingerprint(theirs));
  }
  const counters = reset.hosts.map((host) => host.counters());
  const sum = (name: 'reset' | 'fresh') =>
    counters.reduce((total, counter) => total + counter[name], 0);
  const share = sum('reset') / (sum('reset') + sum('fresh'));
  console.log(
    `seed ${SEED}: ${sum('reset')} calls of components in reset instances, ` +
      `${sum('fresh')} in fresh ones (${(share * 100).toFixed(1)} % reset); ` +
      [...kinds].map(([kind, count]) => `${kind} ${count}`).join(', '),
  );
  expect(share, `seed ${SEED}: share of calls in reset instances`).toBeGreaterThanOrEqual(
    LEAST_RESET,
  );
  expect(fresh.hosts.map((host) => host.counters().reset)).toEqual([0, 0]);
}, 240_000);
