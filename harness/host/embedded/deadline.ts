/** The number of parts in which a deadline is counted. */
const PARTS = 10;

/**
 * Calls `onLate` after a time that is counted in parts. While the event loop is busy, at most one
 * part passes: nobody answers the component or takes its outcome then, which must not count as the
 * component's time.
 *
 * @param ms from now on, while the event loop is free
 * @returns cancels the deadline
 */
export function startDeadline(ms: number, onLate: () => void): () => void {
  let left = PARTS;
  let last: NodeJS.Immediate | undefined;
  const timer = setInterval(() => {
    left -= 1;
    if (left > 0) return;
    clearInterval(timer);
    // Messages that have arrived by now are handled first.
    last = setImmediate(onLate);
  }, ms / PARTS);
  return () => {
    clearInterval(timer);
    clearImmediate(last);
  };
}

/**
 * Ends a thread when one of the calls of its tape takes too long, by the same count. The count
 * begins when the call is first seen, at most one part after its start.
 *
 * @param ms for each call
 * @returns ends the watch
 */
export function watchCalls(
  thread: { readonly ordinal: number; terminate(): Promise<void> },
  ms: number,
): () => void {
  let seen = thread.ordinal;
  let parts = 0;
  let last: NodeJS.Immediate | undefined;
  const timer = setInterval(() => {
    const now = thread.ordinal;
    const isSame = now === seen && now % 2 === 1;
    seen = now;
    parts = isSame ? parts + 1 : 0;
    if (parts < PARTS) return;
    clearInterval(timer);
    // Messages that have arrived by now are handled first.
    last = setImmediate(() => void thread.terminate());
  }, ms / PARTS);
  return () => {
    clearInterval(timer);
    clearImmediate(last);
  };
}
