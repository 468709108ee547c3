import { posix } from 'node:path';
import ts from 'typescript';
import { lineOf, nodesOf, type SourceFile } from './source-tree.ts';
import type { Violation } from './violation.ts';

/**
 * Names that a script imports from `dist/` and that the source of the built module does not export:
 * no compiler looks at scripts.
 */
export function builtImportViolations(files: readonly SourceFile[]): Violation[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  return files
    .filter(({ path }) => path.endsWith('.mjs'))
    .flatMap((script) => violationsIn(script, byPath));
}

function violationsIn(script: SourceFile, byPath: ReadonlyMap<string, SourceFile>): Violation[] {
  return [...nodesOf(script)].filter(ts.isImportDeclaration).flatMap((node) => {
    const { moduleSpecifier, importClause } = node;
    const names = importClause?.namedBindings;
    if (!ts.isStringLiteral(moduleSpecifier) || !names || !ts.isNamedImports(names)) return [];
    const target = posix.join(posix.dirname(script.path), moduleSpecifier.text);
    if (!target.startsWith('dist/')) return [];
    const source = byPath.get(target.replace(/^dist\//, '').replace(/\.js$/, '.ts'));
    const exported = source === undefined ? new Set<string>() : exportsOf(source);
    return names.elements
      .map(({ name, propertyName }) => (propertyName ?? name).text)
      .filter((name) => !exported.has(name))
      .map((name) => ({
        path: script.path,
        line: lineOf(script, node),
        message: `imports ${name}, which ${target} does not export. Import it from where it is.`,
      }));
  });
}

function exportsOf({ syntax }: SourceFile): ReadonlySet<string> {
  return new Set(syntax.statements.flatMap(exportedNames));
}

function exportedNames(statement: ts.Statement): string[] {
  if (ts.isExportDeclaration(statement)) {
    const { exportClause } = statement;
    if (exportClause === undefined || !ts.isNamedExports(exportClause)) return [];
    return exportClause.elements.map(({ name }) => name.text);
  }
  const isExported =
    ts.canHaveModifiers(statement) &&
    ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;
  if (!isExported) return [];
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  }
  const isNamed = ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement);
  return isNamed && statement.name !== undefined ? [statement.name.text] : [];
}
