import { type Import, importsOf } from './imports.ts';
import { isTestFile, type SourceFile } from './source-tree.ts';
import type { Violation } from './violation.ts';

/** The imports allowed for the files of a folder, in addition to the folder itself. */
interface Direction {
  /** A file, or a folder with its closing slash. */
  readonly of: string;
  /** Files, folders with their closing slash, and packages. */
  readonly may: readonly string[];
  /** Whether it also applies to its tests; other tests may import anything. */
  readonly bindsTests?: boolean;
}

const COMPUTING = ['node:buffer', 'node:crypto', 'node:path', 'node:url'];
const FILES = ['node:fs', 'node:fs/promises', 'node:os'];
const PROCESSES = ['child_process', 'events', 'fs', 'http', 'net', 'util'].map((n) => `node:${n}`);
/** Folders that depend on no other folder, or only on one another. */
const BASIC = ['json/', 'tool-call/', 'errors.ts', 'exhaustion.ts', 'trim-character.ts'].map(
  (name) => `harness/${name}`,
);
/** Folders that read user input and report its errors. */
const READING = [...BASIC, 'harness/world/', 'harness/suggestion.ts'];
/** Folders that read and write users' files. */
const STORING = ['harness/read-file.ts', 'harness/set-aside.ts'];
/** Folders that run calls. */
const RUNNING = [...READING, 'harness/host/', 'harness/engine/', 'harness/cassette/'];
const JUDGING = [...RUNNING, 'harness/compare/', 'harness/scenario/', ...COMPUTING];
const LAWS = ['harness/internal.ts', 'harness/output/', 'fast-check', 'ajv', 'ajv-formats'];

/**
 * Who may import whom. The first row that matches a file counts, so a file's own row comes before
 * its folder's. Type imports count too: a type of the command line in the pure part would couple
 * the two as much as a value does.
 */
