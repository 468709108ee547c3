import { type Import, importsOf } from './imports.ts';
import type { SourceFile } from './source-tree.ts';
import type { Violation } from './violation.ts';

/**
 * Modules that only the main thread may load: it owns the live world with its secrets and its
 * network, the stores of a service, output files, and other threads.
 */
const MAIN_THREAD_ONLY: readonly string[] = [
  'harness/cli/',
  'harness/api/',
  'harness/index.ts',
  'harness/internal.ts',
  'harness/record/',
  'harness/service/',
  'harness/host/embedded/component-library.ts',
  'harness/host/embedded/embedded-host.ts',
  'harness/host/embedded/link-server.ts',
  'harness/host/embedded/worker-pool.ts',
  'harness/host/embedded/worker-thread.ts',
  'harness/host/prepare/',
  'harness/world/outbound-http/live.ts',
  'node:child_process',
  'node:http',
  'node:https',
];

/**
 * Modules that the guest's side may not load either. The worker's entry may: it plays tapes,
 * reading their files in worlds of its own. A guest is untrusted code, and the modules that it is
 * linked to have neither files nor any world but the given one.
 */
const NOT_FOR_GUESTS: readonly string[] = [
  ...MAIN_THREAD_ONLY,
  'harness/cassette/',
  'harness/engine/',
  'harness/replay/',
  'harness/scenario/',
  'harness/world/key-value/key-value.ts',
  'harness/world/outbound-http/',
  'harness/world/secrets/secret-swap.ts',
  'harness/world/variables.ts',
  'node:fs',
  'node:fs/promises',
];

const WORKER_ENTRY = 'harness/engine/worker.ts';
const GUEST_SIDE = 'harness/host/embedded/guest/';

/**
 * Imports by which a worker thread would load what belongs to the main thread, directly or through
 * other files. Type imports are allowed, because they are erased.
 */
export function workerSideViolations(files: readonly SourceFile[]): Violation[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const violationsFrom = (
    starts: readonly SourceFile[],
    banned: readonly string[],
  ): Violation[] => {
    const seen = new Set<string>();
    const violations: Violation[] = [];
    const follow = (file: SourceFile | undefined, trail: readonly string[]): void => {
      if (file === undefined || seen.has(file.path)) return;
      seen.add(file.path);
      for (const entry of importsOf(file).filter(({ isTypeOnly }) => !isTypeOnly)) {
        const through = [...trail, file.path];
        if (isIn(banned, entry)) violations.push(violation(file, entry, through));
        else follow(byPath.get(entry.target), through);
      }
    };
    for (const file of starts) follow(file, []);
    return violations;
  };
  const isGuest = ({ path }: SourceFile) =>
    path.startsWith(GUEST_SIDE) && !path.endsWith('.test.ts');
  return [
    ...violationsFrom(files.filter(isGuest), NOT_FOR_GUESTS),
    ...violationsFrom(
      files.filter(({ path }) => path === WORKER_ENTRY),
      MAIN_THREAD_ONLY,
    ),
  ];
}

function isIn(places: readonly string[], { target }: Import): boolean {
  return places.some((place) =>
    place.endsWith('/') ? target.startsWith(place) : target === place,
  );
}

function violation(
  file: SourceFile,
  { target, line }: Import,
  through: readonly string[],
): Violation {
  const chain = through.length > 1 ? ` (reached by ${through.join(' -> ')})` : '';
  const message =
    `loads ${target} in a worker thread${chain}. It belongs to the main thread: ask for it over ` +
    'the link (messages.ts), or import only its types.';
  return { path: file.path, line, message };
}
