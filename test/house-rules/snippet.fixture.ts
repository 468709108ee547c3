import { parseSource, type SourceFile } from './source-tree.ts';
import type { Violation } from './violation.ts';

/** A file of the project as a rule gets it. */
export function snippet(path: string, text: string): SourceFile {
  return parseSource({ path, text });
}

/** The lines that violate a rule. */
export function linesOf(violations: readonly Violation[]): number[] {
  return violations.map(({ line }) => line);
}