const DIRECTIONS: readonly Direction[] = [
  { of: 'spin-app/protocol/spin-entry.ts', may: ['spin-app/protocol/', '@fermyon/spin-sdk'] },
  { of: 'spin-app/protocol/', may: [] },
  ...['vfs', 'mock', 'github', 'gateway'].map((component) => ({
    of: `spin-app/${component}/`,
    may: ['spin-app/protocol/'],
  })),
  { of: 'harness/errors.ts', may: ['node:util'] },
  { of: 'harness/exhaustion.ts', may: ['harness/errors.ts'] },
  // Those of output/ are escapes for other languages, needed by everything that prints or writes.
  ...['suggestion.ts', 'trim-character.ts', 'output/'].map((name) => ({
    of: `harness/${name}`,
    may: [],
  })),
  ...['package-files.ts', 'read-file.ts', 'set-aside.ts'].map((name) => ({
    of: `harness/${name}`,
    may: [...COMPUTING, ...FILES],
  })),
  { of: 'harness/json/', may: ['harness/trim-character.ts', 'lossless-json'] },
  { of: 'harness/tool-call/', may: [...BASIC, 'spin-app/protocol/'] },
  {
    of: 'harness/world/outbound-http/live.ts',
    may: [...READING, ...PROCESSES, 'node:https', 'node:os'],
  },
  { of: 'harness/world/', may: [...BASIC, 'node:crypto', 'node:net', 'node:zlib'] },
  {
    of: 'harness/cassette/',
    may: [...READING, ...STORING, 'lossless-json', 'yaml', ...COMPUTING, ...FILES],
  },
  {
    of: 'harness/host/manifest/',
    may: [...READING, 'harness/read-file.ts', 'toml-eslint-parser', ...COMPUTING, ...FILES],
  },
  {
    of: 'harness/host/prepare/',
    may: [...BASIC, ...STORING, '@bytecodealliance/jco', ...COMPUTING, ...FILES],
  },
  {
    of: 'harness/host/',
    may: [
      ...READING,
      'harness/package-files.ts',
      ...PROCESSES,
      'node:vm',
      'node:worker_threads',
      ...COMPUTING,
      ...FILES,
    ],
  },
  // Plays the tapes of every verb, in a worker or here.
  { of: 'harness/engine/play-tape.ts', may: [...JUDGING, 'harness/replay/', 'harness/dataset/'] },
  { of: 'harness/engine/', may: [...RUNNING, 'spin-app/protocol/', 'node:worker_threads'] },
  { of: 'harness/compare/', may: [...RUNNING, 'node:buffer'] },
  { of: 'harness/formats/deepfabric/', may: [...RUNNING, 'spin-app/protocol/', ...COMPUTING] },
  {
    of: 'harness/scenario/',
    may: [
      ...JUDGING,
      ...['harness/formats/deepfabric/', 'harness/output/', 'spin-app/protocol/'],
      ...['node:vm', ...FILES],
    ],
  },
  {
    of: 'harness/dataset/',
    may: [...JUDGING, 'harness/formats/deepfabric/', 'spin-app/protocol/', 'node:v8'],
  },
  ...['record/', 'replay/'].map((name) => ({ of: `harness/${name}`, may: JUDGING })),
  // Written files are searched for secrets like recordings, and conversions may record.
  { of: 'harness/formats/', may: [...JUDGING, 'harness/record/', 'harness/output/'] },
  {
    of: 'harness/report/',
    may: [
      ...BASIC,
      'harness/cassette/',
      'harness/scenario/',
      'harness/output/',
      'spin-app/protocol/',
    ],
  },
  {
    of: 'harness/service/',
    may: [...BASIC, 'harness/host/', 'harness/record/', ...PROCESSES, 'node:stream'],
  },
  ...['api/', 'index.ts', 'internal.ts'].map((of) => ({ of: `harness/${of}`, may: ['harness/'] })),
  {
    of: 'harness/cli/',
    may: [
      ...['harness/', 'properties/', 'node:stream', 'node:util', 'node:zlib'],
      ...[...COMPUTING, ...FILES],
    ],
  },
  // Variants of the components with one fault each: tests, which may import anything.
  { of: 'properties/mutants/', may: [] },
  // A law of pure functions imports the functions, but judges them by its own model.
  { of: 'properties/laws/', may: ['properties/', 'spin-app/', ...LAWS, 'node:util', ...COMPUTING] },
  { of: 'properties/all-laws.ts', may: ['properties/'] },
  // The judge shares no code with the components.
  {
    of: 'properties/',
    may: [...PROCESSES, 'vitest', ...LAWS, 'node:zlib', ...COMPUTING],
    bindsTests: true,
  },
];

const NOBODY_IMPORTS = 'harness/cli/';

/** Imports that the table does not allow, and files of the shipped code that it does not know. */
export function importDirectionViolations(file: SourceFile): Violation[] {
  const { path } = file;
  const direction = DIRECTIONS.find(({ of }) => holds(of, path));
  const isBound = direction !== undefined && (direction.bindsTests || !isTestFile(path));
  if (direction === undefined && !isTestFile(path) && /^(?:harness|spin-app)\//.test(path)) {
    const message = 'belongs to no row of DIRECTIONS. Decide there what its folder may import.';
    return [{ path, line: 1, message }];
  }
  return importsOf(file).flatMap((entry) => {
    const message =
      reachesCommandLine(path, entry) ??
      (isBound ? outsideTable(direction, path, entry) : undefined);
    return message === undefined ? [] : [{ path, line: entry.line, message }];
  });
}

function reachesCommandLine(path: string, { target }: Import): string | undefined {
  if (isTestFile(path) || !holds(NOBODY_IMPORTS, target) || holds(NOBODY_IMPORTS, path)) {
    return undefined;
  }
  return `imports ${target}. Nothing imports the command line: move what is needed below it.`;
}

function outsideTable(direction: Direction, path: string, entry: Import): string | undefined {
  const { target } = entry;
  const own = holds(direction.of, target) || target === path;
  if (own || direction.may.some((place) => holds(place, target))) return undefined;
  const allowed = direction.may.length === 0 ? 'nothing else' : `only ${direction.may.join(', ')}`;
  return (
    `imports ${target}. Besides itself, ${direction.of} may import ${allowed}. ` +
    'Move the code to where both may reach it, or pass it in as an argument.'
  );
}

function holds(place: string, path: string): boolean {
  return place.endsWith('/') ? path.startsWith(place) : place === path;
}
