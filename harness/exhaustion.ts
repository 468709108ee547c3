import { HarnessError, systemCode } from './errors.ts';

/** Resources that a process can run out of, by error code. */
const BY_CODE: Readonly<Record<string, string>> = {
  EMFILE: 'this process may open no more files',
  ENFILE: 'this machine can open no more files',
  ENOBUFS: 'this machine has no more memory for connections',
  ENOMEM: 'there is no more memory',
  ERR_MEMORY_ALLOCATION_FAILED: 'there is no more memory',
  ERR_WORKER_INIT_FAILED: 'no more threads can be started',
  ERR_WORKER_OUT_OF_MEMORY: 'a worker thread has no more memory',
};

// The engine throws these as RangeError, or as DOMException when a message is copied. A trap of a
// component is a WebAssembly.RuntimeError, and infinite recursion has another message.
const NO_MEMORY = /\bout of memory\b|allocation failed|could not allocate/i;

/**
 * The resource that this process or machine has run out of, as text; undefined for every other
 * error. It is never the fault of a component or an upstream: no verdict and no recording may
 * depend on it.
 */
export function exhaustion(error: unknown): string | undefined {
  const known = BY_CODE[systemCode(error)];
  if (known !== undefined) return known;
  // By name, since an error may come from another context than this one.
  const { name, message } = (error ?? {}) as {
    readonly name?: unknown;
    readonly message?: unknown;
  };
  const isOfEngine = name === 'RangeError' || name === 'DataCloneError';
  return isOfEngine && NO_MEMORY.test(String(message)) ? BY_CODE['ENOMEM'] : undefined;
}

/**
 * The error for a failure of the host itself.
 *
 * @param what the operation: `run the call`
 * @param reason such as {@link exhaustion} gives
 */
export function hostFailure(what: string, reason: string, cause?: unknown): HarnessError {
  return new HarnessError({
    code: 'host-failed',
    problem: `Failed to ${what}: ${reason}`,
    next: 'Raise the limit (`ulimit -n`, `ulimit -v`) or end other programs, then try again.',
    cause,
  });
}
