import { isDeepStrictEqual } from 'node:util';
import {
  type CassetteFile,
  HarnessError,
  parseCassette,
  printCassette,
} from '../../harness/internal.ts';
import { cassetteFile } from '../arbitraries/cassette-file.ts';
import { rearranged, withoutLines } from '../models/cassette-value.ts';
import type { PureLaw } from '../runner/law.ts';
import { listAt } from '../runner/list-in.ts';
import { Violation } from '../runner/violation.ts';

const SCHEMA = '../node_modules/spintape/schema/spintape-1.schema.json';

/** Printed files are read back, and each value has one text. */
export const printAndParse: PureLaw<CassetteFile> = {
  name: 'print-and-parse',
  statement:
    'Parsing a printed text gives the same cassette or scenario, printing that gives the same ' +
    'text, and so does the same value assembled in another order.',
  needs: 'nothing',
  runs: { quick: 150, full: 10_000, long: 50_000 },
  values: cassetteFile,
  lists: [listAt('entries')],
  holds: (file) => {
    const text = printCassette(file, SCHEMA);
    const read = parsed(text);
    if (!isDeepStrictEqual(plain(withoutLines(read)), plain(file))) {
      throw new Violation(`Printed and parsed, it is another value:\n${text}`);
    }
    if (printCassette(read, SCHEMA) !== text) {
      throw new Violation(`Printed, parsed and printed again, it is another text:\n${text}`);
    }
    if (printCassette(rearranged(file), SCHEMA) !== text) {
      throw new Violation(`Put together in another order, it has another text:\n${text}`);
    }
  },
};

/** A plain copy of the value: prototypes of objects and types of byte arrays do not matter. */
function plain(file: CassetteFile): CassetteFile {
  return structuredClone(file);
}

function parsed(text: string): CassetteFile {
  try {
    return parseCassette(text, 'x.yaml');
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    throw new Violation(`The printed text is refused: ${error.message}\n${text}`);
  }
}
