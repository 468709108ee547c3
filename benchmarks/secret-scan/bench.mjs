// What does the search for secrets cost? See README.md in this folder.
import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { bodyFinds } from '../../dist/harness/record/secret-scan/body-finds.js';
import { secretSearch } from '../../dist/harness/record/secret-scan/shapes/shape-finds.js';

const rounds = Number(process.argv[2] ?? 3);
const largest = Number(process.argv[3] ?? 10);
const MEGABYTE = 1_000_000;
const SIZES = [largest / 4, largest / 2, largest];

const file = new URL('hostile-patterns.json', import.meta.url);
const hostile = JSON.parse(readFileSync(file, 'utf8'));
const lines = '{"id": 1, "message": "nothing secret here", "at": "2026-01-05T09:00:00Z"}\n';
const PATTERNS = { 'log lines, for comparison': lines, ...hostile };

function textOf(pattern, megabytes) {
  const length = megabytes * MEGABYTE;
  return Buffer.from(pattern.repeat(Math.ceil(length / pattern.length)).slice(0, length), 'latin1');
}

/** Milliseconds of CPU time, which other processes hardly affect. */
function cost(bytes) {
  const search = secretSearch();
  const before = process.cpuUsage();
  const finds = bodyFinds({ bytes, place: 'body' }, search);
  const { user, system } = process.cpuUsage(before);
  const result = finds.some(({ hint }) => hint === undefined) ? 'refused' : `${finds.length} finds`;
  return { ms: (user + system) / 1000, result };
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

console.log(`node ${process.version}, ${cpus()[0]?.model}; median of ${rounds} rounds`);
console.log(
  ['pattern'.padEnd(28), ...SIZES.map((size) => `${size} MB`.padStart(9)), 'ratios'].join('  '),
);
for (const [name, pattern] of Object.entries(PATTERNS)) {
  const texts = SIZES.map((size) => textOf(pattern, size));
  const times = SIZES.map(() => []);
  let result = '';
  for (let round = 0; round <= rounds; round += 1) {
    for (const [index, text] of texts.entries()) {
      const measured = cost(text);
      result = measured.result;
      // The first round warms up.
      if (round > 0) times[index].push(measured.ms);
    }
  }
  const [quarter, half, whole] = times.map(median);
  const ratios = `${(half / quarter).toFixed(2)} x  ${(whole / half).toFixed(2)} x`;
  const columns = [quarter, half, whole].map((ms) => `${ms.toFixed(0)} ms`.padStart(9));
  console.log([name.padEnd(28), ...columns, ratios, result].join('  '));
}
