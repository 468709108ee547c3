import type { StartingWorld } from '../../world/starting-world.ts';
import { placesIn } from '../yaml/node-places.ts';
import type { YamlNode } from '../yaml/yaml-node.ts';
import { fieldsOf, type Printable } from '../yaml/yaml-printer.ts';
import { printMock, readMock } from './mock-grammar.ts';
import {
  readEntries,
  readFields,
  readInteger,
  readList,
  readString,
  required,
} from './node-readers.ts';
import { printStoreFaults, readStoreFaults } from './store-fault-grammar.ts';
import { printStores, readStores, STORE_KEYS, sortedEntries } from './store-grammar.ts';
import { printTime, readTime } from './time-grammar.ts';

/** Reads the starting world; an empty one if there is none. */
export function readWorld(node: YamlNode | undefined): StartingWorld {
  if (node === undefined) return { ...EMPTY, seed: 0, clock: undefined };
  const fields = readFields(node, 'the world', WORLD_KEYS);
  const { seed, clock, keep, sessions, mock, 'store-faults': faults } = fields;
  const limits = { least: 0, most: Number.MAX_SAFE_INTEGER };
  return {
    seed: seed === undefined ? 0 : readInteger(seed, 'seed', limits),
    clock: clock && readTime(clock, 'clock'),
    variables: readStrings(fields.variables, 'variables'),
    files: readStrings(fields.files, 'files'),
    ...(sessions === undefined ? {} : { sessionFiles: readSessions(sessions) }),
    ...(mock === undefined ? {} : { mock: readMock(mock) }),
    store: readStores(fields),
    ...(faults === undefined ? {} : { storeFaults: readStoreFaults(faults) }),
    keep: keep === undefined ? [] : readKeep(keep),
    places: placesIn(node, PLACED_LEVELS),
  };
}

/** The reverse of {@link readWorld}. */
export function printWorld(world: StartingWorld): Printable {
  const { seed, clock, variables, files, sessionFiles, mock, store, storeFaults, keep } = world;
  return fieldsOf({
    seed,
    clock: clock === undefined ? undefined : printTime(clock),
    variables: variables.size === 0 ? undefined : new Map(sortedEntries(variables)),
    // Files keep their order, in which a virtual filesystem lists them.
    files: files.size === 0 ? undefined : files,
    sessions: sessionFiles && printSessions(sessionFiles),
    mock: mock && printMock(mock),
    ...printStores(store),
    'store-faults': storeFaults && printStoreFaults(storeFaults),
    keep: keep.length === 0 ? undefined : keep.toSorted(),
  });
}

const WORLD_KEYS = [
  ...(['seed', 'clock', 'variables', 'files', 'sessions', 'mock'] as const),
  ...STORE_KEYS,
  ...(['store-faults', 'keep'] as const),
] as const;

/** As deep as a message points: `/sessions/s/files/a.txt`, `/mock/tools/0/inputSchema`. */
const PLACED_LEVELS = 4;

const EMPTY = { variables: new Map(), files: new Map(), store: new Map(), keep: [] } as const;

function readStrings(node: YamlNode | undefined, what: string): Map<string, string> {
  const entries = node === undefined ? [] : readEntries(node, what);
  return new Map(entries.map(([key, value]) => [key, readString(value, `a value of ${what}`)]));
}

function readSessions(node: YamlNode): Map<string, ReadonlyMap<string, string>> {
  const sessions = readEntries(node, 'sessions').map(([session, value]) => {
    const { files } = readFields(value, 'a session', ['files']);
    return [session, readStrings(required(files, 'files', value), 'files')] as const;
  });
  return new Map(sessions);
}

function printSessions(sessions: ReadonlyMap<string, ReadonlyMap<string, string>>): Printable {
  return new Map(sortedEntries(sessions).map(([id, files]) => [id, new Map([['files', files]])]));
}

function readKeep(node: YamlNode): string[] {
  const names = readList(node, 'keep').map((item) => readString(item, 'a header name'));
  return [...new Set(names.map((name) => name.toLowerCase()))].sort();
}
