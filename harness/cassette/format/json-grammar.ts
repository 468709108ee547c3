import type { JsonText } from '../../json/json-text.ts';
import { fault } from '../yaml/yaml-fault.ts';
import { meaningOf, type YamlNode } from '../yaml/yaml-node.ts';
import { isNull, readBoolean, readEntries, readString } from './node-readers.ts';

/**
 * Reads any YAML value that JSON can hold, straight into compact JSON text: numbers keep their
 * spelling and keys their order, which JavaScript objects do not guarantee.
 */
export function readJson(node: YamlNode): JsonText {
  if (node.kind === 'sequence') return `[${node.items.map(readJson).join(',')}]`;
  if (node.kind === 'mapping') {
    const members = readEntries(node, 'the value').map(
      ([key, value]) => `${JSON.stringify(key)}:${readJson(value)}`,
    );
    return `{${members.join(',')}}`;
  }
  const meaning = meaningOf(node);
  if (meaning === 'odd') {
    throw fault(
      node,
      `${node.text} is not a number of JSON`,
      'Spell it as JSON does, or quote it.',
    );
  }
  if (meaning === 'number') return node.text;
  if (meaning === 'boolean') return String(readBoolean(node, 'the value'));
  return isNull(node) ? 'null' : JSON.stringify(readString(node, 'the value'));
}
