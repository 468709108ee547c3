import type { Breach } from './breach.ts';
import { type Import, importsOf } from './imports.ts';
import type { SourceFile } from './source-tree.ts';

/** What only the main thread may load: it owns the world, files, sockets and other threads. */
const MAIN_THREAD_ONLY: readonly string[] = [
  'harness/cassette/',
  'harness/cli/',
  'harness/index.ts',
  'harness/record/',
  'harness/replay/',
  'harness/service/',
  'harness/host/embedded/component-library.ts',
  'harness/host/embedded/embedded-host.ts',
  'harness/host/embedded/link-server.ts',
  'harness/host/embedded/worker-pool.ts',
  'harness/host/embedded/worker-thread.ts',
  'harness/host/prepare/',
  'harness/world/key-value.ts',
  'harness/world/outbound-http/',
  'harness/world/secret-swap.ts',
  'harness/world/variables.ts',
  'node:child_process',
  'node:fs',
  'node:fs/promises',
  'node:http',
  'node:https',
];

const WORKER_ENTRY = 'harness/host/embedded/worker.ts';
const GUEST_SIDE = 'harness/host/embedded/guest/';

/**
 * Imports by which a worker thread would load what belongs to the main thread, directly or through
 * other files. Imports of types are free, since nothing of them is left to load.
 */
export function workerSideBreaches(files: readonly SourceFile[]): Breach[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const seen = new Set<string>();
  const breaches: Breach[] = [];
  const follow = (file: SourceFile | undefined, trail: readonly string[]): void => {
    if (file === undefined || seen.has(file.path)) return;
    seen.add(file.path);
    for (const entry of importsOf(file).filter(({ isTypeOnly }) => !isTypeOnly)) {
      const through = [...trail, file.path];
      if (isMainThreadOnly(entry)) breaches.push(breach(file, entry, through));
      else follow(byPath.get(entry.target), through);
    }
  };
  for (const file of files) {
    const isGuest = file.path.startsWith(GUEST_SIDE) && !file.path.endsWith('.test.ts');
    if (file.path === WORKER_ENTRY || isGuest) follow(file, []);
  }
  return breaches;
}

function isMainThreadOnly({ target }: Import): boolean {
  return MAIN_THREAD_ONLY.some((place) =>
    place.endsWith('/') ? target.startsWith(place) : target === place,
  );
}

function breach(file: SourceFile, { target, line }: Import, through: readonly string[]): Breach {
  const chain = through.length > 1 ? ` (reached by ${through.join(' -> ')})` : '';
  const message =
    `loads ${target} in a worker thread${chain}. It belongs to the main thread: ask for it over ` +
    'the link (messages.ts), or import only its types.';
  return { path: file.path, line, message };
}
