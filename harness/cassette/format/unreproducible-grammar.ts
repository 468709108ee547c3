import type { ImportAtFault, Unreproducible } from '../../tool-call/interaction.ts';
import { fault } from '../yaml/yaml-fault.ts';
import type { YamlNode } from '../yaml/yaml-node.ts';
import { fieldsOf, type Printable } from '../yaml/yaml-printer.ts';
import { readFields, readString, required } from './node-readers.ts';

const IMPORTS: readonly ImportAtFault[] = [
  'clock',
  'random',
  'key-value',
  'variables',
  'outbound-http',
  'instance',
  'limits',
];

/** Reads why a call did not replay when it was recorded. */
export function readUnreproducible(node: YamlNode): Unreproducible {
  const fields = readFields(node, 'unreproducible', ['import', 'detail']);
  const named = required(fields.import, 'import', node);
  const text = readString(named, 'import');
  const found = IMPORTS.find((candidate) => candidate === text);
  if (found === undefined) {
    const next = `Use one of ${IMPORTS.join(', ')}.`;
    throw fault(named, `there is no import ${JSON.stringify(text)}`, next);
  }
  return {
    import: found,
    detail: readString(required(fields.detail, 'detail', node), 'detail'),
  };
}

/** The reverse of {@link readUnreproducible}. */
export function printUnreproducible(value: Unreproducible | undefined): Printable | undefined {
  return value === undefined ? undefined : fieldsOf({ import: value.import, detail: value.detail });
}
