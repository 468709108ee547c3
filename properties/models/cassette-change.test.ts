import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { CassetteEntry, CassetteFile } from '../../harness/internal.ts';
import { cassetteFile } from '../arbitraries/cassette-file.ts';
import { changedAt } from './cassette-change.ts';

const place = fc.record({ fromLast: fc.nat(), choice: fc.nat(), byte: fc.nat({ max: 400 }) });
const recording = cassetteFile.filter(({ entries }) => entries.length > 0);

function withEntry({ header, entries }: CassetteFile, more: CassetteEntry): CassetteFile {
  return { header, entries: [more, ...entries] };
}

it('makes one change, to the seed or to the chosen call', () => {
  fc.assert(
    fc.property(recording, place, (cassette, where) => {
      const { entries } = cassette;
      const at = entries.length - 1 - (where.fromLast % entries.length);
      const changed = changedAt(cassette, where);
      const others = changed.cassette.entries.flatMap((entry, index) =>
        entry === entries[index] ? [] : [index],
      );
      const isOfSeed = changed.where === 'world.seed';
      expect(others).toEqual(isOfSeed ? [] : [at]);
      expect(changed.cassette.header.world.seed - cassette.header.world.seed).toBe(+isOfSeed);
      if (!isOfSeed) expect(changed.where.startsWith(`call ${at + 1}: `)).toBe(true);
    }),
    { numRuns: 200 },
  );
});

it('makes the same change when other calls and exchanges are not there', () => {
  fc.assert(
    fc.property(recording, place, (cassette, where) => {
      const [first] = cassette.entries;
      if (first === undefined) return;
      const at = { ...where, fromLast: where.fromLast % cassette.entries.length };
      const wordsOf = (file: CassetteFile) => changedAt(file, at).where.replace(/^call \d+: /, '');
      const words = wordsOf(cassette);
      expect(wordsOf(withEntry(cassette, first))).toBe(words);
      if (words.startsWith('exchange')) return;
      const bare = cassette.entries.map((entry) => ({ ...entry, exchanges: [] }));
      expect(wordsOf({ ...cassette, entries: bare })).toBe(words);
    }),
    { numRuns: 200 },
  );
});

it('comes to every kind of change, as the number chooses', () => {
  const bytes = new Uint8Array([1]);
  const message = { headers: [['a', 'b']] as const, body: bytes };
  const cassette: CassetteFile = {
    header: {
      name: 'n',
      world: {
        ...{ seed: 1, clock: 0, variables: new Map(), files: new Map() },
        ...{ store: new Map(), keep: [] },
      },
    },
    entries: [
      {
        line: 0,
        at: 1,
        request: { method: 'GET', path: '/', ...message },
        response: { status: 200, ...message },
        exchanges: [
          {
            request: { method: 'GET', url: 'https://a.test/', ...message },
            outcome: { kind: 'response', response: { status: 200, ...message } },
          },
        ],
        given: new Map(),
        state: new Map([['default', new Map([['k', bytes]])]]),
      },
    ],
  };
  const found = [...Array(400).keys()].map(
    (choice) => changedAt(cassette, { fromLast: 0, choice, byte: 0 }).where,
  );
  expect([...new Set(found)].sort()).toEqual(
    [
      ...['at', 'exchange 1 left out', 'exchange 1 request body byte 0'],
      ...['exchange 1 request body longer', 'exchange 1 request header 1 a'],
      ...['exchange 1 request method', 'exchange 1 request url', 'exchange 1 response body byte 0'],
      ...['exchange 1 response body longer', 'exchange 1 response header 1 a'],
      ...['exchange 1 response status', 'exchange 1 twice', 'response body byte 0'],
      ...['response body longer', 'response header 1 a', 'response status', 'state a key more'],
      ...['state k byte 0', 'state k longer', 'state k there'],
    ]
      .map((words) => `call 1: ${words}`)
      .concat('world.seed'),
  );
});
