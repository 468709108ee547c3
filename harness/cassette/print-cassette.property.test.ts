import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StoreSnapshot } from '../tool-call/interaction.ts';
import { cassetteFile, withoutLines } from './cassette.fixture.ts';
import type { CassetteFile } from './cassette-file.ts';
import { parseCassette } from './parse-cassette.ts';
import { printCassette } from './print-cassette.ts';

const SCHEMA = '../node_modules/spintape/schema/spintape-1.schema.json';

function reversed<Value>(map: ReadonlyMap<string, Value>): Map<string, Value> {
  return new Map([...map].reverse());
}

function reversedStores(stores: StoreSnapshot): StoreSnapshot {
  return reversed(new Map([...stores].map(([label, map]) => [label, reversed(map)])));
}

/** The same value, with everything whose order has no meaning in another order. */
function rearranged({ header, entries }: CassetteFile): CassetteFile {
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

describe('print and parse', () => {
  it('are inverse: what is printed is read back as the same value', () => {
    fc.assert(
      fc.property(cassetteFile, (file) => {
        const text = printCassette(file, SCHEMA);
        expect(withoutLines(parseCassette(text, 'x.yaml'))).toEqual(file);
      }),
      { numRuns: 300 },
    );
  });

  it('are inverse: a printed text is printed again byte by byte', () => {
    fc.assert(
      fc.property(cassetteFile, (file) => {
        const text = printCassette(file, SCHEMA);
        expect(printCassette(parseCassette(text, 'x.yaml'), SCHEMA)).toBe(text);
      }),
      { numRuns: 200 },
    );
  });

  it('give one text for one value, in whatever order it was put together', () => {
    fc.assert(
      fc.property(cassetteFile, (file) => {
        expect(printCassette(rearranged(file), SCHEMA)).toBe(printCassette(file, SCHEMA));
      }),
      { numRuns: 300 },
    );
  });
});
