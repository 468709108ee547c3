// What does judging a dataset cost? See README.md in this folder.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  createReadStream,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expandCall } from '../../dist/harness/internal.js';
import { openApp, root } from '../tool-call/open-app.mjs';
import { configText, makeRows } from './make-rows.mjs';

const CALLS = 5;
const sizes = process.argv.slice(2).map(Number);
if (sizes.length === 0) sizes.push(10_000, 30_000, 100_000);
const workers = availableParallelism();

const folder = mkdtempSync(join(tmpdir(), 'spintape-reproduce-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const config = join(folder, 'config.yaml');
writeFileSync(config, configText());

/** The peak resident memory of a process, in MB; 0 if the system does not report it. */
function highestMemory(pid) {
  try {
    const [, kilobytes = '0'] =
      /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kilobytes) / 1000;
  } catch {
    return 0;
  }
}

/** Judges a file of rows in its own process; `until` decides when to kill it. */
async function reproduce(rows, { options = [], until = () => false } = {}) {
  const main = `${root}dist/harness/cli/main.js`;
  const args = [main, 'reproduce', rows, '--config', config, '--json', ...options];
  const started = performance.now();
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const hash = createHash('sha256');
  let head = '';
  child.stdout.on('data', (part) => {
    hash.update(part);
    if (head.length < 10_000) head += part;
  });
  const closed = new Promise((resolve) => child.on('close', resolve));
  let ended = false;
  closed.then(() => {
    ended = true;
  });
  let memory = 0;
  while (!ended) {
    memory = Math.max(memory, highestMemory(child.pid));
    if (until()) child.kill('SIGKILL');
    await Promise.race([closed, setTimeout(100)]);
  }
  const seconds = (performance.now() - started) / 1000;
  return { seconds, memory, digest: hash.digest('hex'), reproduced: reproducedIn(head) };
}

function reproducedIn(head) {
  const [, count = '-1'] = /"reproduced": (\d+)/.exec(head) ?? [];
  return Number(count);
}

/** Calls per second of `read_file` alone, with all workers. */
async function readFileAlone() {
  const { host, call } = await openApp({ mode: 'reset', workers });
  const execute = (tool, args) =>
    expandCall({ component: 'vfs', session: 's', tool, args: JSON.stringify(args) });
  await call(execute('write_file', { file_path: 'a.txt', content: 'hello' }));
  const request = execute('read_file', { file_path: 'a.txt' });
  const run = async (calls) => {
    let left = calls;
    const lane = async () => {
      while (left-- > 0) await call(request);
    };
    await Promise.all(Array.from({ length: workers }, lane));
  };
  await run(200);
  const started = performance.now();
  await run(2000);
  const perSecond = 2000 / ((performance.now() - started) / 1000);
  await host.close();
  return perSecond;
}

function linesOf(path) {
  return new Promise((resolve) => {
    let lines = 0;
    createReadStream(path)
      .on('data', (part) => {
        for (const byte of part) if (byte === 10) lines += 1;
      })
      .on('error', () => resolve(0))
      .on('close', () => resolve(lines));
  });
}

async function killedAndStartedAgain(rows, whole) {
  const state = join(folder, 'state.jsonl');
  const size = () => statSync(state, { throwIfNoEntry: false })?.size ?? 0;
  const options = ['--resume', state];
  // A judged row takes about 700 bytes; the exact moment of the kill does not matter.
  await reproduce(rows.path, { options, until: () => size() > rows.count * 350 });
  const kept = (await linesOf(state)) - 1;
  const resumed = await reproduce(rows.path, { options });
  const outcome = resumed.digest === whole.digest ? 'the same document' : 'ANOTHER DOCUMENT';
  console.log(`\nkilled after ${kept} of ${rows.count} rows and started again: ${outcome}`);
  if (resumed.digest !== whole.digest || kept <= 0 || kept >= rows.count) process.exitCode = 1;
}

console.log(`node ${process.version}, ${workers} cores, ${cpus()[0]?.model}\n`);
console.log('    rows     calls   seconds  calls/s  memory (MB)  read_file alone (calls/s)  ratio');
let smallest;
let alone = await readFileAlone();
for (const count of sizes.sort((a, b) => a - b)) {
  const path = join(folder, `rows-${count}.jsonl`);
  const faulty = makeRows(path, count);
  const run = await reproduce(path);
  const after = await readFileAlone();
  const reference = (alone + after) / 2;
  alone = after;
  const perSecond = (count * CALLS) / run.seconds;
  const cells = [
    [count, 8],
    [count * CALLS, 10],
    [run.seconds.toFixed(1), 10],
    [perSecond.toFixed(0), 9],
    [run.memory.toFixed(0), 13],
    [reference.toFixed(0), 27],
    [(perSecond / reference).toFixed(2), 7],
  ];
  console.log(cells.map(([cell, width]) => String(cell).padStart(width)).join(''));
  if (run.reproduced !== count - faulty) {
    console.log(`FALSE: ${run.reproduced} rows reproduce, and ${count - faulty} should`);
    process.exitCode = 1;
  }
  smallest ??= { rows: { path, count }, run };
  if (smallest.rows.path !== path) rmSync(path);
}
await killedAndStartedAgain(smallest.rows, smallest.run);
