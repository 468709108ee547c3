import { expect } from 'vitest';
import {
  type CallOutcome,
  CallSequence,
  EmbeddedHost,
  type InstanceMode,
  MemoryKeyValue,
  readManifest,
  resolveAppWorld,
} from '../../harness/internal.ts';
import { UPSTREAM_BY_DIGEST } from '../upstream-by-digest.fixture.ts';

/** An app, and the calls to make. */
export interface Comparison {
  readonly folder: string;
  readonly calls: number;
  /** The request of a call, by its number. */
  request(index: number): { readonly path: string; readonly body?: string };
}

/**
 * Makes the same calls in instances that are restored and in new ones, each in a world of its own,
 * and expects the same outcomes, which it gives; prints how many calls ran how.
 */
export async function sameInBothModes({
  folder,
  calls,
  request,
}: Comparison): Promise<CallOutcome[]> {
  const outcomes: CallOutcome[] = [];
  const [reset, fresh] = [await open(folder, 'reset'), await open(folder, 'fresh')];
  try {
    for (let index = 0; index < calls; index += 1) {
      const { path, body } = request(index);
      const [ours, theirs] = await Promise.all([reset.call(path, body), fresh.call(path, body)]);
      expect(readable(ours), `call ${index}: ${path}`).toEqual(readable(theirs));
      outcomes.push(ours);
    }
    const { reset: kept, fresh: made } = reset.host.counters();
    console.log(`${folder}: ${calls} calls, ${kept} in kept instances and ${made} in new ones`);
    expect(kept).toBeGreaterThan(made);
    expect(fresh.host.counters().reset).toBe(0);
    return outcomes;
  } finally {
    await Promise.all([reset.host.close(), fresh.host.close()]);
  }
}

async function open(folder: string, mode: InstanceMode) {
  const app = await readManifest(folder);
  const { grants } = resolveAppWorld(app, { world: new Map(), overrides: new Map() });
  const host = new EmbeddedHost(app, { mode, workers: 1, deadlineMs: 240_000 });
  const sequence = new CallSequence(1, () => Date.UTC(2026, 0, 5, 9));
  const keyValue = new MemoryKeyValue();
  const call = (path: string, text?: string): Promise<CallOutcome> =>
    host.call(
      {
        method: text === undefined ? 'GET' : 'POST',
        path,
        headers: [],
        body: new TextEncoder().encode(text ?? ''),
      },
      {
        ...sequence.next(undefined),
        grants,
        keyValue,
        upstream: UPSTREAM_BY_DIGEST,
        timers: 'virtual',
      },
    );
  return { host, call };
}

function readable(outcome: CallOutcome): unknown {
  if (outcome.kind !== 'answered') return outcome;
  const { body, ...head } = outcome.response;
  return { ...outcome, response: { ...head, body: new TextDecoder().decode(body) } };
}
