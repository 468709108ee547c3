import { posix } from 'node:path';
import ts from 'typescript';
import { lineOf, nodesOf, type SourceFile } from './source-tree.ts';

/** An import or re-export of a file. */
export interface Import {
  readonly line: number;
  /** A path from the project's root, or the name of a package without a path inside it. */
  readonly target: string;
  /** Whether it names a file of the project. */
  readonly isOwn: boolean;
  /** Whether it is gone once compiled. */
  readonly isTypeOnly: boolean;
}

/** All imports of a file: static, dynamic, of types, and re-exports. */
export function importsOf(file: SourceFile): Import[] {
  return [...nodesOf(file)].flatMap((node) => {
    const specifier = specifierOf(node);
    if (specifier === undefined) return [];
    const isOwn = specifier.startsWith('.');
    return {
      line: lineOf(file, node),
      target: isOwn ? posix.join(posix.dirname(file.path), specifier) : packageOf(specifier),
      isOwn,
      isTypeOnly: isTypeOnly(node),
    };
  });
}

function specifierOf(node: ts.Node): string | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
    return textOf(node.moduleSpecifier);
  }
  if (ts.isImportTypeNode(node)) {
    return ts.isLiteralTypeNode(node.argument) ? textOf(node.argument.literal) : undefined;
  }
  const isDynamic =
    ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;
  return isDynamic ? textOf(node.arguments[0]) : undefined;
}

function textOf(node: ts.Node | undefined): string | undefined {
  return node !== undefined && ts.isStringLiteralLike(node) ? node.text : undefined;
}

function isTypeOnly(node: ts.Node): boolean {
  if (ts.isImportTypeNode(node)) return true;
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  return ts.isImportDeclaration(node) && node.importClause?.isTypeOnly === true;
}

function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return specifier;
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
