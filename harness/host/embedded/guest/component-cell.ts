import type { InstanceMode } from '../instance-mode.ts';
import { CoreInstances } from './core-instances.ts';
import type { IncomingRequest } from './imports/http-incoming.ts';
import type { ResponseOutparam } from './imports/http-outgoing.ts';
import { wasiImports } from './imports/wasi-imports.ts';

/** What the glue exports for a component of wasi:http/proxy@0.2.0. */
export interface Guest {
  readonly incomingHandler: {
    handle(request: IncomingRequest, outparam: ResponseOutparam): void;
  };
  /** Forgets all resources; see `resettableGlue`. */
  resetGlue?(): void;
}

/** The glue's entry point, as jco's `--instantiation sync` writes it. */
export type Instantiate = (
  getCoreModule: (name: string) => WebAssembly.Module,
  imports: object,
  instantiateCore: (
    module: WebAssembly.Module,
    imports?: WebAssembly.Imports,
  ) => WebAssembly.Instance,
) => Guest;

/** A component as a worker holds it. */
export interface LoadedComponent {
  readonly instantiate: Instantiate;
  readonly cores: ReadonlyMap<string, WebAssembly.Module>;
  /**
   * Whether the glue can forget a call, so that it is kept with its core instances; default: no,
   * each call gets new glue on the kept core instances.
   */
  readonly keepsGlue?: boolean | undefined;
  /** Whether an instance can be restored for the next call; if not, each call gets a new one. */
  readonly resettable: boolean;
}

/** An instance of a component. */
interface Instance {
  readonly cores: CoreInstances;
  readonly guest: Guest;
}

/**
 * A place in which one component runs, one call after another, each in a clean instance. A call
 * that a component makes to itself, directly or not, needs a second cell.
 */
export class ComponentCell {
  readonly #component: LoadedComponent;
  readonly #mode: InstanceMode;
  #kept: Instance | undefined;
  #running: Instance | undefined;
  /** Calls that ran in a kept instance, and in a new one. */
  readonly counters = { reset: 0, fresh: 0 };

  constructor(component: LoadedComponent, mode: InstanceMode) {
    this.#component = component;
    this.#mode = component.resettable ? mode : 'fresh';
  }

  /** A clean instance for the next call. */
  begin(): Guest {
    const kept = this.#kept;
    this.#kept = undefined;
    const running = kept === undefined ? this.#fresh() : this.#reset(kept);
    this.counters[kept === undefined ? 'fresh' : 'reset'] += 1;
    this.#running = running;
    return running.guest;
  }

  #fresh(): Instance {
    const cores = new CoreInstances(this.#component.keepsGlue ? 'one-glue' : 'new-glue');
    const guest = this.#glue(cores);
    cores.keep();
    return { cores, guest };
  }

  #reset({ cores, guest }: Instance): Instance {
    cores.reset();
    if (guest.resetGlue === undefined) return { cores, guest: this.#glue(cores) };
    guest.resetGlue();
    return { cores, guest };
  }

  /** Pages of memory that the running call uses by now. */
  get memoryPages(): number {
    return this.#running?.cores.memoryPages ?? 0;
  }

  /**
   * Whether this machine would have given the running call all the memory that its limit allows.
   * To find out, it allocates that memory, which is freed with the instance.
   */
  couldGrowToLimit(): boolean {
    return this.#running?.cores.growToLimit() ?? true;
  }

  /**
   * Ends a call.
   *
   * @param sound whether the guest returned normally; an instance that trapped is not reused
   */
  end(sound: boolean): void {
    const running = this.#running;
    this.#running = undefined;
    if (sound && this.#mode === 'reset' && running?.cores.restorable === true) this.#kept = running;
  }

  #glue(cores: CoreInstances): Guest {
    const { instantiate, cores: modules } = this.#component;
    return instantiate(
      (name) => {
        const module = modules.get(name);
        if (module === undefined) throw new Error(`This is a bug in Spintape: no core ${name}.`);
        return module;
      },
      wasiImports,
      cores.instantiate,
    );
  }
}
