import { canonicalHeaders } from '../../tool-call/canonical-headers.ts';
import type { HeaderList } from '../../tool-call/http-message.ts';
import { fault } from '../yaml/yaml-fault.ts';
import type { YamlNode } from '../yaml/yaml-node.ts';
import type { Printable } from '../yaml/yaml-printer.ts';
import { readEntries, readList, readString } from './node-readers.ts';

/** Reads header fields, a name with its value or with the list of its values. */
export function readHeaders(node: YamlNode | undefined): HeaderList {
  if (node === undefined) return [];
  const headers = readEntries(node, 'headers').flatMap(([name, value]) => {
    if (!FIELD_NAME.test(name)) {
      const next = 'Write the name of an HTTP field in lower case.';
      const shown = JSON.stringify(name.slice(0, 40));
      throw fault(value, `${shown} is not the name of a header in lower case`, next);
    }
    return valuesOf(value).map((text) => [name, text] as const);
  });
  return canonicalHeaders(headers);
}

/** The field that holds headers; no field if there are none. */
export function printHeaders(headers: HeaderList): Record<string, Printable> {
  if (headers.length === 0) return {};
  const values = new Map<string, string[]>();
  for (const [name, value] of canonicalHeaders(headers)) {
    const others = values.get(name);
    if (others === undefined) values.set(name, [value]);
    else others.push(value);
  }
  const printed = new Map<string, Printable>();
  for (const [name, list] of values) printed.set(name, list.length === 1 ? (list[0] ?? '') : list);
  return { headers: printed };
}

/** A token of RFC 9110, 5.6.2, in lower case. */
const FIELD_NAME = /^[a-z0-9!#$%&'*+.^_`|~-]+$/;

function valuesOf(node: YamlNode): string[] {
  if (node.kind !== 'sequence') return [readString(node, 'a header')];
  const values = readList(node, 'a header').map((item) => readString(item, 'a header'));
  if (values.length > 0) return values;
  throw fault(node, 'a header without a value', 'Give a value, or remove the header.');
}
