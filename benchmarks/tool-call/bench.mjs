// What does a tool call cost? See README.md in this folder.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism, cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { expandCall, readCassette } from '../../dist/harness/internal.js';
import { openInThread } from './in-thread.mjs';
import { openApp, root } from './open-app.mjs';

const rounds = Number(process.argv[2] ?? 5);

const execute = (component, tool, args) =>
  expandCall({ component, session: 's', tool, args: JSON.stringify(args) });
const get = (path) => ({ method: 'GET', path, headers: [], body: new Uint8Array() });
const post = (path, value) => ({
  method: 'POST',
  path,
  headers: [['content-type', 'application/json']],
  body: new TextEncoder().encode(JSON.stringify(value)),
});

const READ = execute('vfs', 'read_file', { file_path: 'a.txt' });

async function prepared(settings) {
  const opened = await openApp(settings);
  await opened.call(execute('vfs', 'write_file', { file_path: 'a.txt', content: 'hello' }));
  const tool = { name: 'get_weather', inputSchema: { type: 'object' } };
  await opened.call(post('/mock/load-schema', [tool]));
  return opened;
}

/** Milliseconds a call, with `lanes` calls in flight. */
async function timed({ call }, request, { calls, lanes }) {
  for (let warm = 0; warm < lanes * 5; warm += 1) await call(request);
  const started = performance.now();
  let left = calls;
  const lane = async () => {
    while (left-- > 0) await call(request);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return (performance.now() - started) / calls;
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const spread = (values) => `${Math.min(...values).toFixed(2)}-${Math.max(...values).toFixed(2)}`;

/**
 * Measures contenders in turns, so that drifting machine speed affects all alike, prints a row for
 * each with its ratio to `baseline` (default: the first arm), and gives the first arm's median.
 */
async function table(arms, baseline) {
  const times = arms.map(() => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, { run }] of arms.entries()) times[index].push(await run());
  }
  const floor = baseline ?? median(times[0]);
  for (const [index, { name }] of arms.entries()) {
    const ms = median(times[index]);
    const columns = [
      name.padEnd(46),
      `${ms.toFixed(3)} ms`.padStart(10),
      spread(times[index]).padStart(12),
      `${(1000 / ms).toFixed(0)} calls/s`.padStart(13),
      `${(ms / floor).toFixed(2)} x`.padStart(8),
    ];
    console.log(columns.join('  '));
  }
  console.log();
  return median(times[0]);
}

/** Milliseconds to copy the memory that a reset must restore: the lower bound of a reset. */
function copyOfMemory() {
  const memory = new Uint8Array(new WebAssembly.Memory({ initial: 118 }).buffer);
  const image = new Uint8Array(memory.length).fill(1);
  memory.set(image);
  const started = performance.now();
  for (let copy = 0; copy < 100; copy += 1) memory.set(image);
  return (performance.now() - started) / 100;
}

async function inThisThread() {
  const wasm = `${root}spin-app/dist/vfs.wasm`;
  const write = execute('vfs', 'write_file', { file_path: 'a.txt', content: 'hello' });
  const arms = [];
  for (const [mode, calls] of [
    ['reset', 500],
    ['fresh', 100],
  ]) {
    const run = await openInThread({ id: 'vfs', wasm, mode });
    run(write);
    const call = async (request) => run(request);
    arms.push({
      name: `read_file, ${mode}, in one thread`,
      run: () => timed({ call }, READ, { calls, lanes: 1 }),
    });
  }
  arms.push({ name: 'copy of 118 pages alone', run: copyOfMemory });
  await table(arms);
}

async function resetAgainstFresh() {
  const settings = [1, 2].flatMap((workers) =>
    ['reset', 'fresh'].map((mode) => ({ mode, workers })),
  );
  const opened = await Promise.all(settings.map(prepared));
  await table(
    settings.map(({ mode, workers }, index) => ({
      name: `read_file, ${mode}, workers ${workers}`,
      run: () =>
        timed(opened[index], READ, { calls: mode === 'reset' ? 1000 : 200, lanes: workers }),
    })),
  );
  for (const { host } of opened) await host.close();
}

