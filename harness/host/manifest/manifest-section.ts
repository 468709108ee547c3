import { HarnessError } from '../../errors.ts';
import { suggestion } from '../../suggestion.ts';
import { trimEndOf, trimStartOf } from '../../trim-character.ts';
import type { TomlNode, TomlValue } from './toml-tree.ts';

/** One table of a manifest, with its file, title and line for messages. */
export class ManifestSection {
  /** The manifest as the user named it. */
  readonly file: string;
  /** How the table is written in the manifest, such as `[component.vfs]`. */
  readonly title: string;
  readonly line: number;
  readonly #entries: ReadonlyMap<string, TomlNode>;

  constructor(options: {
    file: string;
    title: string;
    line: number;
    entries: ReadonlyMap<string, TomlNode>;
  }) {
    this.file = options.file;
    this.title = options.title;
    this.line = options.line;
    this.#entries = options.entries;
  }

  /** The names of all entries, in the order of the manifest. */
  get names(): string[] {
    return [...this.#entries.keys()];
  }

  /** The line of an entry, or of the section if it has no such entry. */
  lineOf(name: string): number {
    return this.#entries.get(name)?.line ?? this.line;
  }

  /** Refuses the first entry whose name the manifest format does not know. */
  expectNames(known: readonly string[]): void {
    const unknown = this.names.find((name) => !known.includes(name));
    if (unknown === undefined) return;
    const meant = suggestion(unknown, known);
    const next =
      meant === undefined
        ? `Known here: ${[...known].sort().join(', ')}.`
        : `Did you mean "${meant}"?`;
    throw this.invalid(unknown, { reason: `the name "${unknown}" is unknown there`, next });
  }

  has(name: string): boolean {
    return this.#entries.has(name);
  }

  string(name: string): string | undefined {
    return this.#typed(name, 'a string', isString);
  }

  requiredString(name: string): string {
    return this.string(name) ?? this.#missing(name);
  }

  boolean(name: string): boolean | undefined {
    return this.#typed(name, 'true or false', isBoolean);
  }

  isList(name: string): boolean {
    return Array.isArray(this.#entries.get(name)?.value);
  }

  /** A list of strings with the line of each; empty when absent. */
  strings(name: string): { readonly value: string; readonly line: number }[] {
    const nodes = this.#typed(name, 'a list of strings', isList) ?? [];
    return nodes.map(({ value, line }) => {
      if (isString(value)) return { value, line };
      throw this.#wrongType(name, 'a list of strings');
    });
  }

  /** A table whose values are all strings; empty when absent. */
  stringTable(name: string): Map<string, string> {
    const table = this.table(name);
    return new Map((table?.names ?? []).map((key) => [key, table?.requiredString(key) ?? '']));
  }

  /** A table, or undefined when absent. */
  table(name: string): ManifestSection | undefined {
    const entries = this.#typed(name, 'a table', isTable);
    return entries && this.#section(name, { entries, line: this.lineOf(name) });
  }

  /** A table, or a text where the manifest may name a table instead of writing it out. */
  tableOrString(name: string): ManifestSection | string | undefined {
    const value = this.#entries.get(name)?.value;
    if (value === undefined || isString(value)) return value;
    if (isTable(value)) return this.table(name);
    throw this.#wrongType(name, 'a string or a table');
  }

  /** A list of tables; empty when absent. */
  tables(name: string): ManifestSection[] {
    const nodes = this.#typed(name, 'a list of tables, written [[…]]', isList) ?? [];
    return nodes.map(({ value, line }) => {
      if (isTable(value)) return this.#section(name, { entries: value, line });
      throw this.#wrongType(name, 'a list of tables, written [[…]]');
    });
  }

  /** Whether an entry is there and is more than an empty list or table. */
  isFilled(name: string): boolean {
    const value = this.#entries.get(name)?.value;
    if (value === undefined) return false;
    if (Array.isArray(value)) return value.length > 0;
    return !(value instanceof Map) || value.size > 0;
  }

  /** The error for an entry that breaks the manifest's rules. */
  invalid(name: string, { reason, next }: { reason: string; next: string }): HarnessError {
    return new HarnessError({
      code: 'manifest-invalid',
      problem: `Failed to read ${this.title}: ${reason}`,
      next,
      file: this.file,
      line: this.lineOf(name),
    });
  }

  #section(
    name: string,
    { entries, line }: { entries: ReadonlyMap<string, TomlNode>; line: number },
  ): ManifestSection {
    const path = trimEndOf(trimStartOf(this.title, '['), ']');
    const title = path === 'the manifest' ? `[${name}]` : `[${path}.${name}]`;
    return new ManifestSection({ file: this.file, title, line, entries });
  }

  #typed<T extends TomlValue>(
    name: string,
    expected: string,
    guard: (value: TomlValue) => value is T,
  ): T | undefined {
    const value = this.#entries.get(name)?.value;
    if (value === undefined || guard(value)) return value;
    throw this.#wrongType(name, expected);
  }

  #wrongType(name: string, expected: string): HarnessError {
    return this.invalid(name, {
      reason: `"${name}" is not ${expected}`,
      next: `Write ${expected}.`,
    });
  }

  #missing(name: string): never {
    throw this.invalid(name, { reason: `"${name}" is missing`, next: `Add "${name}".` });
  }
}

function isString(value: TomlValue): value is string {
  return typeof value === 'string';
}

function isBoolean(value: TomlValue): value is boolean {
  return typeof value === 'boolean';
}

function isList(value: TomlValue): value is TomlNode[] {
  return Array.isArray(value);
}

function isTable(value: TomlValue): value is Map<string, TomlNode> {
  return value instanceof Map;
}
