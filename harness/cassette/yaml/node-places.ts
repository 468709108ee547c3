import { type FilePlace, type Places, pointer } from '../../world/places.ts';
import { lineOf } from './yaml-fault.ts';
import type { YamlNode } from './yaml-node.ts';

/** The place of a node. */
export function placeOf(node: Pick<YamlNode, 'source' | 'offset'>): FilePlace {
  return { file: node.source.file, line: lineOf(node) };
}

/**
 * The places of what a node holds, down to so many levels: those of a mapping by the places of its
 * keys, those of a sequence by its items.
 */
export function placesIn(node: YamlNode | undefined, levels: number): Places {
  const places = new Map<string, FilePlace>();
  if (node !== undefined) collect(node, { above: '', levels, places });
  return places;
}

interface Collecting {
  readonly above: string;
  readonly levels: number;
  readonly places: Map<string, FilePlace>;
}

function collect(node: YamlNode, { above, levels, places }: Collecting): void {
  for (const { key, at, value } of partsOf(node)) {
    const path = above + pointer(key);
    places.set(path, placeOf(at));
    if (levels > 1) collect(value, { above: path, levels: levels - 1, places });
  }
}

function partsOf(node: YamlNode) {
  if (node.kind === 'mapping') {
    return node.pairs.map(([key, value]) => ({ key: key.text, at: key, value }));
  }
  return node.kind === 'sequence'
    ? node.items.map((item, index) => ({ key: index, at: item, value: item }))
    : [];
}
