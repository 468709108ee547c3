import { lineOf } from './yaml-fault.ts';
import type { YamlNode } from './yaml-node.ts';

/** A position in a file. */
export interface FilePlace {
  /** As messages name it. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
}

/** The positions of the parts of values that were read from files. */
const PLACES = new WeakMap<object, ReadonlyMap<string, FilePlace>>();

/**
 * Keeps the positions of a value's parts, by name. They are in a separate table, because they are
 * not part of a world: worlds are compared and printed.
 */
export function keepPlaces(value: object, places: ReadonlyMap<string, FilePlace>): void {
  PLACES.set(value, places);
}

/** The kept positions of a value; none if it was not read from a file. */
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
