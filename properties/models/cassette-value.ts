import type { CassetteFile, Expectation } from '../../harness/internal.ts';

/** A file without its lines, which depend on the layout and not on the content. */
export function withoutLines({ header, entries }: CassetteFile): CassetteFile {
  const { places: _places, ...world } = header.world;
  return {
    header: { ...header, world },
    entries: entries.map(({ exchangePlaces: _exchangePlaces, ...entry }) => ({
      ...entry,
      line: 0,
      ...(entry.expect && { expect: { ...entry.expect, line: 0 } }),
    })),
  };
}

/** The same value, with everything that a file has sorted by name in the opposite order. */
export function rearranged({ header, entries }: CassetteFile): CassetteFile {
  const { app, world, allowedSecrets } = header;
  const { sessionFiles } = world;
  return {
    header: {
      ...header,
      ...(app && { app: { ...app, build: reversed(app.build) } }),
      ...(allowedSecrets && { allowedSecrets: reversed(allowedSecrets) }),
      world: {
        ...world,
        variables: reversed(world.variables),
        // The files of a session keep their order, in which they are listed.
        ...(sessionFiles && { sessionFiles: reversed(sessionFiles) }),
        store: reversedStores(world.store),
        keep: world.keep.toReversed(),
      },
    },
    entries: entries.map((entry) => ({
      ...entry,
      given: reversedStores(entry.given),
      state: reversedStores(entry.state),
      ...(entry.expect && { expect: rearrangedDemand(entry.expect) }),
    })),
  };
}

// The members of a pattern keep their order, for people.
function rearrangedDemand(expect: Expectation): Expectation {
  const { state } = expect;
  return state === undefined ? expect : { ...expect, state: reversedStores(state) };
}

function reversed<Value>(map: ReadonlyMap<string, Value>): Map<string, Value> {
  return new Map([...map].reverse());
}

function reversedStores<Value>(
  stores: ReadonlyMap<string, ReadonlyMap<string, Value>>,
): Map<string, Map<string, Value>> {
  return reversed(new Map([...stores].map(([label, map]) => [label, reversed(map)])));
}
