// What do cassettes cost? See README.md in this folder.
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { peer } from '../peers/peer.mjs';
import { exchanges } from './exchanges.mjs';
import { measure as measureNock } from './nock-arm.mjs';
import { measure as measurePolly } from './polly-arm.mjs';
import { hasVcrpy, measure as measureVcrpy } from './python.mjs';
import { measure as measureSpintape } from './spintape-arm.mjs';

const [rounds, ...counts] = [
  Number(process.argv[2] ?? 5),
  ...(process.argv[3] ?? '10,1000,10000').split(',').map(Number),
];
const folder = mkdtempSync(join(tmpdir(), 'spintape-benchmark-'));

function arms() {
  const found = [{ name: 'spintape', measure: measureSpintape }];
  if (hasVcrpy()) found.push({ name: 'vcrpy', measure: measureVcrpy });
  else console.log('SKIPPED: vcrpy, because Python or its packages are not to be had\n');
  const nock = peer('nock');
  const Polly = peer('@pollyjs/core')?.Polly;
  if (nock === undefined || Polly === undefined) {
    console.log('SKIPPED: nock and Polly.js; install them as README.md says\n');
    return found;
  }
  const parts = {
    Polly,
    FetchAdapter: peer('@pollyjs/adapter-fetch'),
    FSPersister: peer('@pollyjs/persister-fs'),
  };
  found.push({ name: 'nock', measure: (...args) => measureNock(nock, ...args) });
  found.push({ name: 'Polly.js', measure: (...args) => measurePolly(parts, ...args) });
  return found;
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const shown = (ms) => (ms < 1 ? ms.toFixed(4) : ms < 10 ? ms.toFixed(2) : ms.toFixed(0));

function row(name, values, floor) {
  const spread = `${shown(Math.min(...values))}-${shown(Math.max(...values))}`;
  const columns = [
    name.padEnd(20),
    `${shown(median(values))} ms`.padStart(12),
    spread.padStart(16),
    `${(median(values) / floor).toFixed(2)} x`.padStart(10),
  ];
  console.log(columns.join('  '));
}

/** Measures the contenders in turns, so that drifting machine speed affects all alike. */
async function measured(found, count) {
  const stored = exchanges(count);
  const figures = found.map(() => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, { measure }] of found.entries()) {
      figures[index].push(await measure(stored, folder));
    }
  }
  return figures;
}

function print(found, figures, count) {
  const first = (step) => median(figures[0].map((figure) => figure[step]));
  console.log(`${count} exchanges`);
  for (const step of ['load', 'save', 'print', 'append', 'match']) {
    for (const [index, { name }] of found.entries()) {
      const values = figures[index].map((figure) => figure[step]);
      if (values[0] === undefined) continue;
      row(`  ${step}, ${name}`, values, first(step));
    }
  }
  const sizes = found.map(({ name }, index) => {
    return `${name} ${(figures[index][0].bytes / 1e3).toFixed(1)} kB`;
  });
  console.log(`  size: ${sizes.join(', ')}`);
  console.log();
  return first('match');
}

console.log(`node ${process.version}, ${availableParallelism()} cores, ${cpus()[0]?.model}`);
console.log(`median of ${rounds} rounds, min-max, ratio to spintape\n`);
const found = arms();
// A cold process is slow, so the first figures are discarded.
for (let round = 0; round < 3; round += 1) await measureSpintape(exchanges(300), folder);
const matches = [];
for (const count of counts) matches.push(print(found, await measured(found, count), count));
const growth = counts.map(
  (count, index) => `${count}: ${(matches[index] / matches[0]).toFixed(2)}`,
);
console.log(`one match of spintape against one among ${counts[0]} exchanges: ${growth.join(', ')}`);
rmSync(folder, { recursive: true });
