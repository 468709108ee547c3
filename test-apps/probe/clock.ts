import { numberOf, type ProbeCall, type ProbeHandler } from './probe-call.ts';
import { json } from './report.ts';

/** What a component can observe of time and chance. */
export const clockHandlers: Record<string, ProbeHandler> = {
  '/random': () =>
    json({
      bytes: [...crypto.getRandomValues(new Uint8Array(16))],
      uuid: crypto.randomUUID(),
      number: Math.random(),
      now: Date.now(),
      date: new Date().toString(),
      elapsed: performance.now(),
    }),
  /** Starts a timer for every `ms`, and tells in which order they rang and when. */
  '/sleep': async ({ query }) => {
    const start = Date.now();
    const rang: { ms: number; after: number }[] = [];
    await Promise.all(
      query.getAll('ms').map(async (ms) => {
        await sleep(Number(ms));
        rang.push({ ms: Number(ms), after: Date.now() - start });
      }),
    );
    return json(rang);
  },
  /** Reads the clock in a loop for `ms`: a host whose clock stands still never ends this. */
  '/busy': (call: ProbeCall) => {
    const end = performance.now() + numberOf(call, 'ms', 10);
    let reads = 0;
    while (performance.now() < end) reads += 1;
    return json({ reads });
  },
};

/** Resolves after so many milliseconds of the host's clock. */
export function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
