import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cassetteFile, withoutLines } from './cassette.fixture.ts';
import { parseCassette } from './parse-cassette.ts';
import { printCassette } from './print-cassette.ts';

const SCHEMA = '../node_modules/spintape/schema/spintape-1.schema.json';

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
});
