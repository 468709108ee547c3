import type { Breach } from './breach.ts';
import { type Import, importsOf } from './imports.ts';
import { isTestFile, type SourceFile } from './source-tree.ts';

/** What the files of one place may import, besides what is below the same place. */
interface Direction {
  /** A file, or a folder with its closing slash. */
  readonly of: string;
  /** Files, folders with their closing slash, and packages. */
  readonly may: readonly string[];
  /** Whether its tests are bound by it too; other tests may import what they like. */
  readonly bindsTests?: boolean;
}

const COMPUTING = ['node:buffer', 'node:crypto', 'node:path', 'node:url'];
/** What reads something that people wrote, and says what is wrong with it. */
const READING = [
  ...['harness/tool-call/', 'harness/world/', 'harness/errors.ts', 'harness/suggestion.ts'],
];
const FILES = ['node:fs', 'node:fs/promises', 'node:os'];
const PROCESSES = ['child_process', 'events', 'fs', 'http', 'net', 'util'].map((n) => `node:${n}`);
const JUDGING = [
  ...['harness/index.ts', 'harness/output/', 'fast-check', 'ajv', 'ajv-formats'],
  ...['node:util', 'node:zlib'],
  ...COMPUTING,
];

/**
 * Who may import whom. The first row that holds a file is its row, so that a file's own row stands
 * before its folder's. Imports of types count as well: a type of the command line in the middle of
 * the pure part would tie the two as firmly as a value does.
 */
