import { scanLiteral } from './canonical-literal.ts';
import { type ScannedScalar, scanScalar } from './canonical-scalar.ts';
import type { YamlMapping, YamlNode, YamlScalar, YamlSequence, YamlSource } from './yaml-node.ts';
import { hasInvisible } from './yaml-scalar.ts';

/** How the documents of a text are read. */
export interface DocumentReading {
  readonly source: YamlSource;
  /** How many levels a document may have. */
  readonly depthLimit: number;
  /** How many values a document may have that is laid out as we print it. */
  readonly valueLimit: number;
  /** How many tokens any other document may have; they need more memory. */
  readonly pieceLimit: number;
}

/**
 * Reads documents as long as they have the layout of `printYaml`, and returns the offset of the
 * first that does not (the text's length if all do). It only knows that layout: any other YAML,
 * valid or not, is left to the general reader.
 */
export function* canonicalDocuments(
  text: string,
  reading: DocumentReading,
): Generator<YamlNode, number> {
  if (hasInvisible(text)) return 0;
  let start = 0;
  while (start < text.length) {
    const reader = new CanonicalReader(text, reading);
    const root = reader.document(start);
    if (root === undefined) return start;
    yield root;
    start = reader.at;
  }
  return start;
}

const DIVIDER = '---\n';
/** YAML allows 1024 characters for a key that is followed by its colon. */
const LONGEST_KEY = 1000;

const NEW_LINE = 0x0a;
const SPACE = 0x20;
const MINUS = 0x2d;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_MAP = 0x7b;
const CLOSE_MAP = 0x7d;
const BAR = 0x7c;

/**
 * Every method leaves `at` after what it read, or returns undefined for text that is not canonical.
 */
class CanonicalReader {
  at = 0;
  readonly #text: string;
  readonly #source: YamlSource;
  readonly #depthLimit: number;
  #room: number;

  constructor(text: string, { source, depthLimit, valueLimit }: DocumentReading) {
    this.#text = text;
    this.#source = source;
    this.#depthLimit = depthLimit;
    this.#room = valueLimit;
  }

  document(start: number): YamlNode | undefined {
    this.at = start;
    if (start > 0) this.at += DIVIDER.length;
    else if (this.#text.startsWith('#')) this.at = this.#text.indexOf('\n') + 1;
    const root = this.#map(0, this.#depthLimit);
    return root !== undefined && this.#isAtEnd() ? root : undefined;
  }

  #isAtEnd(): boolean {
    return this.at === this.#text.length || this.#text.startsWith(DIVIDER, this.at);
  }

