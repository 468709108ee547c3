import type { JsonText } from '../../json/json-text.ts';
import { suggestion } from '../../suggestion.ts';
import { JSON_TYPES, type Pattern } from '../pattern.ts';
import { jsonPrintable } from '../yaml/json-printable.ts';
import { fault } from '../yaml/yaml-fault.ts';
import type { YamlNode } from '../yaml/yaml-node.ts';
import type { Printable } from '../yaml/yaml-printer.ts';
import { readJson } from './json-grammar.ts';
import { readBoolean, readEntries, readList, readString } from './node-readers.ts';

/**
 * Reads a pattern: a JSON value in which a map of one key that begins with `$` is a matcher. A map
 * with such a key as data goes into `$exactly`.
 */
export function readPattern(node: YamlNode): Pattern {
  if (node.kind === 'sequence') {
    return { kind: 'array', items: readList(node, 'a pattern').map(readPattern) };
  }
  if (node.kind === 'scalar') return { kind: 'value', json: readJson(node) };
  const entries = readEntries(node, 'a pattern');
  const matcher = entries.find(([key]) => key.startsWith('$'));
  if (matcher === undefined) {
    const members = entries.map(([key, value]): [string, Pattern] => [key, readPattern(value)]);
    return { kind: 'object', members: new Map(members) };
  }
  if (entries.length === 1) return readMatcher(...matcher);
  const next = 'Remove them, or put a member of that name into $exactly.';
  throw fault(matcher[1], `the matcher ${matcher[0]} has other keys next to it`, next);
}

/** The reverse of {@link readPattern}. */
export function printPattern(pattern: Pattern): Printable {
  switch (pattern.kind) {
    case 'value':
      return jsonPrintable(pattern.json);
    case 'object':
      return new Map([...pattern.members].map(([key, value]) => [key, printPattern(value)]));
    case 'array':
      return pattern.items.map(printPattern);
    case 'exactly':
      return new Map([['$exactly', jsonPrintable(pattern.json)]]);
    case 'matches':
      return new Map([['$matches', pattern.source]]);
    case 'contains':
      return new Map([['$contains', printPattern(pattern.pattern)]]);
    case 'type':
      return new Map([['$type', pattern.type]]);
    case 'json':
      return new Map([['$json', printPattern(pattern.pattern)]]);
    case 'absent':
      return new Map([['$absent', true]]);
  }
}

const MATCHERS = ['$exactly', '$matches', '$contains', '$type', '$json', '$absent'];

function readMatcher(name: string, node: YamlNode): Pattern {
  switch (name) {
    case '$exactly':
      return exactly(readJson(node));
    case '$matches':
      return { kind: 'matches', source: readRegularExpression(node) };
    case '$contains':
      return { kind: 'contains', pattern: readPattern(node) };
    case '$type':
      return { kind: 'type', type: readType(node) };
    case '$json':
      return { kind: 'json', pattern: readPattern(node) };
    case '$absent':
      if (readBoolean(node, '$absent')) return { kind: 'absent' };
      throw fault(node, '$absent is false', 'Write $absent: true, or leave the member out.');
  }
  const near = suggestion(name, MATCHERS);
  const next = near === undefined ? `Use one of ${MATCHERS.join(', ')}.` : `Did you mean ${near}?`;
  throw fault(node, `there is no matcher ${JSON.stringify(name.slice(0, 40))}`, next);
}

// A scalar can only be compared for equality, so there is one spelling.
function exactly(json: JsonText): Pattern {
  return { kind: /^[[{]/.test(json) ? 'exactly' : 'value', json };
}

function readRegularExpression(node: YamlNode): string {
  const source = readString(node, '$matches');
  try {
    new RegExp(source, 'u');
    return source;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw fault(node, `$matches is not a regular expression: ${reason}`, 'Correct the expression.');
  }
}

function readType(node: YamlNode) {
  const text = readString(node, '$type');
  const type = JSON_TYPES.find((name) => name === text);
  if (type !== undefined) return type;
  const next = `Use one of ${JSON_TYPES.join(', ')}.`;
  throw fault(node, `$type is ${JSON.stringify(text.slice(0, 40))}, which is not a type`, next);
}