const DIRECTIONS: readonly Direction[] = [
  { of: 'spin-app/protocol/spin-entry.ts', may: ['spin-app/protocol/', '@fermyon/spin-sdk'] },
  { of: 'spin-app/protocol/', may: [] },
  { of: 'spin-app/vfs/', may: ['spin-app/protocol/'] },
  { of: 'spin-app/mock/', may: ['spin-app/protocol/'] },
  { of: 'spin-app/github/', may: ['spin-app/protocol/'] },
  { of: 'spin-app/gateway/', may: ['spin-app/protocol/'] },
  { of: 'harness/errors.ts', may: ['node:util'] },
  { of: 'harness/set-aside.ts', may: [...COMPUTING, ...FILES] },
  { of: 'harness/exhaustion.ts', may: ['harness/errors.ts'] },
  { of: 'harness/exhaustion.test.ts', may: ['harness/exhaustion.ts'] },
  { of: 'harness/suggestion.ts', may: [] },
  // Plain functions that write the languages of others; whoever prints or makes files needs them.
  { of: 'harness/output/', may: [] },
  { of: 'harness/set-aside.test.ts', may: ['harness/set-aside.ts'] },
  { of: 'harness/suggestion.test.ts', may: ['harness/suggestion.ts'] },
  { of: 'harness/index.ts', may: ['harness/'] },
  { of: 'harness/tool-call/', may: ['spin-app/protocol/', 'lossless-json'] },
  {
    of: 'harness/world/outbound-http/live.ts',
    may: [
      'harness/world/',
      'harness/tool-call/',
      'harness/errors.ts',
      'harness/exhaustion.ts',
      'node:fs',
      'node:http',
      'node:https',
      'node:os',
    ],
  },
  {
    of: 'harness/world/',
    may: ['harness/tool-call/', 'harness/errors.ts', 'node:crypto', 'node:net', 'node:zlib'],
  },
  {
    of: 'harness/cassette/',
    may: [
      'harness/tool-call/',
      'harness/world/',
      'harness/errors.ts',
      'harness/exhaustion.ts',
      'harness/set-aside.ts',
      'harness/suggestion.ts',
      'lossless-json',
      'yaml',
      ...COMPUTING,
      ...FILES,
    ],
  },
  // Where tapes are played, in a worker or here: by whoever knows the kind of tape.
  {
    of: 'harness/engine/play-tape.ts',
    may: [
      ...['harness/engine/', 'harness/host/'],
      ...['harness/replay/', 'harness/scenario/', 'harness/dataset/'],
    ],
  },
  {
    of: 'harness/engine/worker.ts',
    may: [
      'harness/engine/',
      'harness/host/',
      'harness/errors.ts',
      'harness/exhaustion.ts',
      'node:worker_threads',
    ],
  },
  {
    of: 'harness/engine/',
    may: [
      ...READING,
      'harness/host/',
      // The places of what a world is made of, for messages.
      'harness/cassette/',
      // Starting files stand in the stores as the component of files keeps them.
      'spin-app/protocol/',
    ],
  },
  {
    of: 'harness/compare/',
    may: [
      ...['harness/tool-call/', 'harness/world/', 'harness/host/', 'harness/engine/'],
      'node:buffer',
    ],
  },
  {
    of: 'harness/scenario/',
    may: [
      ...READING,
      'harness/host/',
      'harness/engine/',
      'harness/cassette/',
      'harness/compare/',
      'harness/output/',
      'spin-app/protocol/',
      ...COMPUTING,
      ...FILES,
    ],
  },
  {
    of: 'harness/host/manifest/',
    may: [...READING, 'toml-eslint-parser', ...COMPUTING, ...FILES],
  },
  {
    of: 'harness/host/prepare/',
    may: [
      'harness/errors.ts',
      'harness/set-aside.ts',
      '@bytecodealliance/jco',
      ...COMPUTING,
      ...FILES,
    ],
  },
  {
    of: 'harness/host/',
    may: [
      'harness/tool-call/',
      'harness/world/',
      'harness/errors.ts',
      'harness/exhaustion.ts',
      'node:events',
      'node:http',
      'node:vm',
      'node:worker_threads',
      ...COMPUTING,
      ...FILES,
    ],
  },
  {
    of: 'harness/dataset/',
    may: [
      'harness/tool-call/',
      'harness/world/',
      'harness/errors.ts',
      'harness/host/',
      'harness/engine/',
      'harness/cassette/',
      'harness/compare/',
      'harness/scenario/',
      // A row names tools and paths as the components do, and tells nothing else of them.
      'spin-app/protocol/',
      'node:v8',
      ...COMPUTING,
    ],
  },
  ...['record', 'replay'].map((verb) => ({
    of: `harness/${verb}/`,
    may: [
      'harness/tool-call/',
      'harness/world/',
      'harness/errors.ts',
      'harness/host/',
      'harness/engine/',
      'harness/cassette/',
      'harness/compare/',
      'harness/scenario/',
      ...COMPUTING,
    ],
  })),
  {
    of: 'harness/convert/',
    may: [
      ...READING,
      'harness/cassette/',
      // What is written is searched for secrets as what is recorded is, and may be recorded.
      'harness/record/',
      'harness/output/',
      'node:buffer',
    ],
  },
  {
    of: 'harness/report/',
    may: [
      'harness/tool-call/',
      'harness/cassette/',
      'harness/scenario/',
      'harness/output/',
      'spin-app/protocol/',
    ],
  },
  {
    of: 'harness/service/',
    may: [
      'harness/host/',
      'harness/record/',
      'harness/tool-call/',
      'harness/errors.ts',
      'node:events',
      'node:http',
      'node:net',
      'node:stream',
    ],
  },
  {
    of: 'harness/cli/',
    may: [
      'harness/',
      'properties/',
      'node:stream',
      'node:util',
      'node:zlib',
      ...COMPUTING,
      ...FILES,
    ],
  },
  // Variants of the components with a fault each: tests, which may import what they like.
  { of: 'properties/mutants/', may: [] },
  // A law of pure functions imports the functions; what judges them is not theirs.
  { of: 'properties/laws/', may: ['properties/', 'spin-app/', ...JUDGING] },
  { of: 'properties/all-laws.ts', may: ['properties/'] },
  // The judge shares no code with the components.
  { of: 'properties/', may: [...PROCESSES, 'vitest', ...JUDGING], bindsTests: true },
];

const NOBODY_IMPORTS = 'harness/cli/';

/** Imports that the table does not allow, and files of the shipped code that it does not know. */
export function importDirectionBreaches(file: SourceFile): Breach[] {
  const { path } = file;
  const direction = DIRECTIONS.find(({ of }) => holds(of, path));
  const isBound = direction !== undefined && (direction.bindsTests || !isTestFile(path));
  if (direction === undefined && /^(?:harness|spin-app)\//.test(path)) {
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
