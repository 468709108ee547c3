import type { DeniedUse } from '../../tool-call/denied-use.ts';
import type { YamlNode } from '../yaml/yaml-node.ts';
import type { Printable } from '../yaml/yaml-printer.ts';
import { printComponentEntry, readComponentEntry } from './component-entry.ts';
import { readList } from './node-readers.ts';

/** Reads what components asked for and were not granted. */
export function readRefused(node: YamlNode): DeniedUse[] {
  return readList(node, 'refused').map((item) => {
    const read = readComponentEntry(item, 'a refused use', ['host', 'store', 'variable']);
    return { component: read.component, kind: read.kind, name: read.text };
  });
}

/** The reverse of {@link readRefused}; nothing for no uses. */
export function printRefused(uses: readonly DeniedUse[] = []): Printable | undefined {
  if (uses.length === 0) return undefined;
  return uses.map(({ name: text, ...use }) => printComponentEntry({ ...use, text }));
}
