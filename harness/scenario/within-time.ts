import { createContext, Script } from 'node:vm';

/** What {@link withinTime} gives in place of a result. */
export const OUT_OF_TIME = Symbol('out of time');

/**
 * Runs something that may take for ever, such as a search for a regular expression of somebody
 * else, and stops it after a time: the engine interrupts only what it runs as a script of its own.
 * It must change nothing, since it may be stopped anywhere.
 */
export function withinTime<Result>(
  milliseconds: number,
  run: () => Result,
): Result | typeof OUT_OF_TIME {
  try {
    const context = createContext({ run });
    return new Script('run()').runInContext(context, { timeout: milliseconds });
  } catch (error) {
    if (isTimeout(error)) return OUT_OF_TIME;
    throw error;
  }
}

function isTimeout(error: unknown): boolean {
  const { code } = (error ?? {}) as { readonly code?: unknown };
  return code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
}
