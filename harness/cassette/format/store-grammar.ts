import type { StoreSnapshot } from '../../tool-call/interaction.ts';
import { decodeUtf8 } from '../../tool-call/utf8.ts';
import { fault } from '../yaml/yaml-fault.ts';
import type { YamlNode } from '../yaml/yaml-node.ts';
import type { Printable } from '../yaml/yaml-printer.ts';
import { printBase64, readBase64 } from './body-grammar.ts';
import {
  type Fields,
  isNull,
  readEntries,
  readFields,
  readString,
  required,
} from './node-readers.ts';

/** The keys that hold contents of stores: those of the store `default`, and of others by label. */
export const STORE_KEYS = ['store', 'stores'] as const;

/** Values by key of one store; null says that the key is absent. */
export type StoreContents = ReadonlyMap<string, Uint8Array | null>;

/** Reads contents of stores. */
export function readStores(fields: Fields<(typeof STORE_KEYS)[number]>): StoreSnapshot {
  return joinLabels(fields.store === undefined ? undefined : readContents(fields.store), {
    stores: fields.stores,
    read: readContents,
  });
}

/** The fields that hold contents of stores, labels and keys sorted; none if all are empty. */
export function printStores(stores: StoreSnapshot): Record<string, Printable> {
  const { own, others } = splitLabels(stores);
  const printed: Record<string, Printable> = {};
  if (own !== undefined) printed['store'] = printContents(own);
  if (others.length > 0) {
    printed['stores'] = new Map(others.map(([label, map]) => [label, printContents(map)]));
  }
  return printed;
}

/** The stores of a file: `default`, which has a key of its own, and others by label. */
export function joinLabels(
  own: StoreContents | undefined,
  labelled: { stores: YamlNode | undefined; read: (node: YamlNode) => StoreContents },
): StoreSnapshot {
  const stores = new Map<string, StoreContents>();
  if (own !== undefined && own.size > 0) stores.set(DEFAULT_LABEL, own);
  const entries = labelled.stores === undefined ? [] : readEntries(labelled.stores, 'stores');
  for (const [label, node] of entries) {
    if (label === DEFAULT_LABEL) {
      throw fault(node, 'the store default is listed under stores', 'Give it by itself, not here.');
    }
    const contents = labelled.read(node);
    if (contents.size > 0) stores.set(label, contents);
  }
  return stores;
}

/** The reverse of {@link joinLabels}, without empty stores, labels sorted by code unit. */
export function splitLabels(stores: StoreSnapshot): {
  own: StoreContents | undefined;
  others: Array<[string, StoreContents]>;
} {
  const filled = sortedEntries(stores).filter(([, contents]) => contents.size > 0);
  const own = filled.find(([label]) => label === DEFAULT_LABEL)?.[1];
  return { own, others: filled.filter(([label]) => label !== DEFAULT_LABEL) };
}

/** The entries of a map, sorted by key in code units. */
export function sortedEntries<Value>(map: ReadonlyMap<string, Value>): Array<[string, Value]> {
  return [...map].sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0));
}

/** Reads a value of a store: a string, or `{base64: …}` for bytes that are not UTF-8. */
export function readStoreValue(node: YamlNode, what = 'the value of a store'): Uint8Array {
  if (node.kind !== 'mapping') return new TextEncoder().encode(readString(node, what));
  const { base64 } = readFields(node, what, ['base64']);
  return readBase64(required(base64, 'base64', node));
}

/** The reverse of {@link readStoreValue}. */
export function printStoreValue(value: Uint8Array): Printable {
  return decodeUtf8(value) ?? new Map([['base64', printBase64(value)]]);
}

const DEFAULT_LABEL = 'default';

function readContents(node: YamlNode): StoreContents {
  const entries = readEntries(node, 'a store');
  return new Map(
    entries.map(([key, value]) => [key, isNull(value) ? null : readStoreValue(value)]),
  );
}

function printContents(contents: StoreContents): Printable {
  const entries = sortedEntries(contents);
  return new Map(
    entries.map(([key, value]) => [key, value === null ? null : printStoreValue(value)]),
  );
}
