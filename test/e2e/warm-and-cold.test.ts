import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { type CallRun, runCall } from '../../harness/engine/run-call.ts';
import {
  CallSequence,
  EmbeddedHost,
  type HttpRequest,
  MemoryKeyValue,
  readManifest,
  resolveAppWorld,
} from '../../harness/internal.ts';
import { githubCall } from '../../properties/arbitraries/github-call.ts';
import { appCall, textRequest } from '../app-calls.fixture.ts';
import { projectRoot } from '../spintape.fixture.ts';
import { UPSTREAM_BY_DIGEST } from '../upstream-by-digest.fixture.ts';

const SEED = 20_260_106;
const CALLS = 1_000;

/** The shipped app, whose components are warmed while they are built. */
const WARM = 'spin-app';
/** The same app without a fault, whose components are not: its entry passes no warm-up on. */
const COLD = 'properties/mutants';

/** Calls of all routes, and calls of GitHub's tools most of which ask GitHub. */
const call = fc.oneof(
  { weight: 3, arbitrary: appCall },
  {
    weight: 1,
    arbitrary: githubCall.map((called) =>
      textRequest('POST', '/github/execute', JSON.stringify({ session_id: 's', ...called })),
    ),
  },
);

const hosts: EmbeddedHost[] = [];

afterAll(async () => {
  for (const host of hosts) await host.close();
});

/** An app in a world of its own that goes on from call to call. */
async function opened(name: string): Promise<(request: HttpRequest) => Promise<CallRun>> {
  const app = await readManifest(join(projectRoot, name));
  const { grants } = resolveAppWorld(app, { world: new Map(), overrides: new Map() });
  const host = new EmbeddedHost(app, { mode: 'reset', workers: 1, deadlineMs: 240_000 });
  hosts.push(host);
  const sequence = new CallSequence(SEED, () => Date.UTC(2026, 0, 5, 9));
  const stores = new MemoryKeyValue();
  return (request) => {
    const start = sequence.next('s');
    const upstream = UPSTREAM_BY_DIGEST;
    return runCall(host, request, { ...start, grants, stores, upstream, timers: 'virtual' });
  };
}

/** All that a call showed, but for the variable that chooses a fault. */
function shown(run: CallRun): unknown {
  if (run.outcome.kind !== 'answered') return run;
  const variables = run.outcome.variables?.filter((name) => !name.endsWith('/mutant'));
  return { ...run, outcome: { ...run.outcome, variables } };
}

it(`shows the same in ${CALLS} generated calls, warmed while it is built or not`, async () => {
  const [warm, cold] = [await opened(WARM), await opened(COLD)];
  const kinds = new Set<string>();
  for (const [index, request] of fc.sample(call, { numRuns: CALLS, seed: SEED }).entries()) {
    const [ours, theirs] = await Promise.all([warm(request), cold(request)]);
    kinds.add(`${ours.outcome.kind}, ${ours.sent.length > 0 ? 'asks' : 'does not ask'}`);
    // The comparison of vitest takes seconds for half a megabyte.
    if (isDeepStrictEqual(shown(ours), shown(theirs))) continue;
    const body = JSON.stringify(new TextDecoder().decode(request.body).slice(0, 500));
    const where = `seed ${SEED}, call ${index}: ${request.method} ${request.path} ${body}`;
    expect(shown(ours), where).toEqual(shown(theirs));
    expect.fail(where);
  }
  expect([...kinds].sort()).toEqual([
    'answered, asks',
    'answered, does not ask',
    'no-route, does not ask',
  ]);
}, 240_000);
