import {
  Composer,
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  Parser,
  Scalar,
} from 'yaml';
import { JSON_DEPTH_LIMIT } from '../tool-call/json-text.ts';
import { fault } from './yaml-fault.ts';
import type { YamlMapping, YamlNode, YamlScalar, YamlSource } from './yaml-node.ts';

/**
 * Reads a YAML stream document by document, so that no more than one is held as a tree.
 *
 * Anchors, aliases and tags are refused: none of them is needed to write a scenario, and they are
 * what makes YAML expand, loop or run code. Scalars keep their text; nothing is resolved here.
 *
 * @param subject what the file is, for messages
 * @throws HarnessError `cassette-invalid` at the place of the first fault.
 */
export function* yamlDocuments(
  text: string,
  file: string,
  subject = 'the cassette',
): Generator<YamlNode> {
  const lines = new LineCounter();
  const source: YamlSource = { file, subject, lineAt: (offset) => lines.linePos(offset).line };
  const composer = new Composer({
    schema: 'failsafe',
    prettyErrors: false,
    // The library compares each key with all others; ours are checked by a set where they are read.
    uniqueKeys: false,
    logLevel: 'silent',
  });
  const parser = new Parser(lines.addNewLine);
  try {
    for (const token of parser.parse(text)) {
      for (const document of composer.next(token)) yield rootOf(document, source);
    }
    for (const document of composer.end()) yield rootOf(document, source);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw tooDeep({ source, offset: 0 });
  }
}

/** A call in an interaction, or an answer in an exchange, stands below a few levels of ours. */
const DEPTH_LIMIT = JSON_DEPTH_LIMIT + 20;

type Place = Pick<YamlNode, 'source' | 'offset'>;

function rootOf(document: Document, source: YamlSource): YamlNode {
  const [error] = document.errors;
  if (error !== undefined) {
    const place = { source, offset: error.pos[0] };
    if (error.message.includes('call stack')) throw tooDeep(place);
    const reason = error.message.replace(/\.$/, '');
    throw fault(place, `not YAML: ${reason}`, 'Mend the syntax at this line.');
  }
  return nodeOf(document.contents, { source, offset: document.range?.[0] ?? 0 }, DEPTH_LIMIT);
}

function nodeOf(node: unknown, parent: Place, depth: number): YamlNode {
  if (node === null) return { ...parent, kind: 'scalar', text: '', isPlain: true };
  if (!isNode(node)) throw fault(parent, 'not a YAML value', 'Mend the syntax at this line.');
  const place = { source: parent.source, offset: node.range?.[0] ?? parent.offset };
  refuseExtras(node, place);
  if (depth === 0) throw tooDeep(place);
  if (isScalar(node)) return scalarOf(node, place);
  if (isSeq(node)) {
    const items = node.items.map((item) => nodeOf(item, place, depth - 1));
    return { ...place, kind: 'sequence', items };
  }
  if (!isMap(node)) throw fault(place, 'not a YAML value', 'Mend the syntax at this line.');
  const pairs = node.items.map(({ key, value }): YamlMapping['pairs'][number] => {
    const keyNode = nodeOf(key, place, depth - 1);
    if (keyNode.kind === 'scalar') return [keyNode, nodeOf(value, keyNode, depth - 1)];
    throw fault(keyNode, 'a key is a collection', 'Use a string as the key.');
  });
  return { ...place, kind: 'mapping', pairs };
}

function scalarOf(node: Scalar, place: Place): YamlScalar {
  const text = String(node.value);
  if (/\p{Surrogate}/u.test(text)) {
    const next = 'Write characters beyond U+FFFF as such, or as \\U and eight digits.';
    throw fault(place, 'half of a surrogate pair is no character', next);
  }
  return { ...place, kind: 'scalar', text, isPlain: node.type === Scalar.PLAIN };
}

function refuseExtras(node: object, place: Place): void {
  const isReference = isAlias(node) || ('anchor' in node && node.anchor !== undefined);
  if (isReference) {
    throw fault(place, 'anchors and aliases are not allowed', 'Write the value out.');
  }
  if ('tag' in node && node.tag !== undefined) {
    throw fault(place, 'tags are not allowed', 'Remove the tag; put strings in quotes.');
  }
}

function tooDeep(place: Place) {
  const next = 'Give deeper JSON as text: instead of json:.';
  return fault(place, `nested deeper than ${DEPTH_LIMIT} levels`, next);
}
