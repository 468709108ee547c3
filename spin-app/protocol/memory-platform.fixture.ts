import type { Answer, InboundRequest } from './http.ts';
import {
  type FetchRequest,
  type FetchResponse,
  NetworkFailure,
  type Platform,
  SandboxRefusal,
  type Store,
} from './platform.ts';

/** An operation of a store, as a fault can choose it. */
export type StoreOperation = 'get' | 'exists' | 'set' | 'delete' | 'keys';

/** What a test's world is made of; everything may be left out. */
export interface MemoryWorld {
  /** The entries of the store `default`; calls change it in place. */
  readonly entries?: Map<string, string>;
  /** Labels that may be opened; all of them are the same entries. */
  readonly stores?: readonly string[];
  readonly variables?: Readonly<Record<string, string>>;
  /** The wall clock; by default it moves on by a millisecond with each reading. */
  readonly now?: () => number;
  readonly fetch?: (request: FetchRequest) => Promise<FetchResponse>;
  /** Called before each operation; throws what the store is to throw. */
  readonly fault?: (operation: StoreOperation, key: string) => void;
}

/** A platform that lives in memory. */
export function memoryPlatform(world: MemoryWorld = {}): Platform {
  const { entries = new Map<string, string>(), stores = ['default'], variables = {} } = world;
  let time = Date.UTC(2026, 10, 21);
  return {
    openStore: (label) => {
      if (!stores.includes(label)) throw new SandboxRefusal('the key-value store is not granted');
      return memoryStore(entries, world.fault ?? (() => {}));
    },
    variable: (name) => variables[name] ?? null,
    fetch: world.fetch ?? (() => Promise.reject(new NetworkFailure('there is no network'))),
    now: world.now ?? (() => time++),
  };
}

function memoryStore(
  entries: Map<string, string>,
  fault: NonNullable<MemoryWorld['fault']>,
): Store {
  return {
    get: (key) => {
      fault('get', key);
      return entries.get(key) ?? null;
    },
    exists: (key) => {
      fault('exists', key);
      return entries.has(key);
    },
    set: (key, value) => {
      fault('set', key);
      entries.set(key, value);
    },
    delete: (key) => {
      fault('delete', key);
      entries.delete(key);
    },
    keys: () => {
      fault('keys', '');
      // Spin promises no order, so the tests must not get the order of insertion.
      return [...entries.keys()].reverse();
    },
  };
}

/** A request; `target` is the path with its query, `body` text, bytes or a value sent as JSON. */
export function inbound(method: string, target: string, body?: unknown): InboundRequest {
  const mark = target.indexOf('?');
  return {
    method,
    path: mark === -1 ? target : target.slice(0, mark),
    query: mark === -1 ? '' : target.slice(mark + 1),
    body: bytesOf(body),
  };
}

function bytesOf(body: unknown): Uint8Array {
  if (body === undefined) return new Uint8Array();
  if (body instanceof Uint8Array) return body;
  return new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body));
}

/** An answer with its body parsed, to be compared as a whole. */
export function parsed({ status, body }: Answer): { status: number; body: unknown } {
  return { status, body: JSON.parse(body) };
}

/** Answers chained requests as Spin does: `http://<component>.spin.internal/...` by its handler. */
export function chainedFetch(
  handlers: Readonly<Record<string, (request: InboundRequest) => Promise<Answer>>>,
): (request: FetchRequest) => Promise<FetchResponse> {
  return async ({ method, url, body }) => {
    const [, component = '', target = '/'] =
      /^http:\/\/([a-z]+)\.spin\.internal(\/.*)$/s.exec(url) ?? [];
    const handler = handlers[component];
    if (handler === undefined) throw new SandboxRefusal(`the host of ${url} is not granted`);
    const answer = await handler(inbound(method, target, body));
    return {
      status: answer.status,
      header: (name) => (name.toLowerCase() === 'content-type' ? 'application/json' : null),
      body: new TextEncoder().encode(answer.body),
    };
  };
}
