import {
  Composer,
  type Document,
  isMap,
  isNode,
  isScalar,
  isSeq,
  Lexer,
  Parser,
  Scalar,
} from 'yaml';
import type { HarnessError } from '../../errors.ts';
import type { DocumentReading } from './canonical-documents.ts';
import { syntaxFault } from './syntax-fault.ts';
import { fault } from './yaml-fault.ts';
import type { YamlMapping, YamlNode, YamlScalar } from './yaml-node.ts';

/**
 * Reads the documents of any YAML stream one after another, holding only one as a tree.
 *
 * @param start where to begin: 0, or the offset of a line between two documents
 * @throws HarnessError `cassette-invalid` at the first error.
 */
export function* generalDocuments(
  text: string,
  reading: DocumentReading,
  start: number,
): Generator<YamlNode> {
  const nodes = new NodeReader(reading, { text, start });
  const composer = new Composer({
    schema: 'failsafe',
    prettyErrors: false,
    // The library compares each key with all others; our readers check keys with a set instead.
    uniqueKeys: false,
    logLevel: 'silent',
  });
  let isStray = false;
  try {
    for (const token of tokens(text, reading, start)) {
      isStray ||= token.type === 'error';
      for (const document of composer.next(token)) yield nodes.root(document);
    }
    for (const document of composer.end()) yield nodes.root(document);
  } catch (error) {
    if (error instanceof RefusedPiece) {
      // A document is held back until the next is complete, because its errors come first. A stray
      // token of the next one is kept too, and is only reported with a document.
      for (const document of composer.end(isStray)) yield nodes.root(document);
      throw error.fault;
    }
    if (!(error instanceof RangeError)) throw error;
    throw nodes.tooDeep(start);
  }
}

type Place = Pick<YamlNode, 'source' | 'offset'>;

/** Tokens that are refused before a tree is built. */
class RefusedPiece extends Error {
  readonly fault: HarnessError;

  constructor(place: Place, reason: string, next: string) {
    super(reason);
    this.fault = fault(place, reason, next);
  }
}

/**
 * The documents as the library's syntax trees. Anything unsupported, or too large for memory, is
 * refused here, before a tree is built.
 */
function* tokens(text: string, { source, pieceLimit }: DocumentReading, start: number) {
  const parser = new Parser();
  const place = { source, offset: start };
  let documentStart = start;
  let pieces = 0;
  let isScalar = false;
  for (const piece of new Lexer().lex(start === 0 ? text : text.slice(start))) {
    if (!isScalar) refuseExtras(piece, place);
    if (place.offset + piece.length - documentStart > LONGEST_DOCUMENT) refuseLength(place);
    for (const token of parser.next(piece)) {
      // Comments before a document come one by one, and are kept for it.
      if (token.type === 'document') {
        pieces = 0;
        documentStart = place.offset;
      }
      yield token;
    }
    pieces += 1;
    if (pieces > pieceLimit) {
      const next = 'Give JSON as text: instead of json:, or make several calls of it.';
      throw new RefusedPiece(place, `a document has more than ${pieceLimit} pieces`, next);
    }
    isScalar = piece === SCALAR_MARK;
    if (!MARKS.has(piece)) place.offset += piece.length;
  }
  yield* parser.end();
}

/** The library needs up to 60 bytes of memory for a character. */
const LONGEST_DOCUMENT = 2 * 1024 * 1024;

function refuseLength(place: Place): never {
  const what = 'a document that is not laid out as recorded ones';
  const reason = `${what} is longer than ${LONGEST_DOCUMENT} characters`;
  throw new RefusedPiece(place, reason, 'Undo what was edited, or shorten it.');
}

/**
 * The lexer marks beginnings and ends with these characters, which no text contains; a scalar has
 * one before it.
 */
const SCALAR_MARK = '\u001f';
const MARKS = new Set(['\u0002', '\u0018', SCALAR_MARK]);

function refuseExtras(piece: string, place: Place): void {
  if (piece.startsWith('&') || piece.startsWith('*')) {
    throw new RefusedPiece(place, 'anchors and aliases are not allowed', 'Write the value out.');
  }
  if (piece.startsWith('!')) {
    const next = 'Remove the tag; put strings in quotes.';
    throw new RefusedPiece(place, 'tags are not allowed', next);
  }
}

/** Turns the library's nodes into ours. */
class NodeReader {
  readonly #reading: DocumentReading;
  readonly #text: string;
  readonly #start: number;

  constructor(reading: DocumentReading, { text, start }: { text: string; start: number }) {
    this.#reading = reading;
    this.#text = text;
    this.#start = start;
  }

  root(document: Document): YamlNode {
    const [error] = document.errors;
    if (error === undefined) {
      const place = this.#place(document.range?.[0] ?? 0);
      return this.#node(document.contents, place, this.#reading.depthLimit);
    }
    if (error.message.includes('call stack')) {
      throw this.tooDeep(this.#place(error.pos[0]).offset);
    }
    const { offset, reason, next } = syntaxFault(this.#text.slice(this.#start), document, error);
    throw fault(this.#place(offset), reason, next);
  }

  tooDeep(offset: number) {
    const { source, depthLimit } = this.#reading;
    const next = 'Give deeper JSON as text: instead of json:.';
    return fault({ source, offset }, `nested deeper than ${depthLimit} levels`, next);
  }

  #place(offset: number): Place {
    return { source: this.#reading.source, offset: this.#start + offset };
  }

  #node(node: unknown, parent: Place, depth: number): YamlNode {
    if (node === null) return { ...parent, kind: 'scalar', text: '', isPlain: true };
    if (!isNode(node)) throw fault(parent, 'not a YAML value', 'Correct the syntax at this line.');
    const place = node.range ? this.#place(node.range[0]) : parent;
    if (depth === 0) throw this.tooDeep(place.offset);
    if (isScalar(node)) return scalarOf(node, place);
    if (isSeq(node)) {
      const items = node.items.map((item) => this.#node(item, place, depth - 1));
      return { ...place, kind: 'sequence', items };
    }
    if (!isMap(node)) throw fault(place, 'not a YAML value', 'Correct the syntax at this line.');
    const pairs = node.items.map(({ key, value }): YamlMapping['pairs'][number] => {
      const keyNode = this.#node(key, place, depth - 1);
      if (keyNode.kind === 'scalar') return [keyNode, this.#node(value, keyNode, depth - 1)];
      throw fault(keyNode, 'a key is a collection', 'Use a string as the key.');
    });
    return { ...place, kind: 'mapping', pairs };
  }
}

function scalarOf(node: Scalar, place: Place): YamlScalar {
  const text = String(node.value);
  if (/\p{Surrogate}/u.test(text)) {
    const next = 'Write characters beyond U+FFFF as such, or as \\U and eight digits.';
    throw fault(place, 'half of a surrogate pair is not a character', next);
  }
  return { ...place, kind: 'scalar', text, isPlain: node.type === Scalar.PLAIN };
}
