import type { SpinHost, SpinStore } from './spin-platform.ts';

/** A request that a component is warmed by. */
export interface WarmUpRequest {
  readonly method: string;
  /** The path with its query. */
  readonly target: string;
  readonly body?: string;
}

/** The answer to an outbound request while a component is warmed. */
export interface WarmUpAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Requests that stand for what a component is asked later, and the world in which they run. */
export interface WarmUp {
  /** Run one after another; the later ones find what the earlier ones stored. */
  readonly requests: readonly WarmUpRequest[];
  readonly variables?: Readonly<Record<string, string>>;
  /** Answers outbound requests; by default all of them fail. */
  readonly upstream?: (method: string, url: string) => WarmUpAnswer;
}

/** A `POST` of JSON. */
export function warmUpPost(target: string, value: unknown): WarmUpRequest {
  return { method: 'POST', target, body: JSON.stringify(value) };
}

/**
 * A host that lives in memory and asks nobody: while a component is built there are no clock, no
 * randomness and no imports, and what was drawn from them would be the same in every call.
 */
export function warmUpHost({ variables = {}, upstream }: WarmUp): SpinHost {
  const entries = new Map<string, Uint8Array>();
  return {
    openStore: () => warmUpStore(entries),
    variable: (name) => variables[name] ?? null,
    fetch: async (url, { method = 'GET' }) => {
      if (upstream === undefined) throw new Error('nobody answers while a component is built');
      const { status = 200, headers = {}, body } = upstream(method, url);
      return new Response(body, { status, headers: { ...headers } });
    },
    now: () => 0,
  };
}

function warmUpStore(entries: Map<string, Uint8Array>): SpinStore {
  return {
    get: (key) => entries.get(key),
    exists: (key) => entries.has(key),
    set: (key, value) => {
      entries.set(key, new TextEncoder().encode(value));
    },
    delete: (key) => {
      entries.delete(key);
    },
    getKeys: () => [...entries.keys()],
  };
}
