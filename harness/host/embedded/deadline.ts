/** A deadline is counted in so many parts. */
const PARTS = 10;

/**
 * Ends what takes too long. The time is counted in parts, of which a busy event loop uses up one
 * at most: while it is busy, nobody answers the component or takes its outcome, and that is not the
 * component's time.
 *
 * @param ms from now on, while the event loop is free
 * @returns takes the deadline back
 */
export function startDeadline(ms: number, onLate: () => void): () => void {
  let left = PARTS;
  let last: NodeJS.Immediate | undefined;
  const timer = setInterval(() => {
    left -= 1;
    if (left > 0) return;
    clearInterval(timer);
    // What has come by now is taken first.
    last = setImmediate(onLate);
  }, ms / PARTS);
  return () => {
    clearInterval(timer);
    clearImmediate(last);
  };
}

/**
 * Ends a thread when one of the calls of its tape takes too long, by the same count, which begins
 * when the call is first seen: up to a part later than it began.
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
    // What has come by now is taken first.
    last = setImmediate(() => void thread.terminate());
  }, ms / PARTS);
  return () => {
    clearInterval(timer);
    clearImmediate(last);
  };
}
