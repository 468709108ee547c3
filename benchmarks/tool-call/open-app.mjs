import { fileURLToPath } from 'node:url';
import {
  CallSequence,
  EmbeddedHost,
  MemoryKeyValue,
  RecordedOutbound,
  readManifest,
  resolveAppWorld,
} from '../../dist/harness/internal.js';

/** The root of the package. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

const app = await readManifest(`${root}spin-app/spin.toml`);

/**
 * The shipped app on a host, with one world for all calls; `exchanges` answer the outbound HTTP of
 * every call again.
 */
export async function openApp({ mode, workers, exchanges = [], variables = new Map() }) {
  const host = new EmbeddedHost(app, { mode, workers });
  const { grants } = resolveAppWorld(app, { world: variables, overrides: new Map() });
  const keyValue = new MemoryKeyValue();
  const sequence = new CallSequence(1, () => 1_700_000_000_000);
  const call = async (request) => {
    const upstream = new RecordedOutbound(exchanges);
    const world = { ...sequence.next('s'), grants, keyValue, upstream, timers: 'virtual' };
    const outcome = await host.call(request, world);
    if (outcome.kind !== 'answered' || outcome.response.status >= 500) {
      throw new Error(`no answer: ${JSON.stringify(outcome)}`);
    }
    return outcome;
  };
  return { host, keyValue, call };
}
