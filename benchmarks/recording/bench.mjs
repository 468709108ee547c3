// What does recording cost a call? See README.md in this folder.
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  CallSequence,
  callLive,
  EmbeddedHost,
  expandCall,
  hotReplays,
  LiveOutbound,
  MemoryKeyValue,
  readManifest,
  resolveAppWorld,
} from '../../dist/harness/internal.js';
import { SessionRecorder } from '../../dist/harness/record/session-recorder.js';

const rounds = Number(process.argv[2] ?? 5);
const CALLS = 100;
const folder = mkdtempSync(join(tmpdir(), 'spintape-recording-'));
const manifest = await readManifest(
  fileURLToPath(new URL('../../spin-app/spin.toml', import.meta.url)),
);

const upstream = createServer((_, response) => {
  response.setHeader('content-type', 'application/json');
  response.end('[{"name":"main","protected":true,"commit":{"sha":"0123456789abcdef"}}]');
});
await new Promise((resolve) => upstream.listen(0, '127.0.0.1', resolve));
const variables = new Map([['github_api_url', `http://127.0.0.1:${upstream.address().port}`]]);

/** The service's world, recorded or not. */
function openWorld(how) {
  const host = new EmbeddedHost(manifest, { mode: 'reset', workers: 1 });
  const appWorld = resolveAppWorld(manifest, { world: variables, overrides: new Map() });
  const world = {
    host,
    appWorld,
    sequence: new CallSequence(0, Date.now),
    keyValue: new MemoryKeyValue(),
    outbound: new LiveOutbound(),
    keep: [],
  };
  if (how === 'unrecorded') return { host, call: (request) => callLive(request, world) };
  const stated = {
    seed: 0,
    clock: undefined,
    variables,
    files: new Map(),
    store: new Map(),
    keep: [],
  };
  const openChecks = hotReplays({ manifest, host }, 'all-calls');
  const recorder = new SessionRecorder({
    world,
    folder: join(folder, String(performance.now())),
    header: { app: { name: manifest.name, build: new Map() }, world: stated },
    checks: how === 'hot' ? openChecks(stated, appWorld) : undefined,
    onUnreproducible: (call) => {
      throw new Error(`a call does not reproduce: ${JSON.stringify(call)}`);
    },
  });
  return { host, call: (request) => recorder.call(request) };
}

const REQUESTS = {
  'github, 1 request': {
    component: 'github',
    tool: 'gh_list_branches',
    args: '{"owner":"o","repo":"r"}',
  },
  'vfs, write': {
    component: 'vfs',
    tool: 'write_file',
    args: '{"file_path":"a.txt","content":"hello"}',
  },
};
const HOW = {
  unrecorded: 'unrecorded',
  cold: 'recorded, no hot replay',
  hot: 'recorded, hot replay',
};

/** Milliseconds a call. */
async function timed(call, request) {
  for (let warm = 0; warm < 10; warm += 1) await call(request);
  const started = performance.now();
  for (let index = 0; index < CALLS; index += 1) await call(request);
  return (performance.now() - started) / CALLS;
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

console.log(`node ${process.version}, ${cpus()[0]?.model}; median of ${rounds} rounds, min-max`);
for (const [name, asked] of Object.entries(REQUESTS)) {
  const request = expandCall({ session: 's', ...asked });
  const arms = Object.keys(HOW).map((how) => ({ how, times: [], ...openWorld(how) }));
  for (let round = 0; round < rounds; round += 1) {
    for (const arm of arms) arm.times.push(await timed(arm.call, request));
  }
  const [{ times: floor }] = arms;
  for (const { how, times, host } of arms) {
    const ratios = times.map((ms, round) => ms / floor[round]);
    const spread = `${Math.min(...times).toFixed(2)}-${Math.max(...times).toFixed(2)}`;
    const columns = [
      `${name}, ${HOW[how]}`.padEnd(45),
      `${median(times).toFixed(3)} ms`.padStart(10),
      spread.padStart(12),
      `${median(ratios).toFixed(2)} x`.padStart(8),
    ];
    console.log(columns.join('  '));
    await host.close();
  }
}
upstream.close();
rmSync(folder, { recursive: true });
