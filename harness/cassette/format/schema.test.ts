import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { cassetteFile } from '../../../properties/arbitraries/cassette-file.ts';
import * as examples from '../examples.fixture.ts';
import { printCassette } from '../print-cassette.ts';

const path = new URL('../../../schema/spintape-1.schema.json', import.meta.url);
const ajv = new Ajv2020({
  strict: true,
  strictRequired: false,
  strictTypes: false,
  strictNumbers: false,
});
addFormats.default(ajv);
const validate = ajv.compile(JSON.parse(readFileSync(path, 'utf8')));

// JavaScript reads `1e400`, a number of JSON, as infinity, which ajv would not take for a number.
describe('the JSON Schema', () => {
  it.each([...examples.GOOD_HEADERS, ...examples.GOOD_ENTRIES])('accepts %j', (text) => {
    expect([validate(parse(text)), validate.errors]).toEqual([true, null]);
  });

  it.each([
    ...examples.BAD_HEADERS,
    ...examples.BAD_WORLDS,
    ...examples.BAD_ENTRIES,
    ...examples.BAD_EXPECTATIONS,
  ])('refuses %j', (text) => {
    expect(validate(parse(text))).toBe(false);
  });

  it('accepts everything that is printed', () => {
    fc.assert(
      fc.property(cassetteFile, (file) => {
        for (const document of parseAllDocuments(printCassette(file, ''))) {
          expect([validate(document.toJS()), validate.errors]).toEqual([true, null]);
        }
      }),
      { numRuns: 200 },
    );
  });
});
