import { suggestion } from '../../suggestion.ts';
import { decodeSecrets } from '../yaml/secret-text.ts';
import { fault } from '../yaml/yaml-fault.ts';
import { meaningOf, type YamlMapping, type YamlNode, type YamlScalar } from '../yaml/yaml-node.ts';

/** The nodes of a mapping whose keys the grammar knows. */
export type Fields<Key extends string> = { readonly [key in Key]?: YamlNode };

/** Reads a mapping of the grammar; `what` names it in messages ("a request"). */
export function readFields<Key extends string>(
  node: YamlNode,
  what: string,
  keys: readonly Key[],
): Fields<Key> {
  const fields: { [key in Key]?: YamlNode } = {};
  for (const [keyNode, value] of mappingOf(node, what).pairs) {
    const key = keys.find((candidate) => candidate === keyNode.text);
    if (key === undefined) throw unknownKey(keyNode, what, keys);
    if (fields[key] !== undefined) throw repeatedKey(keyNode);
    fields[key] = value;
  }
  return fields;
}

/** The field that a mapping must have. */
export function required(field: YamlNode | undefined, key: string, parent: YamlNode): YamlNode {
  if (field !== undefined) return field;
  throw fault(parent, `${key} is missing`, `Add ${key}.`);
}

/** Reads a mapping whose keys are data, in its order. */
export function readEntries(node: YamlNode, what: string): Array<[string, YamlNode]> {
  const seen = new Set<string>();
  return mappingOf(node, what).pairs.map(([keyNode, value]) => {
    const key = readString(keyNode, 'a key');
    if (seen.has(key)) throw repeatedKey(keyNode);
    seen.add(key);
    return [key, value];
  });
}

/** Reads a sequence. */
export function readList(node: YamlNode, what: string): readonly YamlNode[] {
  if (node.kind === 'sequence') return node.items;
  throw wrongType(node, what, 'a list');
}

/** Reads a string, in which `<secret:name>` is a variable's placeholder. */
export function readString(node: YamlNode, what: string): string {
  if (node.kind !== 'scalar') throw wrongType(node, what, 'a string');
  if (meaningOf(node) !== 'string') {
    throw fault(node, `${what} is ${described(node)}, not a string`, 'Put it in quotes.');
  }
  const text = decodeSecrets(node.text);
  if (text !== undefined) return text;
  const next =
    'Write <secret:name> with the name of a variable, or <secret:: for the literal text.';
  throw fault(node, 'a <secret: that names no variable', next);
}

/** The form that a string must have. */
export interface Form {
  readonly pattern: RegExp;
  /** Completes the message about a string of another form, after its name and text. */
  readonly demand: string;
  /** What to write instead of a text of another form. */
  next(text: string): string;
}

/** Reads a string that must have a certain form; `what` names it in messages. */
export function readFormed(node: YamlNode, what: string, form: Form): string {
  const text = readString(node, what);
  if (form.pattern.test(text)) return text;
  const shown = JSON.stringify(clipped(text));
  throw fault(node, `${what} ${shown} ${form.demand}`, form.next(clipped(text)));
}

/** The integers that a key accepts. */
export interface IntegerLimits {
  readonly least: number;
  readonly most: number;
  /** What messages ask for (default: all numbers within the limits). */
  readonly wanted?: string;
}

/** Reads a whole number within limits. */
export function readInteger(
  node: YamlNode,
  what: string,
  { least, most, wanted = `a whole number from ${least} to ${most}` }: IntegerLimits,
): number {
  const value = numberIn(node);
  if (!Number.isInteger(value) || value < least || value > most) {
    throw wrongType(node, what, wanted);
  }
  if (node.kind === 'scalar' && meaningOf(node) === 'number') return value;
  const text = node.kind === 'scalar' ? node.text : '';
  const reason = `the value of ${what} is the string ${JSON.stringify(text)}`;
  throw fault(node, reason, `Write the number: ${what}: ${text}.`);
}

/** Also a number in quotes. */
function numberIn(node: YamlNode): number {
  const isNumber = node.kind === 'scalar' && meaningOf({ ...node, isPlain: true }) === 'number';
  return isNumber ? Number(node.text) : Number.NaN;
}

/** Reads `true` or `false`. */
export function readBoolean(node: YamlNode, what: string): boolean {
  if (node.kind === 'scalar' && meaningOf(node) === 'boolean') return /^t/i.test(node.text);
  throw wrongType(node, what, 'true or false');
}

/** Whether a node is YAML's null. */
export function isNull(node: YamlNode): boolean {
  return node.kind === 'scalar' && meaningOf(node) === 'null';
}

/** The error for a value of another type than the grammar wants. */
function wrongType(node: YamlNode, what: string, wanted: string) {
  return fault(node, `${what} is ${described(node)}, not ${wanted}`, `Give ${wanted}.`);
}

function mappingOf(node: YamlNode, what: string): YamlMapping {
  if (node.kind === 'mapping') return node;
  throw wrongType(node, what, 'a map');
}

function described(node: YamlNode): string {
  if (node.kind === 'mapping') return 'a map';
  if (node.kind === 'sequence') return 'a list';
  const meaning = meaningOf(node);
  if (meaning === 'null') return 'null';
  if (meaning === 'string') return 'a string';
  return meaning === 'boolean' ? node.text : `the number ${clipped(node.text)}`;
}

function unknownKey(node: YamlScalar, what: string, keys: readonly string[]) {
  const near = suggestion(node.text, keys);
  const next = near === undefined ? `Use one of ${keys.join(', ')}.` : `Did you mean ${near}?`;
  return fault(node, `${what} has no key ${JSON.stringify(clipped(node.text))}`, next);
}

function repeatedKey(node: YamlScalar) {
  const key = JSON.stringify(clipped(node.text));
  return fault(node, `the key ${key} is repeated`, 'Remove one of the two.');
}

function clipped(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
