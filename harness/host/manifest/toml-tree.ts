import { type AST, ParseError, parseTOML } from 'toml-eslint-parser';
import { HarnessError } from '../../errors.ts';

/** A value of a TOML document, and its line. */
export interface TomlNode {
  /** Of the value's key, or of the value itself inside an array; counted from 1. */
  readonly line: number;
  readonly value: TomlValue;
}

/**
 * A TOML value. Kinds of dates and numbers are not distinguished: no manifest field takes either.
 */
export type TomlValue = string | number | boolean | Date | TomlNode[] | Map<string, TomlNode>;

/**
 * Parses a TOML document into a tree whose nodes know their lines.
 *
 * @param file the document as the user named it, for messages
 * @throws HarnessError `manifest-invalid` if it is not TOML.
 */
export function parseTomlTree(text: string, file: string): Map<string, TomlNode> {
  const root = new Map<string, TomlNode>();
  for (const statement of parse(text, file).body[0].body) {
    if (statement.type === 'TOMLKeyValue') {
      insert(root, keyPath(statement.key), nodeOf(statement, { file, depth: 0 }));
      continue;
    }
    const { resolvedKey, loc } = statement;
    const table = tableAt(root, resolvedKey, loc.start.line);
    for (const pair of statement.body)
      insert(table, keyPath(pair.key), nodeOf(pair, { file, depth: 0 }));
  }
  return root;
}

function parse(text: string, file: string): AST.TOMLProgram {
  try {
    return parseTOML(text);
  } catch (error) {
    // The parser recurses for nested values, limited only by the stack.
    if (error instanceof RangeError) throw tooDeep(file, deepestLine(text));
    if (!(error instanceof ParseError)) throw error;
    throw new HarnessError({
      code: 'manifest-invalid',
      problem: `Failed to parse the manifest: ${error.message}`,
      next: 'Correct the TOML.',
      file,
      line: error.lineNumber,
    });
  }
}

/** No value of a manifest is nested deeper than a few levels. */
const DEPTH_LIMIT = 100;

function tooDeep(file: string, line: number): HarnessError {
  return new HarnessError({
    code: 'manifest-invalid',
    problem: `Failed to parse the manifest: values are nested deeper than ${DEPTH_LIMIT} levels`,
    next: 'Take the value out: nothing in a manifest nests so deep.',
    file,
    line,
  });
}

/** The line that opens the most brackets, those in strings included. */
function deepestLine(text: string): number {
  const opened = text.split('\n').map((line) => line.replace(/[^[{]/g, '').length);
  return 1 + opened.reduce((most, count, at) => (count > (opened[most] ?? 0) ? at : most), 0);
}

function keyPath(key: AST.TOMLKey): string[] {
  return key.keys.map((part) => (part.type === 'TOMLBare' ? part.name : part.value));
}

interface Place {
  readonly file: string;
  /** How many values are around this one. */
  readonly depth: number;
}

function nodeOf(pair: AST.TOMLKeyValue, place: Place): TomlNode {
  return { line: pair.loc.start.line, value: contentValue(pair.value, place) };
}

function contentValue(content: AST.TOMLContentNode, { file, depth }: Place): TomlValue {
  if (content.type === 'TOMLValue') return content.value;
  if (depth === DEPTH_LIMIT) throw tooDeep(file, content.loc.start.line);
  const inner = { file, depth: depth + 1 };
  if (content.type === 'TOMLArray') {
    return content.elements.map((element) => {
      return { line: element.loc.start.line, value: contentValue(element, inner) };
    });
  }
  const table = new Map<string, TomlNode>();
  for (const pair of content.body) insert(table, keyPath(pair.key), nodeOf(pair, inner));
  return table;
}

function insert(table: Map<string, TomlNode>, path: readonly string[], node: TomlNode): void {
  const last = path.at(-1) ?? '';
  tableAt(table, path.slice(0, -1), node.line).set(last, node);
}

// The parser has refused keys that are defined twice, so a step finds a table, an array of tables
// or nothing. An index is always that of the last table or of the next.
function tableAt(
  root: Map<string, TomlNode>,
  path: readonly (string | number)[],
  line: number,
): Map<string, TomlNode> {
  let table = root;
  for (const [position, step] of path.entries()) {
    if (typeof step === 'number') continue;
    const index = path[position + 1];
    const existing = table.get(step)?.value;
    if (typeof index === 'number') {
      const tables = Array.isArray(existing) ? existing : [];
      if (existing === undefined) table.set(step, { line, value: tables });
      table = tableOf(tables[index]) ?? append(tables, line);
    } else if (existing instanceof Map) {
      table = existing;
    } else {
      const created = new Map<string, TomlNode>();
      table.set(step, { line, value: created });
      table = created;
    }
  }
  return table;
}

function tableOf(node: TomlNode | undefined): Map<string, TomlNode> | undefined {
  return node?.value instanceof Map ? node.value : undefined;
}

function append(tables: TomlNode[], line: number): Map<string, TomlNode> {
  const table = new Map<string, TomlNode>();
  tables.push({ line, value: table });
  return table;
}