  /** Whether there may be another value, `depth` levels above the deepest. */
  #hasRoom(depth: number): boolean {
    this.#room -= 1;
    return depth > 0 && this.#room >= 0;
  }

  #code(): number {
    return this.#text.charCodeAt(this.at);
  }

  #skip(code: number): boolean {
    if (this.#code() !== code) return false;
    this.at += 1;
    return true;
  }

  /** Goes over the margin of a line that is indented by just as much. */
  #skipMargin(indent: number): boolean {
    let end = this.at;
    while (this.#text.charCodeAt(end) === SPACE) end += 1;
    if (end !== this.at + indent) return false;
    this.at = end;
    return true;
  }

  /** From the first key, which is at the column `indent`. */
  #map(indent: number, depth: number): YamlMapping | undefined {
    if (!this.#hasRoom(depth)) return undefined;
    const offset = this.at;
    const pairs: Array<[YamlScalar, YamlNode]> = [];
    do {
      const key = this.#key(depth - 1);
      const value = key === undefined ? undefined : this.#valueOfKey(indent, depth - 1);
      if (key === undefined || value === undefined) return undefined;
      pairs.push([key, value]);
    } while (!this.#isAtEnd() && this.#skipMargin(indent));
    return { source: this.#source, offset, kind: 'mapping', pairs };
  }

  #valueOfKey(indent: number, depth: number): YamlNode | undefined {
    if (this.#code() === SPACE) return this.#valueOnLine(indent, depth);
    if (!this.#skip(NEW_LINE) || !this.#skipMargin(indent + 2)) return undefined;
    const isSequence = this.#isAtDash();
    return isSequence ? this.#sequence(indent + 2, depth) : this.#map(indent + 2, depth);
  }

  /** From the first dash, which is at the column `indent`. */
  #sequence(indent: number, depth: number): YamlSequence | undefined {
    if (!this.#hasRoom(depth)) return undefined;
    const offset = this.at;
    const items: YamlNode[] = [];
    do {
      if (!this.#isAtDash()) return undefined;
      this.at += 1;
      const item = this.#item(indent, depth - 1);
      if (item === undefined) return undefined;
      items.push(item);
    } while (!this.#isAtEnd() && this.#skipMargin(indent));
    return { source: this.#source, offset, kind: 'sequence', items };
  }

  #item(indent: number, depth: number): YamlNode | undefined {
    const dash = this.at;
    this.at += 1;
    if (this.#isAtDash()) return this.#sequence(indent + 2, depth);
    const start = this.at;
    const code = this.#code();
    if (code !== OPEN_LIST && code !== OPEN_MAP && code !== BAR) {
      const scalar = this.#scan();
      this.at = start;
      if (scalar !== undefined && this.#text.charCodeAt(scalar.end) === COLON) {
        return this.#map(indent + 2, depth);
      }
    }
    this.at = dash;
    return this.#valueOnLine(indent, depth);
  }

  #isAtDash(): boolean {
    return this.#code() === MINUS && this.#text.charCodeAt(this.at + 1) === SPACE;
  }

  /** From the space before the value; `indent` is that of the collection it belongs to. */
  #valueOnLine(indent: number, depth: number): YamlNode | undefined {
    this.at += 1;
    if (depth === 0) return undefined;
    if (this.#code() === BAR) {
      const offset = this.at;
      const literal = scanLiteral(this.#text, offset, indent + 2);
      if (literal === undefined) return undefined;
      this.at = literal.end;
      const { text } = literal;
      return { source: this.#source, offset, kind: 'scalar', text, isPlain: false };
    }
    const value = this.#flow(depth);
    return value !== undefined && this.#skip(NEW_LINE) ? value : undefined;
  }

  /** A value within one line. */
  #flow(depth: number): YamlNode | undefined {
    if (!this.#hasRoom(depth)) return undefined;
    const offset = this.at;
    const place = { source: this.#source, offset };
    if (this.#skip(OPEN_LIST)) {
      const items: YamlNode[] = [];
      const isClosed = this.#members(CLOSE_LIST, () => {
        const item = this.#flow(depth - 1);
        return item !== undefined && items.push(item) > 0;
      });
      return isClosed ? { ...place, kind: 'sequence', items } : undefined;
    }
    if (!this.#skip(OPEN_MAP)) return this.#scalar();
    const pairs: Array<[YamlScalar, YamlNode]> = [];
    const isClosed = this.#members(CLOSE_MAP, () => {
      const key = this.#key(depth - 1);
      const value = key !== undefined && this.#skip(SPACE) ? this.#flow(depth - 1) : undefined;
      return key !== undefined && value !== undefined && pairs.push([key, value]) > 0;
    });
    return isClosed ? { ...place, kind: 'mapping', pairs } : undefined;
  }

  #members(close: number, read: () => boolean): boolean {
    if (this.#skip(close)) return true;
    while (read()) {
      if (this.#skip(close)) return true;
      if (!this.#text.startsWith(', ', this.at)) return false;
      this.at += 2;
    }
    return false;
  }

  /** With its colon. */
  #key(depth: number): YamlScalar | undefined {
    const start = this.at;
    const key = this.#hasRoom(depth) ? this.#scalar() : undefined;
    if (key === undefined || this.at - start > LONGEST_KEY) return undefined;
    return this.#skip(COLON) ? key : undefined;
  }

  #scalar(): YamlScalar | undefined {
    const offset = this.at;
    const scalar = this.#scan();
    if (scalar === undefined) return undefined;
    const { text, isPlain } = scalar;
    return { source: this.#source, offset, kind: 'scalar', text, isPlain };
  }

  #scan(): ScannedScalar | undefined {
    const scalar = scanScalar(this.#text, this.at);
    if (scalar !== undefined) this.at = scalar.end;
    return scalar;
  }
}
