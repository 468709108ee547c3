import type { StoreSnapshot } from '../../tool-call/interaction.ts';
import { fault } from '../yaml/yaml-fault.ts';
import type { YamlNode } from '../yaml/yaml-node.ts';
import type { Printable } from '../yaml/yaml-printer.ts';
import { readEntries, readFields, readList, readString } from './node-readers.ts';
import {
  joinLabels,
  printStoreValue,
  readStoreValue,
  type StoreContents,
  sortedEntries,
  splitLabels,
} from './store-grammar.ts';

/**
 * Reads the changes of a call: `set` and `delete` of the store `default`, and of others by label.
 */
export function readState(node: YamlNode | undefined): StoreSnapshot {
  if (node === undefined) return new Map();
  const { stores, ...own } = readFields(node, 'state', ['set', 'delete', 'stores']);
  const readLabelled = (part: YamlNode) =>
    readChanges(readFields(part, 'the state of a store', ['set', 'delete']));
  return joinLabels(readChanges(own), { stores, read: readLabelled });
}

/** The value of `state`, or undefined when nothing was changed. */
export function printState(state: StoreSnapshot): Printable | undefined {
  const { own, others } = splitLabels(state);
  const fields = own === undefined ? new Map<string, Printable>() : printChanges(own);
  if (others.length > 0) {
    fields.set('stores', new Map(others.map(([label, map]) => [label, printChanges(map)])));
  }
  return fields.size === 0 ? undefined : fields;
}

interface ChangeNodes {
  readonly set?: YamlNode;
  readonly delete?: YamlNode;
}

function readChanges({ set, delete: deleted }: ChangeNodes): StoreContents {
  const changes = new Map<string, Uint8Array | null>();
  for (const [key, value] of set === undefined ? [] : readEntries(set, 'set')) {
    changes.set(key, readStoreValue(value));
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

function printChanges(changes: StoreContents): Map<string, Printable> {
  const set = new Map<string, Printable>();
  const deleted: string[] = [];
  for (const [key, value] of sortedEntries(changes)) {
    if (value === null) deleted.push(key);
    else set.set(key, printStoreValue(value));
  }
  const fields = new Map<string, Printable>();
  if (set.size > 0) fields.set('set', set);
  if (deleted.length > 0) fields.set('delete', deleted);
  return fields;
}
