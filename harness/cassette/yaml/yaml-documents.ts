import { JSON_DEPTH_LIMIT } from '../../json/json-text.ts';
import { canonicalDocuments } from './canonical-documents.ts';
import { generalDocuments } from './general-documents.ts';
import { lineFinder } from './line-finder.ts';
import type { BodyFault, YamlNode, YamlSource } from './yaml-node.ts';

/** A call in an interaction, or an answer in an exchange, is nested in a few levels of ours. */
const DEPTH_LIMIT = JSON_DEPTH_LIMIT + 20;
/** Some 200 MB of memory at the worst, each. */
const VALUE_LIMIT = 1_000_000;
const PIECE_LIMIT = 400_000;

/** The context of a text, without its name. */
export interface DocumentsOptions {
  /** The kind of file, for messages. */
  readonly subject?: string;
  /** Gives the bodies in other files. */
  readonly bodies?: YamlSource['body'];
}

const noBodies = (): BodyFault => ({
  reason: 'a body is in another file, and only this text is read',
  next: 'Read the cassette from its file, or give the body as json, text or base64.',
});

/**
 * Reads a YAML stream document by document.
 *
 * Anchors, aliases and tags are refused: scenarios do not need them, and they can make YAML expand,
 * loop or run code. Scalars keep their text; nothing is resolved here.
 *
 * Two readers give the same nodes: a fast one as long as the text has our own layout, and from the
 * first other document on, one for all of YAML.
 *
 * @throws HarnessError `cassette-invalid` at the first error.
 */
export function* yamlDocuments(
  text: string,
  file: string,
  { subject = 'the cassette', bodies = noBodies }: DocumentsOptions = {},
): Generator<YamlNode> {
  const source = { file, subject, lineAt: lineFinder(text), body: bodies };
  const reading = {
    source,
    depthLimit: DEPTH_LIMIT,
    valueLimit: VALUE_LIMIT,
    pieceLimit: PIECE_LIMIT,
  };
  const start = yield* canonicalDocuments(text, reading);
  if (start === 0 || start < text.length) yield* generalDocuments(text, reading, start);
}
