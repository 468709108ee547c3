/** Answers with a value as JSON. */
export function json(value: unknown, status = 200): Response {
  return new Response(JSON.stringify(value), {
    status,
    headers: { 'content-type': 'application/json' },
  });
}

/** What a component can tell of an error that the host raised. */
export interface ErrorReport {
  readonly name: string;
  readonly message: string;
  /** The WIT error value, when the error is one. */
  readonly payload?: unknown;
}

/** Runs an attempt and tells what came of it, so that a test sees what the component saw. */
export async function attempt<T>(
  action: () => T | Promise<T>,
): Promise<{ ok: true; value: T } | { ok: false; error: ErrorReport }> {
  try {
    return { ok: true, value: await action() };
  } catch (error) {
    return { ok: false, error: describe(error) };
  }
}

function describe(error: unknown): ErrorReport {
  if (!(error instanceof Error)) return { name: typeof error, message: '', payload: error };
  const payload = 'payload' in error ? { payload: error.payload } : {};
  return { name: error.name, message: error.message, ...payload };
}
