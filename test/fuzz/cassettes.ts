import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { parseCassette } from '../../harness/cassette/parse-cassette.ts';
import { printCassette } from '../../harness/cassette/print-cassette.ts';
import { readCassette, readScenario } from '../../harness/cassette/store/cassette-store.ts';
import { findCassettes } from '../../harness/cassette/store/find-cassettes.ts';
import { runScenario } from '../../harness/internal.ts';
import { withoutLines } from '../../properties/models/cassette-value.ts';
import { PROJECT_ROOT } from '../house-rules/source-tree.ts';
import { isClearRefusal } from './clear-refusal.ts';
import type { FuzzFormat, Reading } from './fuzz-format.ts';
import { oneAnswerHost, SHIPPED_APP } from './one-answer-host.ts';
import { YAML_PIECES } from './yaml-pieces.ts';

const CODES = ['cassette-invalid', 'cassette-newer'] as const;
const OF_WHOLE_FILE = /is not UTF-8|is larger than/;

/**
 * Cassettes: every file that is read is printed, and read back as the same value with the same
 * text.
 */
export const CASSETTES: FuzzFormat = {
  name: 'cassettes',
  ending: '.yaml',
  sound: soundIn('cassettes', 'scenarios'),
  pieces: YAML_PIECES,
  reading: readingOfCassette,
};

/** Scenarios: every file that is read is run. */
export const SCENARIOS: FuzzFormat = {
  name: 'scenarios',
  ending: '.yaml',
  sound: soundIn('scenarios'),
  pieces: YAML_PIECES,
  reading: readingOfScenario,
};

function soundIn(...folders: string[]): string[] {
  return (
    findCassettes(folders.map((name) => join(PROJECT_ROOT, name)))
      .map((path) => readFileSync(path, 'utf8'))
      // Other files cover the largest sizes, and this test must read thousands of files.
      .filter((text) => text.length < 15_000)
  );
}

function readingOfCassette(path: string): Reading {
  const file = refusedAs(path, () => readCassette(path));
  if (file === undefined) return 'refused';
  const printed = printCassette(file, 'schema.json');
  const again = parseCassette(printed, path);
  if (!isDeepStrictEqual(withoutLines(again), withoutLines(file))) {
    throw new Error('the printed text is read as another value');
  }
  if (printCassette(again, 'schema.json') !== printed) {
    throw new Error('the printed text is printed differently after reading');
  }
  return 'read';
}

async function readingOfScenario(path: string): Promise<Reading> {
  const scenario = refusedAs(path, () => readScenario(path));
  if (scenario === undefined) return 'refused';
  try {
    await runScenario({ manifest: SHIPPED_APP, host: oneAnswerHost }, { scenario, file: path });
    return 'read';
  } catch (error) {
    const codes = [...CODES, 'variable-undefined'] as const;
    if (isClearRefusal(error, { path, codes, ofWholeFile: /variable|no calls/ })) return 'refused';
    throw error;
  }
}

function refusedAs<Value>(path: string, read: () => Value): Value | undefined {
  try {
    return read();
  } catch (error) {
    if (isClearRefusal(error, { path, codes: CODES, ofWholeFile: OF_WHOLE_FILE })) return undefined;
    throw error;
  }
}
