import ts from 'typescript';
import { nodesOf, type SourceFile } from '../house-rules/source-tree.ts';

/** A regular expression of a source file. */
export interface Expression {
  readonly source: string;
  readonly flags: string;
}

/** The expressions of a file that are literals, or made of literal text. */
export function expressionsOf(file: SourceFile): Expression[] {
  return [...nodesOf(file)].flatMap((node) => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      return [{ source: node.text.slice(1, end), flags: node.text.slice(end + 1) }];
    }
    if (!ts.isNewExpression(node) || node.expression.getText() !== 'RegExp') return [];
    const [source, flags] = node.arguments ?? [];
    if (source === undefined || !ts.isStringLiteralLike(source)) return [];
    const isFlags = flags !== undefined && ts.isStringLiteralLike(flags);
    return [{ source: source.text, flags: isFlags ? flags.text : '' }];
  });
}
