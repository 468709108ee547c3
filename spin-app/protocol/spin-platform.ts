import {
  type FetchRequest,
  type FetchResponse,
  NetworkFailure,
  type Platform,
  SandboxRefusal,
  type Store,
  StoreFailure,
} from './platform.ts';

/** A key-value store as the SDK gives it. */
export interface SpinStore {
  /** The SDK's type says null for an absent key; the engine's bindings give undefined. */
  get(key: string): Uint8Array | null | undefined;
  exists(key: string): boolean;
  set(key: string, value: string): void;
  delete(key: string): void;
  getKeys(): string[];
}

/** What a component has of Spin and of its engine. */
export interface SpinHost {
  openStore(label: string): SpinStore;
  variable(name: string): string | null;
  fetch(url: string, options: RequestInit): Promise<Response>;
  now(): number;
}

/** The platform that a host is for a component's logic. */
export function platformOf(host: SpinHost): Platform {
  return {
    openStore: (label) => storeOf(guarded(() => host.openStore(label))),
    variable: (name) => host.variable(name),
    fetch: (request) => fetchThrough(host, request),
    now: () => host.now(),
  };
}

function storeOf(store: SpinStore): Store {
  return {
    get: (key) => {
      const value = guarded(() => store.get(key));
      if (value === null || value === undefined) return null;
      // Without ignoreBOM a value that begins with U+FEFF would lose it.
      return new TextDecoder('utf-8', { ignoreBOM: true }).decode(value);
    },
    exists: (key) => guarded(() => store.exists(key)),
    set: (key, value) => guarded(() => store.set(key, value)),
    delete: (key) => guarded(() => store.delete(key)),
    keys: () => guarded(() => store.getKeys()),
  };
}

/** Runs a key-value operation and gives its errors the platform's types. */
function guarded<T>(operation: () => T): T {
  try {
    return operation();
  } catch (error) {
    const { tag, val } = payloadOf(error);
    if (tag === 'access-denied' || tag === 'no-such-store') {
      throw new SandboxRefusal(`the key-value store is not granted (${tag})`);
    }
    throw new StoreFailure(val ?? tag ?? String(error));
  }
}

/** The error case of fermyon:spin/key-value that the glue attached to what it threw. */
function payloadOf(error: unknown): { tag?: string; val?: string } {
  if (typeof error !== 'object' || error === null) return {};
  const payload = 'payload' in error ? error.payload : error;
  if (typeof payload !== 'object' || payload === null) return {};
  const tag = 'tag' in payload && typeof payload.tag === 'string' ? { tag: payload.tag } : {};
  const val = 'val' in payload && typeof payload.val === 'string' ? { val: payload.val } : {};
  return { ...tag, ...val };
}

async function fetchThrough(host: SpinHost, request: FetchRequest): Promise<FetchResponse> {
  const response = await sentThrough(host, request);
  return {
    status: response.status,
    header: (name) => response.headers.get(name),
    body: await bodyOf(response),
  };
}

async function sentThrough(
  host: SpinHost,
  { method, url, headers, body }: FetchRequest,
): Promise<Response> {
  try {
    const options = { method, headers: { ...headers }, ...(body === undefined ? {} : { body }) };
    return await host.fetch(url, options);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    // The engine says this, and nothing more, when the host denies a request before sending it.
    if (message.includes('An error occurred while using the host API')) {
      throw new SandboxRefusal(`the host of ${url} is not granted`);
    }
    throw new NetworkFailure(message);
  }
}

async function bodyOf(response: Response): Promise<Uint8Array> {
  try {
    return new Uint8Array(await response.arrayBuffer());
  } catch {
    // The engine says the same of a body that breaks off as of a request that is denied.
    throw new NetworkFailure('the answer broke off');
  }
}
