import ts from 'typescript';
import { isTestFile, lineOf, type SourceFile } from './source-tree.ts';
import type { Violation } from './violation.ts';

/** Exported functions, classes, types and constants of shipped code that have no docstring. */
export function docstringViolations(file: SourceFile): Violation[] {
  const { path, syntax } = file;
  if (
    !/^(?:harness|properties|spin-app)\//.test(path) ||
    isTestFile(path) ||
    path.endsWith('.d.ts')
  )
    return [];
  const documented = new Set<string>();
  return syntax.statements.flatMap((statement) => {
    const names = isExported(statement) ? declaredNames(statement) : [];
    // Of several signatures of one function, the first one has the docstring.
    const missing = names.filter((name) => !documented.has(name));
    if (hasDocstring(statement)) {
      for (const name of names) documented.add(name);
      return [];
    }
    return missing.map((name) => ({
      path,
      line: lineOf(file, statement),
      message: `exports ${name} without a docstring. Say in a sentence what it means or gives.`,
    }));
  });
}

function isExported(statement: ts.Statement): boolean {
  return (
    ts.canHaveModifiers(statement) &&
    (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
  );
}

function declaredNames(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  }
  const isNamed =
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement);
  return isNamed && statement.name !== undefined ? [statement.name.text] : [];
}

function hasDocstring(statement: ts.Statement): boolean {
  return ts
    .getJSDocCommentsAndTags(statement)
    .some((comment) => /[A-Za-z]/.test(comment.getText().replace(/^\/\*\*/, '')));
}
