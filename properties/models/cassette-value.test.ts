import { expect, it } from 'vitest';
import type { CassetteFile } from '../../harness/internal.ts';
import { rearranged } from './cassette-value.ts';

/** The names in all maps and lists of a value, in their order. */
function namesIn(value: unknown): unknown {
  if (value instanceof Map) {
    return [...value].map(([name, member]) => [name, ...[namesIn(member)].flat()].join(' '));
  }
  if (Array.isArray(value)) return value.map((item) => namesIn(item));
  if (value instanceof Uint8Array || typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, namesIn(each)]));
}

const bytes = new Uint8Array([1]);
const stores = new Map([
  [
    'default',
    new Map([
      ['k', bytes],
      ['l', bytes],
    ]),
  ],
  [
    'other',
    new Map([
      ['m', bytes],
      ['n', bytes],
    ]),
  ],
]);
const strings = new Map([
  ['a', '1'],
  ['b', '2'],
]);

it('reverses everything that a file sorts by name, and keeps ordered lists', () => {
  const file: CassetteFile = {
    header: {
      name: 'n',
      app: { name: 'a', build: strings },
      world: {
        seed: 1,
        clock: undefined,
        variables: strings,
        files: strings,
        sessionFiles: new Map([
          ['s', strings],
          ['t', strings],
        ]),
        store: stores,
        keep: ['x', 'y'],
      },
      allowedSecrets: strings,
    },
    entries: [
      {
        line: 0,
        request: {
          method: 'GET',
          path: '/',
          headers: [
            ['a', '1'],
            ['b', '2'],
          ],
          body: bytes,
        },
        expect: { line: 0, status: 200, state: stores },
        exchanges: [],
        given: stores,
        state: stores,
      },
    ],
  };
  const others = new Map([
    ['b', '2'],
    ['a', '1'],
  ]);
  const otherStores = new Map([
    [
      'other',
      new Map([
        ['n', bytes],
        ['m', bytes],
      ]),
    ],
    [
      'default',
      new Map([
        ['l', bytes],
        ['k', bytes],
      ]),
    ],
  ]);
  const { header, entries } = file;
  const { app, world } = header;
  expect(namesIn(rearranged(file))).toEqual(
    namesIn({
      header: {
        ...header,
        app: { ...app, build: others },
        world: {
          ...world,
          variables: others,
          sessionFiles: new Map([
            ['t', strings],
            ['s', strings],
          ]),
          store: otherStores,
          keep: ['y', 'x'],
        },
        allowedSecrets: others,
      },
      entries: entries.map((entry) => ({
        ...entry,
        expect: { line: 0, status: 200, state: otherStores },
        given: otherStores,
        state: otherStores,
      })),
    }),
  );
});
