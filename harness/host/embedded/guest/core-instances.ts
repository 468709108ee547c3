import { type Forwarder, forwardingFunction } from './forwarding.ts';

type Imports = WebAssembly.Imports;

/** Memories and mutable globals of a component, as they were right after instantiation. */
interface Pristine {
  readonly memories: ReadonlyArray<{ memory: WebAssembly.Memory; image: Uint8Array }>;
  readonly globals: ReadonlyArray<{ global: WebAssembly.Global; value: unknown }>;
}

/** A name that `rewriteCore` gives to the export of a mutable global. */
const GLOBAL_EXPORT = /^\$g\d+$/;

/** Whether core instances serve one instance of the glue, or a new one for each call. */
export type GlueUse = 'one-glue' | 'new-glue';

/**
 * The core instances of one component, kept from call to call. If each call gets new glue, its
 * `instantiate` runs for every call and asks for its core instances one after another. From the
 * second call on it gets the kept ones, whose imports are then forwarded to the new glue's
 * functions.
 *
 * Even small core instances are kept: V8 keeps a growing list of the instances that share a memory
 * or table, so a single new one for each call slows down all calls.
 */
export class CoreInstances {
  readonly #instances: WebAssembly.Instance[] = [];
  readonly #forwarders: Forwarder[][] = [];
  readonly #exported = new WeakSet<object>();
  readonly #use: GlueUse;
  #pristine: Pristine = { memories: [], globals: [] };
  #next = 0;

  constructor(use: GlueUse) {
    this.#use = use;
  }

  /** The glue's hook: a new instance the first time, the kept one after {@link reset}. */
  readonly instantiate = (module: WebAssembly.Module, imports?: Imports): WebAssembly.Instance => {
    const index = this.#next++;
    const kept = this.#instances[index];
    if (kept === undefined) return this.#create(module, imports ?? {});
    this.#redirect(index, imports ?? {});
    return kept;
  };

  /** Saves the image that {@link reset} restores; called once, before the first call. */
  keep(): void {
    const exports = this.#instances.flatMap((instance) => Object.entries(instance.exports));
    const memories = new Set(
      exports.flatMap(([, value]) => (value instanceof WebAssembly.Memory ? [value] : [])),
    );
    this.#pristine = {
      memories: [...memories].map((memory) => ({
        memory,
        image: new Uint8Array(memory.buffer).slice(),
      })),
      globals: exports.flatMap(([name, value]) =>
        GLOBAL_EXPORT.test(name) && value instanceof WebAssembly.Global
          ? [{ global: value, value: value.value }]
          : [],
      ),
    };
  }

  /** Whether the instances can be restored: a memory that has grown cannot shrink again. */
  get restorable(): boolean {
    return this.#pristine.memories.every(
      ({ memory, image }) => memory.buffer.byteLength === image.byteLength,
    );
  }

  /** Restores memories and globals in place, and lets new glue start with the first instance. */
  reset(): void {
    for (const { memory, image } of this.#pristine.memories) {
      new Uint8Array(memory.buffer).set(image);
    }
    for (const { global, value } of this.#pristine.globals) global.value = value;
    this.#next = 0;
  }

  /** Grows each memory to its limit; false when the machine does not have so much. */
  growToLimit(): boolean {
    return this.#pristine.memories.every(({ memory }) => growToLimit(memory));
  }

  /** The pages of the largest memory. */
  get memoryPages(): number {
    return Math.max(
      0,
      ...this.#pristine.memories.map(({ memory }) => memory.buffer.byteLength / 65_536),
    );
  }

  #create(module: WebAssembly.Module, imports: Imports): WebAssembly.Instance {
    const forwarders: Forwarder[] = [];
    const bound = this.#use === 'one-glue' ? imports : this.#forwarded(imports, forwarders);
    const instance = new WebAssembly.Instance(module, bound);
    for (const value of Object.values(instance.exports)) {
      if (typeof value === 'function') this.#exported.add(value);
    }
    this.#instances.push(instance);
    this.#forwarders.push(forwarders);
    return instance;
  }

  #forwarded(imports: Imports, forwarders: Forwarder[]): Imports {
    return mapImports(imports, (value) => {
      if (typeof value !== 'function' || this.#exported.has(value)) return value;
      const forwarder: Forwarder = { target: value as Forwarder['target'] };
      forwarders.push(forwarder);
      return forwardingFunction(forwarder) as WebAssembly.ImportValue;
    });
  }

  #redirect(index: number, imports: Imports): void {
    const forwarders = this.#forwarders[index] ?? [];
    let at = 0;
    for (const module of Object.values(imports)) {
      for (const value of Object.values(module)) {
        if (typeof value !== 'function' || this.#exported.has(value)) continue;
        const forwarder = forwarders[at++];
        if (forwarder !== undefined) forwarder.target = value as Forwarder['target'];
      }
    }
  }
}

function mapImports(
  imports: Imports,
  map: (value: WebAssembly.ImportValue) => WebAssembly.ImportValue,
): Imports {
  return Object.fromEntries(
    Object.entries(imports).map(([name, module]) => [
      name,
      Object.fromEntries(Object.entries(module).map(([key, value]) => [key, map(value)])),
    ]),
  );
}

/** The largest memory that a 32-bit module can have, in pages. */
const MOST_PAGES = 65_536;

// The limit of a memory cannot be read. The engine's error says whether the limit was the cause.
function growToLimit(memory: WebAssembly.Memory): boolean {
  for (let pages = MOST_PAGES; pages >= 1; pages /= 2) {
    try {
      memory.grow(pages);
    } catch (error) {
      if (!String(error).includes('Maximum memory size exceeded')) return false;
    }
  }
  return true;
}
