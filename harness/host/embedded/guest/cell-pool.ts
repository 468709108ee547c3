import type { InstanceCounters } from '../../host.ts';
import type { InstanceMode } from '../instance-mode.ts';
import { ComponentCell, type LoadedComponent } from './component-cell.ts';
import { Trap } from './result-error.ts';

/** The cells of a worker: one for each component, and one more for each level of recursion. */
export class CellPool {
  readonly #mode: InstanceMode;
  readonly #components = new Map<string, LoadedComponent>();
  readonly #idle = new Map<string, ComponentCell[]>();
  readonly #all: ComponentCell[] = [];

  constructor(mode: InstanceMode) {
    this.#mode = mode;
  }

  /** Makes a component known to this worker. */
  add(id: string, component: LoadedComponent): void {
    this.#components.set(id, component);
  }

  /** An idle cell of the component; give it back with {@link giveBack}. */
  take(id: string): ComponentCell {
    const idle = this.#idle.get(id)?.pop();
    if (idle !== undefined) return idle;
    const component = this.#components.get(id);
    if (component === undefined) throw new Trap(`the component ${id} is not loaded`);
    const cell = new ComponentCell(component, this.#mode);
    this.#all.push(cell);
    return cell;
  }

  giveBack(id: string, cell: ComponentCell): void {
    const idle = this.#idle.get(id);
    if (idle === undefined) this.#idle.set(id, [cell]);
    else idle.push(cell);
  }

  /** Counts of all calls of all components so far, nested ones too. */
  counters(): InstanceCounters {
    return this.#all.reduce(
      (sum, { counters }) => ({
        reset: sum.reset + counters.reset,
        fresh: sum.fresh + counters.fresh,
      }),
      { reset: 0, fresh: 0 },
    );
  }
}
