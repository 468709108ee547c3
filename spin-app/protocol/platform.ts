/** A key-value store as Spin gives it: no compare-and-set, no listing by prefix, text values. */
export interface Store {
  /**
   * The value, or null when the key is absent. Throws {@link SandboxRefusal} or {@link
   * StoreFailure}.
   */
  get(key: string): string | null;
  exists(key: string): boolean;
  set(key: string, value: string): void;
  delete(key: string): void;
  /** All keys of the store, those of other sessions and components too, in no promised order. */
  keys(): string[];
}

/** An outbound HTTP request of a component. */
export interface FetchRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** The answer to a {@link FetchRequest}; redirects are not followed. */
export interface FetchResponse {
  readonly status: number;
  /** The value of a response header (name in any case), or null. */
  header(name: string): string | null;
  readonly body: Uint8Array;
}

/**
 * What a component may ask of the world around it. The Spin entry implements it with the SDK, tests
 * with plain objects, so that the logic runs in Node and in Wasm alike.
 */
export interface Platform {
  /**
   * Opens a store by its label. Throws {@link SandboxRefusal} when the manifest does not declare
   * it.
   */
  openStore(label: string): Store;
  /** The value of a component variable, or null when it is not declared. */
  variable(name: string): string | null;
  /**
   * Throws {@link SandboxRefusal} for an undeclared host, {@link NetworkFailure} when nothing
   * answers.
   */
  fetch(request: FetchRequest): Promise<FetchResponse>;
  /** Wall-clock time in milliseconds since the Unix epoch. */
  now(): number;
}

/** The sandbox denied a host or a store that spin.toml does not declare. */
export class SandboxRefusal extends Error {
  override readonly name = 'SandboxRefusal';
}

/** The key-value store failed; the state is what it was before. */
export class StoreFailure extends Error {
  override readonly name = 'StoreFailure';
}

/** No HTTP answer arrived: refused, unresolved, timed out or cut off. */
export class NetworkFailure extends Error {
  override readonly name = 'NetworkFailure';
}
