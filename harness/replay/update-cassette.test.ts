import { beforeAll, describe, expect, it } from 'vitest';
import type { CassetteFile } from '../cassette/cassette-file.ts';
import { printCassette } from '../cassette/print-cassette.ts';
import { updateCassette } from './update-cassette.ts';
import { openVariant, recordVariant } from './variants.fixture.ts';

const FILE = 'cassettes/variants/two-looks.yaml';

let cassette: CassetteFile;

beforeAll(async () => {
  cassette = await recordVariant('plain');
});

function update(variant: string) {
  return updateCassette(openVariant(variant), { cassette, file: FILE });
}

function text(file: CassetteFile | undefined): string | undefined {
  return file && printCassette(file, 'schema.json');
}

describe('updating a cassette', () => {
  it('leaves one alone that is the same', async () => {
    const { replay, ...rest } = await update('plain');
    expect([replay.verdict, rest]).toEqual(['same', {}]);
  });

  it.each(['message', 'spaced', 'state', 'store', 'fewer-requests'])(
    'gives the cassette that recording the build again would give: %s',
    async (variant) => {
      const { updated } = await update(variant);
      expect(text(updated)).toBe(text(await recordVariant(variant)));
    },
  );

  it.each([
    ['extra-request', 'no recorded answer for GET http://upstream.test/items?page=1&more=yes'],
    ['query', 'no recorded answer for GET http://upstream.test/items?page=2'],
    ['host', 'no recorded answer for GET http://other.test/'],
    ['trap', 'it has no result: the component variants trapped: the component ended its process'],
  ])('makes up no answer of the real world: %s', async (variant, why) => {
    const { updated, blocked } = await update(variant);
    expect([updated, blocked]).toEqual([undefined, { step: 1, why }]);
  });
});
