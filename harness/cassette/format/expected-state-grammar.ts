import type { ExpectedState } from '../cassette-file.ts';
import type { Pattern } from '../pattern.ts';
import { fault } from '../yaml/yaml-fault.ts';
import type { YamlNode } from '../yaml/yaml-node.ts';
import type { Printable } from '../yaml/yaml-printer.ts';
import { readEntries, readFields, readList, readString } from './node-readers.ts';
import { printPattern, readPattern } from './pattern-grammar.ts';
import { printStoreValue, readStoreValue, sortedEntries } from './store-grammar.ts';

/**
 * Reads the expected changes of a call: like `state` of an interaction, but a value may be a
 * matcher.
 */
export function readExpectedState(node: YamlNode): ExpectedState {
  const { stores, ...own } = readFields(node, 'state', ['set', 'delete', 'stores']);
  const state = new Map<string, Values>();
  const changes = readChanges(own);
  if (changes.size > 0) state.set(DEFAULT_LABEL, changes);
  for (const [label, part] of stores === undefined ? [] : readEntries(stores, 'stores')) {
    if (label === DEFAULT_LABEL) {
      throw fault(part, 'the store default is listed under stores', 'Give it by itself, not here.');
    }
    const others = readChanges(readFields(part, 'the state of a store', ['set', 'delete']));
    if (others.size > 0) state.set(label, others);
  }
  return state;
}

/** The reverse of {@link readExpectedState}. */
export function printExpectedState(state: ExpectedState): Printable {
  const own = state.get(DEFAULT_LABEL);
  const fields = own === undefined ? new Map<string, Printable>() : printChanges(own);
  const others = sortedEntries(state).filter(([label]) => label !== DEFAULT_LABEL);
  if (others.length > 0) {
    fields.set('stores', new Map(others.map(([label, values]) => [label, printChanges(values)])));
  }
  return fields;
}

const DEFAULT_LABEL = 'default';

type Value = Uint8Array | Pattern | null;
type Values = ReadonlyMap<string, Value>;

function readChanges({ set, delete: deleted }: { set?: YamlNode; delete?: YamlNode }): Values {
  const changes = new Map<string, Value>();
  for (const [key, value] of set === undefined ? [] : readEntries(set, 'set')) {
    changes.set(key, readValue(value));
  }
  for (const node of deleted === undefined ? [] : readList(deleted, 'delete')) {
    const key = readString(node, 'a deleted key');
    if (changes.has(key)) {
      throw fault(node, `the key ${JSON.stringify(key)} is changed twice`, 'Name it once.');
    }
    changes.set(key, null);
  }
  return changes;
}

function readValue(node: YamlNode): Uint8Array | Pattern {
  const isMatcher = node.kind === 'mapping' && node.pairs[0]?.[0].text.startsWith('$') === true;
  if (!isMatcher) return readStoreValue(node);
  const pattern = readPattern(node);
  if (pattern.kind !== 'value') return pattern;
  throw fault(node, 'a matcher of a scalar where the value itself does', 'Write only the text.');
}

function printChanges(changes: Values): Map<string, Printable> {
  const set = new Map<string, Printable>();
  const deleted: string[] = [];
  for (const [key, value] of sortedEntries(changes)) {
    if (value === null) deleted.push(key);
    else set.set(key, value instanceof Uint8Array ? printStoreValue(value) : printPattern(value));
  }
  const fields = new Map<string, Printable>();
  if (set.size > 0) fields.set('set', set);
  if (deleted.length > 0) fields.set('delete', deleted);
  return fields;
}
