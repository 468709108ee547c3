import { HarnessError } from '../../errors.ts';
import { loadPrepared, type PreparedComponent } from '../prepare/load-prepared.ts';
import { rewriteCores } from '../prepare/wasm/rewrite-cores.ts';
import type { PreparingListener } from '../prepare-app.ts';
import type { ComponentModules } from './messages.ts';

/** A component with its build key. */
interface LibraryEntry {
  readonly modules: ComponentModules;
  readonly buildKey: string;
}

/**
 * The components of an app, compiled once, on first use, and shared by all workers: a compiled
 * module is sent to a worker without being compiled again.
 */
export class ComponentLibrary {
  readonly #sources: ReadonlyMap<string, string>;
  readonly #memoryPages: number | undefined;
  readonly #onPrepare: PreparingListener | undefined;
  readonly #entries = new Map<string, Promise<LibraryEntry>>();

  /**
   * @param sources the Wasm file of each component by id
   * @param settings.memoryPages limit of each component's memory in pages of 64 KiB; default: the
   * limit of its build
   */
  constructor(
    sources: ReadonlyMap<string, string>,
    settings: {
      readonly memoryPages?: number | undefined;
      readonly onPrepare?: PreparingListener | undefined;
    } = {},
  ) {
    this.#sources = sources;
    this.#memoryPages = settings.memoryPages;
    this.#onPrepare = settings.onPrepare;
  }

  /** @throws HarnessError when the component's file is missing or is not a component. */
  async modules(id: string): Promise<ComponentModules> {
    return (await this.#entry(id)).modules;
  }

  /** What the component was built from; see `PreparedComponent.buildKey`. */
  async buildKey(id: string): Promise<string> {
    return (await this.#entry(id)).buildKey;
  }

  #entry(id: string): Promise<LibraryEntry> {
    let entry = this.#entries.get(id);
    if (entry === undefined) {
      entry = this.#load(id);
      this.#entries.set(id, entry);
      // The cause of the failure may be gone at the next attempt.
      entry.catch(() => this.#entries.delete(id));
    }
    return entry;
  }

  async #load(id: string): Promise<LibraryEntry> {
    const source = this.#sources.get(id);
    if (source === undefined) {
      throw new HarnessError({
        code: 'manifest-invalid',
        problem: `Failed to find the component ${id}: the manifest has no [component.${id}]`,
        next: 'Name a component of the app.',
      });
    }
    const listener = this.#onPrepare;
    const onPrepare = listener && ((bytes: number) => listener({ component: id, bytes }));
    const prepared = await loadPrepared(source, { onPrepare });
    const cores = await Promise.all(
      this.#limited(prepared).map(async ({ name, bytes }) => {
        return { name, module: await WebAssembly.compile(bytes as Uint8Array<ArrayBuffer>) };
      }),
    );
    const { glue, resettable, buildKey } = prepared;
    return { modules: { id, glue, cores, resettable }, buildKey };
  }

  #limited(prepared: PreparedComponent): PreparedComponent['cores'] {
    const memoryPages = this.#memoryPages;
    return memoryPages === undefined ? prepared.cores : rewriteCores(prepared, { memoryPages });
  }
}
