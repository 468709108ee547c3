import type { CassetteFile, StoreSnapshot } from '../../harness/index.ts';

/** A file without its lines, which depend on the layout and not on the content. */
export function withoutLines({ header, entries }: CassetteFile): CassetteFile {
  return {
    header,
    entries: entries.map((entry) => ({
      ...entry,
      line: 0,
      ...(entry.expect && { expect: { ...entry.expect, line: 0 } }),
    })),
  };
}

/** The same value, with everything whose order has no meaning in the opposite order. */
export function rearranged({ header, entries }: CassetteFile): CassetteFile {
  const { app, world } = header;
  return {
    header: {
      ...header,
      ...(app && { app: { ...app, build: reversed(app.build) } }),
      world: {
        ...world,
        variables: reversed(world.variables),
        store: reversedStores(world.store),
        keep: world.keep.toReversed(),
      },
    },
    entries: entries.map((entry) => ({
      ...entry,
      given: reversedStores(entry.given),
      state: reversedStores(entry.state),
    })),
  };
}

function reversed<Value>(map: ReadonlyMap<string, Value>): Map<string, Value> {
  return new Map([...map].reverse());
}

function reversedStores(stores: StoreSnapshot): StoreSnapshot {
  return reversed(new Map([...stores].map(([label, map]) => [label, reversed(map)])));
}
