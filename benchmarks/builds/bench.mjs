// How fast is this build compared with another one? See README.md in this folder.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { configText, makeRows } from '../reproduce/make-rows.mjs';

const [base, roundsText = '3'] = process.argv.slice(2);
if (base === undefined) throw new Error('usage: bench.mjs FOLDER_OF_THE_OTHER_BUILD [ROUNDS]');
const rounds = Number(roundsText);
const root = fileURLToPath(new URL('../..', import.meta.url));
const builds = { base: resolve(base), here: root };
const WORKERS = '2';
const COPIES = 30;
const ROWS = 2_000;

const folder = mkdtempSync(join(tmpdir(), 'spintape-builds-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
for (let copy = 0; copy < COPIES; copy += 1) {
  cpSync(join(root, 'cassettes/github'), join(folder, `replayed/${copy}`), { recursive: true });
  cpSync(join(root, 'scenarios'), join(folder, `run/${copy}/scenarios`), { recursive: true });
  cpSync(join(root, 'cassettes'), join(folder, `run/${copy}/cassettes`), { recursive: true });
}
const rows = join(folder, 'rows.jsonl');
const config = join(folder, 'config.yaml');
makeRows(rows, ROWS);
writeFileSync(config, configText());

const COMMANDS = {
  replay: ['replay', 'replayed'],
  run: ['run', ...Array.from({ length: COPIES }, (_, copy) => `run/${copy}/scenarios`)],
  reproduce: ['reproduce', rows, '--config', config],
};

/** Seconds that a command takes, its start included, and how many calls it made. */
function take(build, command) {
  const main = join(builds[build], 'dist/harness/cli/main.js');
  const args = [main, ...COMMANDS[command], '--json', '--workers', WORKERS];
  const started = performance.now();
  const { stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  const seconds = (performance.now() - started) / 1000;
  const calls = Number(/"calls": (\d+)/.exec(stdout)?.[1]);
  if (!(calls > 0)) throw new Error(`${command} of ${build} made no call: ${stderr}`);
  return { seconds, calls };
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

console.log(`node ${process.version}, ${availableParallelism()} cores, ${cpus()[0]?.model}`);
console.log(`${WORKERS} workers, whole commands, ${rounds} rounds, both builds in turn\n`);
console.log('command        calls   base calls/s   here calls/s   ratio (min-max of rounds)');
for (const command of Object.keys(COMMANDS)) {
  const rates = { base: [], here: [] };
  let made = 0;
  for (let round = 0; round < rounds; round += 1) {
    for (const build of Object.keys(builds)) {
      const { seconds, calls } = take(build, command);
      rates[build].push(calls / seconds);
      made = calls;
    }
  }
  const ratios = rates.here.map((rate, round) => rate / rates.base[round]);
  const [least, most] = [Math.min(...ratios).toFixed(2), Math.max(...ratios).toFixed(2)];
  const columns = [
    command.padEnd(12),
    String(made).padStart(8),
    median(rates.base).toFixed(0).padStart(15),
    median(rates.here).toFixed(0).padStart(15),
    `${median(ratios).toFixed(2)} (${least}-${most})`.padStart(22),
  ];
  console.log(columns.join(''));
}
