import { type AST, ParseError, parseTOML } from 'toml-eslint-parser';
import { HarnessError } from '../../errors.ts';

/** A value of a TOML document that knows where it stands. */
export interface TomlNode {
  /** Of the value's key, or of the value itself inside an array; counted from 1. */
  readonly line: number;
  readonly value: TomlValue;
}

/** A TOML value; dates and numbers are not told apart, because no manifest field takes either. */
export type TomlValue = string | number | boolean | Date | TomlNode[] | Map<string, TomlNode>;

/**
 * Parses a TOML document into a tree whose nodes know their lines.
 *
 * @param file the document as the user named it, for messages
 * @throws HarnessError `manifest-invalid` where it is no TOML.
 */
export function parseTomlTree(text: string, file: string): Map<string, TomlNode> {
  const root = new Map<string, TomlNode>();
  for (const statement of parse(text, file).body[0].body) {
    if (statement.type === 'TOMLKeyValue') {
      insert(root, keyPath(statement.key), nodeOf(statement));
      continue;
    }
    const { resolvedKey, loc } = statement;
    const table = tableAt(root, resolvedKey, loc.start.line);
    for (const pair of statement.body) insert(table, keyPath(pair.key), nodeOf(pair));
  }
  return root;
}

function parse(text: string, file: string): AST.TOMLProgram {
  try {
    return parseTOML(text);
  } catch (error) {
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

function keyPath(key: AST.TOMLKey): string[] {
  return key.keys.map((part) => (part.type === 'TOMLBare' ? part.name : part.value));
}

function nodeOf(pair: AST.TOMLKeyValue): TomlNode {
  return { line: pair.loc.start.line, value: contentValue(pair.value) };
}

function contentValue(content: AST.TOMLContentNode): TomlValue {
  if (content.type === 'TOMLValue') return content.value;
  if (content.type === 'TOMLArray') {
    return content.elements.map((element) => {
      return { line: element.loc.start.line, value: contentValue(element) };
    });
  }
  const table = new Map<string, TomlNode>();
  for (const pair of content.body) insert(table, keyPath(pair.key), nodeOf(pair));
  return table;
}

function insert(table: Map<string, TomlNode>, path: readonly string[], node: TomlNode): void {
  const last = path.at(-1) ?? '';
  tableAt(table, path.slice(0, -1), node.line).set(last, node);
}

// The parser has refused keys that are defined twice, so that a step finds a table, an array of
// tables or nothing; an index is always that of the last table or of the next.
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
