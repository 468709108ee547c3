import type { DeniedUse } from '../../tool-call/denied-use.ts';
import { fault } from '../yaml/yaml-fault.ts';
import type { YamlNode } from '../yaml/yaml-node.ts';
import { fieldsOf, type Printable } from '../yaml/yaml-printer.ts';
import { readFields, readList, readString, required } from './node-readers.ts';

const KINDS = ['host', 'store', 'variable'] as const;

/** Reads what components asked for and were not granted. */
export function readRefused(node: YamlNode): DeniedUse[] {
  return readList(node, 'refused').map(readUse);
}

/** The reverse of {@link readRefused}; nothing for no uses. */
export function printRefused(uses: readonly DeniedUse[] = []): Printable | undefined {
  if (uses.length === 0) return undefined;
  return uses.map(({ component, kind, name }) => fieldsOf({ component, [kind]: name }));
}

function readUse(node: YamlNode): DeniedUse {
  const fields = readFields(node, 'a refused use', ['component', ...KINDS]);
  const named = KINDS.filter((kind) => fields[kind] !== undefined);
  const [kind] = named;
  const value = kind && fields[kind];
  if (kind === undefined || value === undefined || named.length > 1) {
    const next = 'Give one of host, store and variable.';
    throw fault(node, 'a refused use names one thing', next);
  }
  const component = readString(required(fields.component, 'component', node), 'component');
  return { component, kind, name: readString(value, kind) };
}