async function eachTool() {
  const inGateway = (tool, args) => post('/execute', { session_id: 's', tool, args });
  const tools = {
    'vfs read_file': READ,
    'vfs write_file (overwrite)': execute('vfs', 'write_file', {
      file_path: 'a.txt',
      content: 'x',
    }),
    'vfs list_files': execute('vfs', 'list_files', {}),
    'vfs delete_file (absent)': execute('vfs', 'delete_file', { file_path: 'absent' }),
    'mock execute': execute('mock', 'get_weather', { location: 'Paris' }),
    'mock list-tools': get('/mock/list-tools'),
    'gateway read_file': inGateway('read_file', { file_path: 'a.txt' }),
    'gateway get_weather': inGateway('get_weather', { location: 'Paris' }),
    'GET /vfs/health': get('/vfs/health'),
  };
  const opened = await prepared({ mode: 'reset', workers: 1 });
  const baseline = await table(
    Object.entries(tools).map(([name, request]) => ({
      name,
      run: () => timed(opened, request, { calls: 300, lanes: 1 }),
    })),
  );
  await opened.host.close();
  return baseline;
}

async function replayedGithub(baseline) {
  const arms = [];
  for (const name of ['file-contents', 'issue-pages', 'search-repositories']) {
    const { header, entries } = readCassette(`${root}cassettes/github/${name}.yaml`);
    const [entry] = entries.filter(({ exchanges }) => exchanges.length > 0);
    const { exchanges } = entry;
    const { variables } = header.world;
    const opened = await openApp({ mode: 'reset', workers: 1, exchanges, variables });
    const run = () => timed(opened, entry.request, { calls: 200, lanes: 1 });
    arms.push({ name: `github ${name}, replayed`, run, host: opened.host });
  }
  await table(arms, baseline);
  for (const { host } of arms) await host.close();
}

async function listAmongOthers(baseline) {
  const arms = [];
  for (const others of [10, 10_000]) {
    const opened = await prepared({ mode: 'reset', workers: 1 });
    const value = new TextEncoder().encode('{}');
    for (let index = 0; index < others; index += 1) {
      opened.keyValue.set('default', `vfs/other-${index}/a.txt`, value);
    }
    const run = () => timed(opened, execute('vfs', 'list_files', {}), { calls: 50, lanes: 1 });
    arms.push({ name: `vfs list_files, ${others} keys of other sessions`, run, host: opened.host });
  }
  await table(arms, baseline);
  for (const { host } of arms) await host.close();
}

async function startToFirstAnswer() {
  const started = performance.now();
  const main = `${root}dist/harness/cli/main.js`;
  const child = spawn(process.execPath, [main, 'serve', '--listen', '127.0.0.1:0']);
  const [line] = await once(child.stdout, 'data');
  const url = /listening on (\S+)/.exec(String(line))[1];
  await (await fetch(`${url}/vfs/health`)).text();
  const took = performance.now() - started;
  child.kill();
  await once(child, 'exit');
  return took;
}

async function memory() {
  const script = fileURLToPath(new URL('memory.mjs', import.meta.url));
  const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
  let out = '';
  for await (const part of child.stdout) out += part;
  const [before, one, all] = JSON.parse(out);
  console.log(`memory (rss): ${before} MB before, ${one} MB with vfs loaded, ${all} MB with all`);
}

console.log(`node ${process.version}, ${availableParallelism()} cores, ${cpus()[0]?.model}`);
console.log(`median of ${rounds} rounds, min-max, ratio to the first row or to read_file\n`);
await inThisThread();
await resetAgainstFresh();
const readFile = await eachTool();
await replayedGithub(readFile);
await listAmongOthers(readFile);
const starts = [];
for (let round = 0; round < rounds; round += 1) starts.push(await startToFirstAnswer());
console.log(
  `start to first answer of GET /vfs/health: ${median(starts).toFixed(0)} ms (${spread(starts)})`,
);
await memory();
