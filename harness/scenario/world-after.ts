import { decodeKeySegment } from '../../spin-app/protocol/key.ts';
import { parseMockKey } from '../../spin-app/protocol/mock-key.ts';
import { parseVfsFile, sessionKeyPrefix } from '../../spin-app/protocol/vfs-file.ts';
import type { CassetteFile } from '../cassette/cassette-file.ts';
import { startingStore } from '../engine/starting/starting-store.ts';
import type { StoreSnapshot } from '../tool-call/interaction.ts';
import { sessionOf } from '../tool-call/session-of.ts';
import { decodeUtf8 } from '../tool-call/utf8.ts';

/** The world of a cassette at one moment. */
export interface WorldMoment {
  /**
   * When the call before it began, in milliseconds since the Unix epoch; before the first, when it
   * begins. Absent if the file does not have it.
   */
  readonly at?: number;
  /** App variables that differ from their defaults, placeholders in place of secrets. */
  readonly variables: ReadonlyMap<string, string>;
  /** Files of the virtual filesystem, in the order of sessions and then of first writes. */
  readonly files: readonly SessionFile[];
  /** The definitions of mocks, in the order of their keys. */
  readonly mocks: readonly MockEntry[];
  /** All other values of the key-value stores. */
  readonly values: readonly StoredValue[];
}

/** A file of a session. */
export interface SessionFile {
  readonly session: string;
  readonly path: string;
  readonly content: string;
}

/** A part of a mock's definition. */
export interface MockEntry {
  /** The session that it belongs to, or null when all sessions share it. */
  readonly owner: string | null;
  readonly kind: 'tool' | 'response' | 'fixture' | 'copy';
  readonly tool: string;
  /** JSON text, as stored. */
  readonly value: string;
}

/** A value that is neither a file nor a part of a mock. */
export interface StoredValue {
  readonly store: string;
  readonly key: string;
  readonly value: Uint8Array;
}

/** The store of the shipped components. */
const STORE = 'default';

/**
 * The world after the given number of calls of a cassette, as far as the file has it: state that no
 * call read or wrote is unknown.
 *
 * @param steps from 0, which is the starting world, to the number of calls
 * @throws HarnessError `cassette-invalid` for a starting file with an invalid path.
 */
export function worldAfter(cassette: CassetteFile, steps: number, file: string): WorldMoment {
  const { world } = cassette.header;
  const at =
    steps === 0 ? (cassette.entries[0]?.at ?? world.clock) : cassette.entries[steps - 1]?.at;
  const sorted = (keys: Iterable<string>): string[] => [...keys].sort();
  const values = storesAfter(cassette, steps, file);
  const all = sorted(values.keys()).flatMap((store) =>
    sorted(values.get(store)?.keys() ?? []).flatMap((key) => {
      const value = values.get(store)?.get(key);
      return value === undefined ? [] : [{ store, key, value }];
    }),
  );
  const read = all.map((value) => ({ value, file: fileOf(value), mock: mockOf(value) }));
  return {
    ...(at === undefined ? {} : { at }),
    variables: world.variables,
    files: inListedOrder(read.flatMap(({ file: one }) => one ?? [])),
    mocks: read.flatMap(({ mock }) => mock ?? []),
    values: read.flatMap(({ value, file: one, mock }) => (one || mock ? [] : [value])),
  };
}

function storesAfter(
  { header, entries }: CassetteFile,
  steps: number,
  file: string,
): Map<string, Map<string, Uint8Array>> {
  const stores = new Map<string, Map<string, Uint8Array>>();
  const sessions = entries.map(({ request }) => sessionOf(request));
  apply(
    stores,
    startingStore(header.world, {
      sessions: new Set(sessions.filter((session) => session !== undefined)),
      contract: header.world.variables.get('contract'),
      file,
    }),
  );
  for (const { given, state } of entries.slice(0, steps)) {
    apply(stores, given);
    apply(stores, state);
  }
  return stores;
}

function apply(stores: Map<string, Map<string, Uint8Array>>, changes: StoreSnapshot): void {
  for (const [store, values] of changes) {
    const held = stores.get(store) ?? new Map<string, Uint8Array>();
    stores.set(store, held);
    for (const [key, value] of values) {
      if (value === null) held.delete(key);
      else held.set(key, value);
    }
  }
}

interface OrderedFile extends SessionFile {
  readonly written: number;
  readonly after: number;
}

function fileOf({ store, key, value }: StoredValue): OrderedFile | undefined {
  const [component, segment = '', ...path] = key.split('/');
  const text = decodeUtf8(value);
  if (store !== STORE || component !== 'vfs' || path.length !== 1 || text === undefined) {
    return undefined;
  }
  const session = decodeKeySegment(segment);
  // A key that merely looks like a session's does not name a file.
  if (!key.startsWith(sessionKeyPrefix(session))) return undefined;
  const file = parseVfsFile(text);
  return file === null ? undefined : { session, ...file };
}

function mockOf({ store, key, value }: StoredValue): MockEntry | undefined {
  const parsed = store === STORE ? parseMockKey(key) : null;
  const text = decodeUtf8(value);
  return parsed === null || text === undefined ? undefined : { ...parsed, value: text };
}

function inListedOrder(files: readonly OrderedFile[]): SessionFile[] {
  const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  return [...files]
    .sort((a, b) => compare(a.session, b.session) || a.written - b.written || a.after - b.after)
    .map(({ session, path, content }) => ({ session, path, content }));
}
