import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../temporary-folder.fixture.ts';
import { CASSETTES, SCENARIOS } from './cassettes.ts';
import { CONFIGURATIONS } from './configurations.ts';
import { CERTIFICATES, MOCK_LOGS } from './dataset-files.ts';
import type { FuzzFormat, Reading } from './fuzz-format.ts';
import { MANIFESTS } from './manifests.ts';
import { mutatedFile } from './mutated-file.ts';
import { NOCK_FILES } from './nock-files.ts';
import { Random } from './random.ts';
import { ROWS } from './rows.ts';

const FORMATS = [
  ...[CASSETTES, SCENARIOS, MANIFESTS, CONFIGURATIONS, ROWS, NOCK_FILES],
  ...[CERTIFICATES, MOCK_LOGS],
];

const FILES = Number(process.env['SPINTAPE_FUZZ_FILES'] ?? 150);
const SEED = Number(process.env['SPINTAPE_FUZZ_SEED'] ?? 1);
/** The limit of CPU time for a file. */
const MOST_SECONDS = 20;
const MOST_MEGABYTES = 600;

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

/** The processor time of a step, in seconds. */
async function cpuSeconds(step: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await step();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

async function readMany(format: FuzzFormat) {
  const path = join(temporaryFolder(), `a${format.ending}`);
  const counts: Record<Reading, number> = { read: 0, refused: 0 };
  let slowest = 0;
  for (let index = 0; index < FILES; index += 1) {
    // Each file has its own seed, so that a failing one can be reproduced alone.
    const seed = SEED * 1_000_000 + index;
    const file = mutatedFile(format, new Random(seed));
    writeFileSync(path, file);
    const seconds = await cpuSeconds(async () => {
      try {
        counts[await format.reading(path)] += 1;
      } catch (cause) {
        throw new Error(`Failed to read the file of seed ${seed} of ${format.name}`, { cause });
      }
    });
    expect(seconds, `the file of seed ${seed} takes too long`).toBeLessThan(MOST_SECONDS);
    slowest = Math.max(slowest, seconds);
    // Measures the memory that a file needs, not garbage.
    if (file.length > 20_000 || index % 20 === 0) collectGarbage();
  }
  return { counts, slowest };
}

describe('a broken file', () => {
  it.each(FORMATS.map((format) => [format.name, format] as const))(
    `is read or clearly refused, in time and in memory: ${FILES} %s`,
    async (name, format) => {
      const { counts, slowest } = await readMany(format);
      const megabytes = process.resourceUsage().maxRSS / 1024;
      if (FILES > 1000) {
        const far = `slowest ${slowest.toFixed(1)} s, ${megabytes.toFixed(0)} MB so far`;
        process.stdout.write(`${name}: ${JSON.stringify(counts)}, ${far}\n`);
      }
      expect(megabytes).toBeLessThan(MOST_MEGABYTES);
      // Both must occur, otherwise the mutations are too strong or too weak to be useful.
      expect(Math.min(counts.read, counts.refused)).toBeGreaterThan(FILES / 20);
    },
    Math.max(60_000, FILES * 500),
  );
});
