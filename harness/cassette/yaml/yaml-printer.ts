import { LosslessNumber } from 'lossless-json';
import { invariant } from '../../errors.ts';
import type { JsonValue } from '../../json/json-text.ts';
import { encodeSecrets } from './secret-text.ts';
import { literalOf, printString } from './yaml-scalar.ts';

/** Printable values: JSON values, maps in their order, and two marks for the layout. */
export type Printable =
  | JsonValue
  | Verbatim
  | Block
  | ReadonlyMap<string, Printable>
  | readonly Printable[];

/** A scalar that is printed as it is: a time or a duration, safe by its form. */
export class Verbatim {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** A collection that is laid out in several lines even if it would fit on one. */
export class Block {
  readonly content: ReadonlyMap<string, Printable> | readonly Printable[];
  constructor(content: ReadonlyMap<string, Printable> | readonly Printable[]) {
    this.content = content;
  }
}

/** A map of those fields that are there, in the order given. */
export function fieldsOf(fields: Record<string, Printable | undefined>): Map<string, Printable> {
  const present = new Map<string, Printable>();
  for (const [key, value] of Object.entries(fields)) {
    if (value !== undefined) present.set(key, value);
  }
  return present;
}

/**
 * The one YAML text of a map: a collection that fits within 100 columns is on one line, others have
 * one line per item; no folding. Our own layout instead of a library's, because a cassette's bytes
 * must not change with the version of a dependency. Placeholders are spelt `<secret:name>`.
 */
export function printYaml(document: ReadonlyMap<string, Printable>): string {
  const out: string[] = [];
  printMap(document, { out, indent: 0, isInline: false });
  return out.join('');
}

const WIDTH = 100;
/** In YAML, a key with its colon on the same line must be shorter than 1024 characters. */
const LONGEST_SIMPLE_KEY = 1000;

interface Place {
  readonly out: string[];
  readonly indent: number;
  /** The first line has begun already, with the dash of a sequence. */
  readonly isInline: boolean;
}

function printMap(map: ReadonlyMap<string, Printable>, { out, indent, isInline }: Place): void {
  const margin = ' '.repeat(indent);
  let start = isInline ? '' : margin;
  for (const [name, value] of map) {
    const key = printString(encodeSecrets(name));
    const isSimple = key.length <= LONGEST_SIMPLE_KEY;
    out.push(start, isSimple ? `${key}:` : `? ${key}\n${margin}:`);
    const column = indent + (isSimple ? key.length : 0) + 1;
    if (!printOnLine(value, { out, indent, column })) {
      out.push('\n');
      printCollection(value, { out, indent: indent + 2, isInline: false });
    }
    start = margin;
  }
}

function printSequence(items: readonly Printable[], { out, indent, isInline }: Place): void {
  let start = isInline ? '' : ' '.repeat(indent);
  for (const item of items) {
    out.push(start, '-');
    if (!printOnLine(item, { out, indent, column: indent + 1 })) {
      out.push(' ');
      printCollection(item, { out, indent: indent + 2, isInline: true });
    }
    start = ' '.repeat(indent);
  }
}

function printCollection(value: Printable, place: Place): void {
  const content = value instanceof Block ? value.content : value;
  if (isSequence(content)) printSequence(content, place);
  else printMap(mapOf(content), place);
}

/** Prints the text after a key or a dash; true unless the value needs lines of its own. */
function printOnLine(
  value: Printable,
  { out, indent, column }: { out: string[]; indent: number; column: number },
): boolean {
  if (typeof value !== 'string') {
    const text = flowText(value, WIDTH - column - 1);
    if (text !== undefined) out.push(' ', text, '\n');
    return text !== undefined;
  }
  const spelling = encodeSecrets(value);
  const literal = literalOf(spelling);
  if (literal === undefined) {
    out.push(' ', printString(spelling), '\n');
    return true;
  }
  const margin = ' '.repeat(indent + 2);
  const start = literal.lines.startsWith('\n') ? '' : margin;
  out.push(' ', literal.header, '\n', start);
  out.push(literal.lines.replace(/\n(?!\n)/g, `\n${margin}`), '\n');
  return true;
}

/** The value on one line, or undefined when it needs more room or should not be squeezed. */
function flowText(value: Printable, room: number): string | undefined {
  if (value instanceof Block) return undefined;
  if (isScalar(value)) return scalarText(value, room);
  const parts: string[] = [];
  let left = room - 2;
  const isList = isSequence(value);
  for (const [name, item] of isList ? value.entries() : mapOf(value)) {
    if (typeof name === 'string' && name.length > left) return undefined;
    const key = typeof name === 'string' ? `${printString(encodeSecrets(name))}: ` : '';
    const text = left < key.length ? undefined : flowText(item, left - key.length);
    if (text === undefined) return undefined;
    parts.push(key + text);
    left -= key.length + text.length + 2;
  }
  return isList ? `[${parts.join(', ')}]` : `{${parts.join(', ')}}`;
}

type ScalarValue = null | boolean | number | string | LosslessNumber | Verbatim;

function isScalar(value: Printable): value is ScalarValue {
  if (typeof value !== 'object' || value === null) return true;
  return value instanceof LosslessNumber || value instanceof Verbatim;
}

function scalarText(value: ScalarValue, room: number): string | undefined {
  if (typeof value !== 'string') return value instanceof Verbatim ? value.text : `${value}`;
  if (value.length > room) return undefined;
  const spelling = encodeSecrets(value);
  const text = literalOf(spelling) === undefined ? printString(spelling) : undefined;
  return text !== undefined && text.length <= room ? text : undefined;
}

function isSequence(value: Printable): value is readonly Printable[] {
  return Array.isArray(value);
}

function mapOf(value: Printable): ReadonlyMap<string, Printable> {
  if (value instanceof Map) return value;
  invariant(typeof value === 'object' && value !== null, 'a scalar is printed as a collection');
  return new Map(Object.entries(value));
}
