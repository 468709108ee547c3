import type { Difference } from '../tool-call/verdict.ts';
import type { StoreFault, UnmetFault } from '../world/key-value/store-fault.ts';
import { pointer } from '../world/places.ts';
import type { StartingWorld } from '../world/starting-world.ts';

/**
 * The store faults of a scenario that never occurred: otherwise a misspelt one would pass silently,
 * and the failure would not be tested. They belong to the world, which is step 0.
 */
export function unmetStoreFaults(
  { storeFaults = [], places }: Pick<StartingWorld, 'storeFaults' | 'places'>,
  unmet: readonly UnmetFault[],
): Difference[] {
  return unmet.map(({ fault, count }) => ({
    step: 0,
    line: places?.get(pointer('store-faults', storeFaults.indexOf(fault)))?.line ?? 1,
    reason: 'fewer-calls',
    where: { in: 'world', path: 'store-faults' },
    recorded: described(fault),
    actual:
      count === 0
        ? 'no call asks for it; correct operation, store or prefix, or remove the fault'
        : `the calls ask for ${count} of them; lower nth, or remove the fault`,
  }));
}

function described({ operation, store, prefix, nth }: StoreFault): string {
  const which = nth === undefined ? operation : `${operation} number ${nth}`;
  const keys = prefix === '' || operation === 'keys' ? '' : ` of ${JSON.stringify(`${prefix}…`)}`;
  return `${which}${keys} in the store ${JSON.stringify(store)}, which fails`;
}
