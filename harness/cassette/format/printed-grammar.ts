import type { PrintedLine } from '../../tool-call/printed-line.ts';
import { fault } from '../yaml/yaml-fault.ts';
import type { YamlNode } from '../yaml/yaml-node.ts';
import { fieldsOf, type Printable } from '../yaml/yaml-printer.ts';
import { readFields, readList, readString, required } from './node-readers.ts';

const STREAMS = ['stdout', 'stderr'] as const;

/** Reads the lines that components printed. */
export function readPrinted(node: YamlNode): PrintedLine[] {
  return readList(node, 'printed').map(readLine);
}

/** The reverse of {@link readPrinted}; nothing for no lines. */
export function printPrinted(lines: readonly PrintedLine[] = []): Printable | undefined {
  if (lines.length === 0) return undefined;
  return lines.map(({ component, stream, text }) => fieldsOf({ component, [stream]: text }));
}

function readLine(node: YamlNode): PrintedLine {
  const fields = readFields(node, 'a printed line', ['component', ...STREAMS]);
  const named = STREAMS.filter((stream) => fields[stream] !== undefined);
  const [stream] = named;
  const value = stream && fields[stream];
  if (stream === undefined || value === undefined || named.length > 1) {
    throw fault(node, 'a printed line is on one stream', 'Give either stdout or stderr.');
  }
  const component = readString(required(fields.component, 'component', node), 'component');
  return { component, stream, text: readString(value, stream) };
}
