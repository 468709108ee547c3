import { exit } from 'wasi:cli/exit@0.2.0';
import { type ProbeHandler, textOf } from './probe-call.ts';
import { json } from './report.ts';

let calls = 0;
const retained: Uint8Array[] = [];

/** What no well-behaved component does. */
export const troubleHandlers: Record<string, ProbeHandler> = {
  /** Counts the calls that this instance has seen: always 1 when every call gets a clean one. */
  '/counter': () => {
    calls += 1;
    const marked = globalThis as { mark?: number };
    marked.mark = (marked.mark ?? 0) + 1;
    return json({ calls, mark: marked.mark });
  },
  '/loop': () => {
    for (;;) calls += 1;
  },
  /** Allocates, and touches, memory for ever. */
  '/hog': () => {
    for (;;) retained.push(new Uint8Array(1_048_576).fill(retained.length));
  },
  /** Allocates `size` bytes, keeps them, and answers. */
  '/grow': ({ query }) => {
    retained.push(new Uint8Array(Number(query.get('size'))).fill(1));
    return json({ retained: retained.length });
  },
  '/throw': (call) => {
    throw new Error(textOf(call, 'message') || 'thrown on purpose');
  },
  '/reject': () => Promise.reject(new Error('rejected on purpose')),
  '/overflow': () => json({ depth: descend(0) }),
  /** Leaves by wasi:cli/exit, which a host answers with a trap. */
  '/trap': () => {
    exit({ tag: 'err' });
    return json({ left: false });
  },
  '/never': () => new Promise<Response>(() => undefined),
};

function descend(depth: number): number {
  return 1 + descend(depth + 1);
}
