import type { CassetteEntry, CassetteFile, CassetteHeader } from './cassette-file.ts';
import { printEntryFields } from './format/entry-grammar.ts';
import { printHeaderFields } from './format/header-grammar.ts';
import { printYaml } from './yaml/yaml-printer.ts';

/**
 * The first document of a file, with the line by which editors find the JSON Schema. Printing is
 * canonical: each value has one text, and `parseCassette` gives the value back.
 */
export function printHeader(header: CassetteHeader, schemaReference: string): string {
  const comment = `# yaml-language-server: $schema=${encodeURI(schemaReference)}\n`;
  return comment + printYaml(printHeaderFields(header));
}

/** The document of one interaction, with the line that divides it from the one before. */
export function printEntry(entry: Omit<CassetteEntry, 'line'>): string {
  return `${DIVIDER}${printYaml(printEntryFields(entry))}`;
}

/** The text of a whole file. */
export function printCassette({ header, entries }: CassetteFile, schemaReference: string): string {
  return printHeader(header, schemaReference) + entries.map(printEntry).join('');
}

/** The line between two documents. */
export const DIVIDER = '---\n';
