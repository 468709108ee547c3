import type { PrintedLine } from '../../tool-call/printed-line.ts';
import type { YamlNode } from '../yaml/yaml-node.ts';
import type { Printable } from '../yaml/yaml-printer.ts';
import { printComponentEntry, readComponentEntry } from './component-entry.ts';
import { readList } from './node-readers.ts';

/** Reads the lines that components printed. */
export function readPrinted(node: YamlNode): PrintedLine[] {
  return readList(node, 'printed').map((item) => {
    const read = readComponentEntry(item, 'a printed line', ['stdout', 'stderr']);
    return { component: read.component, stream: read.kind, text: read.text };
  });
}

/** The reverse of {@link readPrinted}; nothing for no lines. */
export function printPrinted(lines: readonly PrintedLine[] = []): Printable | undefined {
  if (lines.length === 0) return undefined;
  return lines.map(({ stream: kind, ...line }) => printComponentEntry({ ...line, kind }));
}
