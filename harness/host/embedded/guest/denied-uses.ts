import { type DeniedUse, deniedKey } from '../../../tool-call/denied-use.ts';

/** A component may ask for any number of names. */
const MOST = 100;
const LONGEST = 1_000;

/** What the components of one call were denied, each use once, up to a limit. */
export class DeniedUses {
  readonly #uses = new Map<string, DeniedUse>();

  add({ component, kind, name }: DeniedUse): void {
    if (this.#uses.size === MOST) return;
    const use = { component, kind, name: name.slice(0, LONGEST) };
    this.#uses.set(deniedKey(use), use);
  }

  /** In the order in which they were asked for first. */
  list(): DeniedUse[] {
    return [...this.#uses.values()];
  }
}
