import ts from 'typescript';
import { lineOf, type SourceFile } from './source-tree.ts';
import type { Violation } from './violation.ts';

const INDEX = new Set(['harness/index.ts', 'harness/internal.ts']);

/** Anything in the files of the API that is not a named re-export. */
export function indexFileViolations(file: SourceFile): Violation[] {
  if (!INDEX.has(file.path)) return [];
  return file.syntax.statements
    .filter((statement) => !isNamedReexport(statement))
    .map((statement) => ({
      path: file.path,
      line: lineOf(file, statement),
      message:
        'is not a named re-export. Put the code where it belongs and re-export its names here.',
    }));
}

function isNamedReexport(statement: ts.Statement): boolean {
  return (
    ts.isExportDeclaration(statement) &&
    statement.moduleSpecifier !== undefined &&
    statement.exportClause !== undefined &&
    ts.isNamedExports(statement.exportClause)
  );
}
