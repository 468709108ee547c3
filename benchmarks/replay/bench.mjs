// How fast are cassettes replayed? See README.md in this folder.
import { availableParallelism, cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import {
  EmbeddedHost,
  findCassettes,
  readCassette,
  readManifest,
} from '../../dist/harness/internal.js';
import { peer } from '../peers/peer.mjs';
import { openTalkback } from './talkback-arm.mjs';

const rounds = Number(process.argv[2] ?? 5);
const root = fileURLToPath(new URL('../..', import.meta.url));
const manifest = await readManifest(`${root}spin-app/spin.toml`);

const inputs = findCassettes([`${root}cassettes/github`]).map((file) => ({
  file,
  cassette: readCassette(file),
}));
const calls = inputs.flatMap(({ cassette }) => cassette.entries);
const recorded = calls.flatMap(({ exchanges }) => exchanges);
const answered = recorded.filter(
  ({ outcome }) => outcome.kind === 'response' && outcome.cut === undefined,
);
/** Rounds of all of them, so that a measurement takes a second or more. */
const TIMES = 10;

/** Milliseconds to replay all cassettes, as many at a time as there are workers. */
async function replaying(host, workers) {
  const queue = Array.from({ length: TIMES }, () => inputs).flat();
  const started = performance.now();
  const lane = async () => {
    for (let input = queue.pop(); input !== undefined; input = queue.pop()) {
      const { file } = input;
      const played = await host.playTape({ kind: 'cassette', file, path: file });
      if (played?.result.judged?.verdict !== 'same') throw new Error(`${file} is not the same`);
    }
  };
  await Promise.all(Array.from({ length: workers }, lane));
  return performance.now() - started;
}

/** Milliseconds to ask for all answers, as many at a time as there are lanes. */
async function serving({ ask }, lanes) {
  const queue = Array.from({ length: TIMES }, () => answered).flat();
  const started = performance.now();
  const lane = async () => {
    for (let exchange = queue.pop(); exchange !== undefined; exchange = queue.pop()) {
      const { status } = await ask(exchange);
      if (status !== exchange.outcome.response.status) throw new Error(`the status is ${status}`);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return performance.now() - started;
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

function row({ name, count, unit }, times, first) {
  const rates = times.map((ms) => (count * TIMES * 1000) / ms);
  const spread = `${Math.min(...rates).toFixed(0)}-${Math.max(...rates).toFixed(0)}`;
  const floor = first ?? median(rates);
  const columns = [
    name.padEnd(40),
    `${median(rates).toFixed(0)} ${unit}/s`.padStart(18),
    spread.padStart(14),
    `${(median(rates) / floor).toFixed(2)} x`.padStart(8),
  ];
  console.log(columns.join('  '));
  return floor;
}

console.log(`node ${process.version}, ${availableParallelism()} cores, ${cpus()[0]?.model}`);
console.log(`${inputs.length} cassettes, ${calls.length} calls, ${recorded.length} exchanges`);
console.log(`median of ${rounds} rounds, min-max, ratio to the first row\n`);

const arms = [];
const closing = [];
for (const workers of [...new Set([1, availableParallelism()])]) {
  const host = new EmbeddedHost(manifest, { mode: 'reset', workers });
  closing.push(() => host.close());
  const run = () => replaying(host, workers);
  arms.push({ name: `replay, workers ${workers}`, count: calls.length, unit: 'calls', run });
}
if (peer('talkback') === undefined) {
  console.log('SKIPPED: talkback; install it as README.md says\n');
} else {
  const opened = await openTalkback(answered);
  closing.push(opened.close);
  for (const lanes of [1, availableParallelism()]) {
    const run = () => serving(opened, lanes);
    const name = `talkback serves, ${lanes} at a time`;
    arms.push({ name, count: answered.length, unit: 'answers', run });
  }
}
for (const { run } of arms) await run();
const times = arms.map(() => []);
for (let round = 0; round < rounds; round += 1) {
  for (const [index, { run }] of arms.entries()) times[index].push(await run());
}
let first;
for (const [index, arm] of arms.entries()) {
  first = row(arm, times[index], first);
}
for (const close of closing) await close();
