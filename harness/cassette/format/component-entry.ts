import { fault } from '../yaml/yaml-fault.ts';
import type { YamlNode } from '../yaml/yaml-node.ts';
import { fieldsOf, type Printable } from '../yaml/yaml-printer.ts';
import { readFields, readString, required } from './node-readers.ts';

/** A text of one of several kinds that concerns a component: `{component: vfs, stderr: text}`. */
interface ComponentEntry<Kind extends string> {
  readonly component: string;
  readonly kind: Kind;
  readonly text: string;
}

/** Reads such an entry; `what` names it in messages ("a printed line"). */
export function readComponentEntry<const Kind extends string>(
  node: YamlNode,
  what: string,
  kinds: readonly Kind[],
): ComponentEntry<Kind> {
  const keys: readonly (Kind | 'component')[] = ['component', ...kinds];
  const fields = readFields<Kind | 'component'>(node, what, keys);
  const [kind, ...others] = kinds.filter((each) => fields[each] !== undefined);
  if (kind === undefined || others.length > 0) {
    const choice = `${kinds.slice(0, -1).join(', ')} or ${kinds.at(-1)}`;
    throw fault(node, `${what} has not exactly one of ${choice}`, `Give ${choice}.`);
  }
  const component = readString(required(fields.component, 'component', node), 'component');
  return { component, kind, text: readString(required(fields[kind], kind, node), kind) };
}

/** The reverse of {@link readComponentEntry}. */
export function printComponentEntry({ component, kind, text }: ComponentEntry<string>): Printable {
  return fieldsOf({ component, [kind]: text });
}
