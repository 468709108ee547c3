import ts from 'typescript';
import { lineOf, nodesOf, type SourceFile } from './source-tree.ts';
import type { Violation } from './violation.ts';

/** Parts of the language that the project does without. */
export function languageViolations(file: SourceFile): Violation[] {
  return [...nodesOf(file)].flatMap((node) => {
    const message = bannedSyntax(node, file);
    return message === undefined ? [] : [{ path: file.path, line: lineOf(file, node), message }];
  });
}

function bannedSyntax(node: ts.Node, { path }: SourceFile): string | undefined {
  if (isDefaultExport(node) && !/\.config\.ts$/.test(path)) {
    return 'has a default export. Export by name, so that one thing has one name everywhere.';
  }
  if (ts.isEnumDeclaration(node)) {
    return 'declares an enum. Use a union of string literals, which needs no code.';
  }
  if (node.kind === ts.SyntaxKind.AnyKeyword) {
    return 'uses any. Say unknown, and narrow it where it is used.';
  }
  if (ts.isNonNullExpression(node)) {
    return 'asserts with ! that a value is there. Handle its absence, or use invariant.';
  }
  if (ts.isModuleDeclaration(node) && !path.endsWith('.d.ts')) {
    return 'declares a namespace. A file is a module already.';
  }
  if (ts.isParameter(node) && ts.getCombinedModifierFlags(node) & PARAMETER_PROPERTY) {
    return 'declares a field in a parameter. Declare it in the class; types must be erasable.';
  }
  return undefined;
}

const PARAMETER_PROPERTY = ts.ModifierFlags.ParameterPropertyModifier;

function isDefaultExport(node: ts.Node): boolean {
  if (ts.isExportAssignment(node)) return true;
  if (ts.isExportSpecifier(node)) return node.name.text === 'default';
  return (
    ts.canHaveModifiers(node) &&
    (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword)
  );
}
