import ts from 'typescript';
import { lineOf, type SourceFile } from './source-tree.ts';
import type { Violation } from './violation.ts';

const INDEX = 'harness/index.ts';

/** Anything in the public API's file that is no named re-export. */
export function indexFileViolations(file: SourceFile): Violation[] {
  if (file.path !== INDEX) return [];
  return file.syntax.statements
    .filter((statement) => !isNamedReexport(statement))
    .map((statement) => ({
      path: file.path,
      line: lineOf(file, statement),
      message: 'is no named re-export. Put the code where it belongs and re-export its names here.',
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
