import ts from 'typescript';
import { lineOf, nodesOf, type SourceFile } from '../house-rules/source-tree.ts';

/** A place in the components' code that makes a call fail. */
export interface ErrorSite {
  /** File and line. */
  readonly place: string;
  /** Its first line, as written. */
  readonly code: string;
}

/** A change of the text: the part between two positions is replaced. */
interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** A source whose error sites can be deleted while it runs. */
export interface Instrumented {
  readonly text: string;
  readonly sites: readonly ErrorSite[];
}

/** Functions that make the result, the answer or the error of a call that fails. */
const MAKERS = /^(?:failed|refuse|refusal|invalid|errorAnswer|invalidRequestAnswer)$/;

/**
 * Makes the error sites of a source ask, by their number, whether they are deleted. A site is a
 * statement that throws a new error, or a call that makes a failed result. A site that is the whole
 * body of an `if` is deleted with the `if`; any other throws where it would have made the error.
 *
 * @param first the number of the first site
 */
export function instrument(file: SourceFile, first: number): Instrumented {
  const edits: Edit[] = [];
  const sites: ErrorSite[] = [];
  for (const node of nodesOf(file)) {
    if (!isSite(node)) continue;
    const number = first + sites.length;
    const [code = ''] = statementOf(node).getText(file.syntax).split('\n');
    sites.push({ place: `${file.path}:${lineOf(file, node)}`, code });
    edits.push(...deletable(node, number, file));
  }
  return { text: edited(file.text, edits), sites };
}

function isSite(node: ts.Node): boolean {
  if (ts.isThrowStatement(node)) return !ts.isIdentifier(node.expression);
  if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression)) return false;
  return MAKERS.test(node.expression.text) && !ts.isThrowStatement(node.parent);
}

function deletable(node: ts.Node, number: number, { syntax }: SourceFile): Edit[] {
  const statement = statementOf(node);
  const block = ts.isBlock(statement.parent) ? statement.parent : statement;
  const condition = ts.isIfStatement(block.parent) ? block.parent : undefined;
  const isWhole = block === statement || (ts.isBlock(block) && block.statements.length === 1);
  const own = ts.isThrowStatement(statement) || isReturnOf(statement, node);
  if (condition?.thenStatement === block && isWhole && own) {
    const { expression } = condition;
    return [
      { from: expression.getStart(syntax), to: expression.getStart(syntax), text: '(' },
      { from: expression.end, to: expression.end, text: `) && globalThis.isKept(${number})` },
    ];
  }
  const value = ts.isThrowStatement(node) ? node.expression : node;
  const start = value.getStart(syntax);
  return [
    { from: start, to: start, text: `(globalThis.requireKept(${number}), ` },
    { from: value.end, to: value.end, text: ')' },
  ];
}

function isReturnOf(statement: ts.Node, node: ts.Node): boolean {
  return ts.isReturnStatement(statement) && statement.expression === node;
}

function statementOf(node: ts.Node): ts.Node {
  let place = node;
  while (!ts.isStatement(place) && place.parent !== undefined) place = place.parent;
  return place;
}

function edited(text: string, edits: readonly Edit[]): string {
  const fromTheEnd = edits
    .map((edit, order) => ({ ...edit, order }))
    .sort((a, b) => b.from - a.from || b.order - a.order);
  return fromTheEnd.reduce(
    (done, { from, to, text: added }) => done.slice(0, from) + added + done.slice(to),
    text,
  );
}
