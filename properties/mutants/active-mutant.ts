import type { MutantName } from './mutants.ts';

let active = 'none';

/** Makes the fault of this name the one that this instance has; a name that is none makes none. */
export function chooseMutant(name: string): void {
  active = name;
}

/** Whether the instance has this fault. */
export function isActive(name: MutantName): boolean {
  return active === name;
}
