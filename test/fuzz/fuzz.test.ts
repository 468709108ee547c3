import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { findCassettes } from '../../harness/cassette/find-cassettes.ts';
import { PROJECT_ROOT } from '../house-rules/source-tree.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';
import { mutatedFile } from './mutated-file.ts';
import { Random } from './random.ts';
import { type Reading, reading } from './reading.ts';

const FILES = Number(process.env['SPINTAPE_FUZZ_FILES'] ?? 150);
const SEED = Number(process.env['SPINTAPE_FUZZ_SEED'] ?? 1);
/** Of processor time, for reading, printing, and reading again. */
const MOST_SECONDS = 20;
const MOST_MEGABYTES = 500;

const folders = ['cassettes', 'scenarios'].map((name) => join(PROJECT_ROOT, name));
const sound = findCassettes(folders)
  .map((path) => readFileSync(path, 'utf8'))
  // Of the largest there are enough others, and thousands of files are to be read.
  .filter((text) => text.length < 15_000);

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

/** The processor time of a step, in seconds. */
function cpuSeconds(step: () => void): number {
  const before = process.cpuUsage();
  step();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

describe('a broken cassette', () => {
  const path = join(temporaryFolder(), 'a.yaml');

  it(
    `is read or clearly refused, in time and in memory (${FILES} files)`,
    () => {
      const counts: Record<Reading, number> = { read: 0, refused: 0 };
      let slowest = 0;
      for (let index = 0; index < FILES; index += 1) {
        // Each file has a seed of its own, so that one that fails can be made alone.
        const seed = SEED * 1_000_000 + index;
        const file = mutatedFile(sound, new Random(seed));
        writeFileSync(path, file);
        const seconds = cpuSeconds(() => {
          try {
            counts[reading(path)] += 1;
          } catch (cause) {
            throw new Error(`Failed to read the file of seed ${seed}`, { cause });
          }
        });
        expect(seconds, `the file of seed ${seed} takes too long`).toBeLessThan(MOST_SECONDS);
        slowest = Math.max(slowest, seconds);
        // What is measured is what a file needs, not what the collector has left lying about.
        if (file.length > 20_000 || index % 20 === 0) collectGarbage();
      }
      const megabytes = process.resourceUsage().maxRSS / 1024;
      if (FILES > 1000) {
        process.stdout.write(
          `${JSON.stringify(counts)}, slowest ${slowest.toFixed(1)} s, ${megabytes.toFixed(0)} MB\n`,
        );
      }
      expect(megabytes).toBeLessThan(MOST_MEGABYTES);
      // Both must occur, or the mutations are too wild or too tame to show anything.
      expect(Math.min(counts.read, counts.refused)).toBeGreaterThan(FILES / 20);
    },
    Math.max(60_000, FILES * 500),
  );
});
