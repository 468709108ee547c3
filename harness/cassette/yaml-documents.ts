import { JSON_DEPTH_LIMIT } from '../tool-call/json-text.ts';
import { canonicalDocuments } from './canonical-documents.ts';
import { generalDocuments } from './general-documents.ts';
import { lineFinder } from './line-finder.ts';
import type { YamlNode } from './yaml-node.ts';

/** A call in an interaction, or an answer in an exchange, stands below a few levels of ours. */
const DEPTH_LIMIT = JSON_DEPTH_LIMIT + 20;
/** Some 300 MB of memory at the worst. */
const PIECE_LIMIT = 1_000_000;

/**
 * Reads a YAML stream document by document.
 *
 * Anchors, aliases and tags are refused: none of them is needed to write a scenario, and they are
 * what makes YAML expand, loop or run code. Scalars keep their text; nothing is resolved here.
 *
 * Two readers give the same nodes: a fast one for as long as the text is laid out as we print it,
 * and from the first document on that is not, one for all of YAML.
 *
 * @param subject what the file is, for messages
 * @throws HarnessError `cassette-invalid` at the place of the first fault.
 */
export function* yamlDocuments(
  text: string,
  file: string,
  subject = 'the cassette',
): Generator<YamlNode> {
  const source = { file, subject, lineAt: lineFinder(text) };
  const reading = { source, depthLimit: DEPTH_LIMIT, pieceLimit: PIECE_LIMIT };
  const start = yield* canonicalDocuments(text, reading);
  if (start === 0 || start < text.length) yield* generalDocuments(text, reading, start);
}
