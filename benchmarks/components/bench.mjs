// What does a call cost in another language? See README.md in this folder.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  CallSequence,
  EmbeddedHost,
  MemoryKeyValue,
  RecordedOutbound,
  readManifest,
  resolveAppWorld,
} from '../../dist/harness/internal.js';

const rounds = Number(process.argv[2] ?? 5);

const APPS = [
  {
    language: 'TypeScript',
    folder: 'test-apps/foreign',
    wasm: 'components/api/dist/api.wasm',
    overrides: [['owner', 'Ada']],
    entry: ['notes', '1'],
    calls: { 'no import': '/no/such/page', 'key-value': '/api/1' },
  },
  {
    language: 'Python',
    folder: 'test-apps/python',
    wasm: 'dist/app.wasm',
    overrides: [],
    entry: ['default', '1'],
    calls: { 'no import': '/calls', 'key-value': '/get?key=1' },
  },
];

async function open({ folder, overrides, entry }, mode) {
  const app = await readManifest(folder);
  const world = { world: new Map(), overrides: new Map(overrides) };
  const { grants } = resolveAppWorld(app, world);
  const host = new EmbeddedHost(app, { mode, workers: 1 });
  const keyValue = new MemoryKeyValue();
  keyValue.set(...entry, new TextEncoder().encode('value'));
  const sequence = new CallSequence(1, () => 1_700_000_000_000);
  const call = async (path) => {
    const request = { method: 'GET', path, headers: [], body: new Uint8Array() };
    const outcome = await host.call(request, {
      ...sequence.next('s'),
      grants,
      keyValue,
      upstream: new RecordedOutbound([]),
      timers: 'virtual',
    });
    if (outcome.kind !== 'answered' || outcome.response.status >= 500) {
      throw new Error(`no answer: ${JSON.stringify(outcome)}`);
    }
  };
  return { host, call };
}

/** Milliseconds a call. */
async function timed(call, path, calls) {
  await call(path);
  const started = performance.now();
  for (let made = 0; made < calls; made += 1) await call(path);
  return (performance.now() - started) / calls;
}

const arms = [];
for (const app of APPS) {
  const folder = fileURLToPath(new URL(`../../${app.folder}`, import.meta.url));
  if (!existsSync(`${folder}/${app.wasm}`)) {
    console.log(`${app.language} is left out: ${app.folder}/${app.wasm} has not been built`);
    continue;
  }
  for (const mode of ['reset', 'fresh']) {
    const { host, call } = await open({ ...app, folder }, mode);
    const calls = mode === 'reset' ? 200 : 20;
    for (const [name, path] of Object.entries(app.calls)) {
      const times = [];
      const run = async () => times.push(await timed(call, path, calls));
      arms.push({ name: `${app.language}, ${name}, ${mode}`, times, run, host });
    }
  }
}
for (let round = 0; round < rounds; round += 1) for (const { run } of arms) await run();

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const floor = median(arms[0].times);
console.log(`node ${process.version}, median of ${rounds} rounds, min-max, ratio to the first row`);
for (const { name, times } of arms) {
  const ms = median(times);
  const columns = [
    name.padEnd(32),
    `${ms.toFixed(2)} ms`.padStart(10),
    `${Math.min(...times).toFixed(2)}-${Math.max(...times).toFixed(2)}`.padStart(16),
    `${(ms / floor).toFixed(1)} x`.padStart(8),
  ];
  console.log(columns.join('  '));
}
await Promise.all([...new Set(arms.map(({ host }) => host))].map((host) => host.close()));
