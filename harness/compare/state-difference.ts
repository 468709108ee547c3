import type { DifferencePlace } from '../tool-call/difference-place.ts';
import type { StoreSnapshot } from '../tool-call/interaction.ts';
import { decodeUtf8 } from '../tool-call/utf8.ts';
import { printedPair, printedValue } from './printed-value.ts';

/** A key that a call did not change as it did in the recording. */
export interface StateDifference {
  readonly where: DifferencePlace;
  readonly recorded: string;
  readonly actual: string;
}

/** Compares the changes of a call with the recorded ones, by store and key. */
export function stateDifferences(
  recorded: StoreSnapshot,
  actual: StoreSnapshot,
): StateDifference[] {
  return keysOf(recorded, actual).flatMap(([store, key]) => {
    const [a, b] = [recorded.get(store)?.get(key), actual.get(store)?.get(key)];
    if (isSame(a, b)) return [];
    const [printedA, printedB] = printed(a, b);
    return [{ where: { in: 'state', store, key, path: '' }, recorded: printedA, actual: printedB }];
  });
}

function keysOf(...snapshots: readonly StoreSnapshot[]): Array<[store: string, key: string]> {
  const stores = [...new Set(snapshots.flatMap((snapshot) => [...snapshot.keys()]))].sort();
  return stores.flatMap((store) => {
    const keys = snapshots.flatMap((snapshot) => [...(snapshot.get(store)?.keys() ?? [])]);
    return [...new Set(keys)].sort().map((key): [string, string] => [store, key]);
  });
}

type Value = Uint8Array | null | undefined;

function isSame(a: Value, b: Value): boolean {
  return a instanceof Uint8Array && b instanceof Uint8Array ? Buffer.compare(a, b) === 0 : a === b;
}

function printed(a: Value, b: Value): [string, string] {
  const [textA, textB] = [textOf(a), textOf(b)];
  if (textA !== undefined && textB !== undefined) return printedPair(textA, textB);
  return [shown(a), shown(b)];
}

function textOf(value: Value): string | undefined {
  return value instanceof Uint8Array ? decodeUtf8(value) : undefined;
}

function shown(value: Value): string {
  if (value === undefined) return 'unchanged';
  return value === null ? 'deleted' : printedValue(value);
}
