import type { JsonText } from '../../json/json-text.ts';
import { yamlDocuments } from './yaml-documents.ts';
import { meaningOf, type YamlNode } from './yaml-node.ts';
import { type Printable, Verbatim } from './yaml-printer.ts';

/**
 * A JSON text as it is printed in YAML. JSON is YAML, so our own reader parses it: keys keep their
 * order and numbers their spelling, which JavaScript values do not guarantee.
 */
export function jsonPrintable(text: JsonText): Printable {
  const [node] = yamlDocuments(text, 'a JSON text');
  return node === undefined ? null : printable(node);
}

function printable(node: YamlNode): Printable {
  if (node.kind === 'sequence') return node.items.map(printable);
  if (node.kind === 'mapping') {
    return new Map(node.pairs.map(([key, value]) => [key.text, printable(value)]));
  }
  return meaningOf(node) === 'string' ? node.text : new Verbatim(node.text);
}
