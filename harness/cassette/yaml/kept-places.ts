import { lineOf } from './yaml-fault.ts';
import type { YamlNode } from './yaml-node.ts';

/** Where something stands. */
export interface FilePlace {
  /** As messages name it. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
}

/** Where the parts of values stand, for values that were read from files. */
const PLACES = new WeakMap<object, ReadonlyMap<string, FilePlace>>();

/**
 * Keeps where the parts of a value stand, by name. They stand in a table of their own, because they
 * are no part of a world: worlds are compared and printed.
 */
export function keepPlaces(value: object, places: ReadonlyMap<string, FilePlace>): void {
  PLACES.set(value, places);
}

/** The places that are kept of a value; none for one that was read from no file. */
export function keptPlaces(value: object): ReadonlyMap<string, FilePlace> {
  return PLACES.get(value) ?? NONE;
}

/** The places of a mapping's keys, by key as it is spelt. */
export function placesOfKeys(node: YamlNode | undefined): Map<string, FilePlace> {
  const pairs = node?.kind === 'mapping' ? node.pairs : [];
  return new Map(pairs.map(([key]) => [key.text, placeOf(key)]));
}

/** The place of a node. */
export function placeOf(node: Pick<YamlNode, 'source' | 'offset'>): FilePlace {
  return { file: node.source.file, line: lineOf(node) };
}

const NONE: ReadonlyMap<string, FilePlace> = new Map();
