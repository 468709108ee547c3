import ts from 'typescript';
import { isTestFile, lineOf, nodesOf, type SourceFile } from './source-tree.ts';
import type { Violation } from './violation.ts';

const FILE_LINES = 250;
const TEST_FILE_LINES = 400;
const FUNCTION_LINES = 50;
const LINE_COLUMNS = 100;
const POSITIONAL_PARAMETERS = 3;

/** Functions whose parameters are defined elsewhere. */
const FOREIGN_SIGNATURES: Readonly<Record<string, string>> = {
  'harness/host/embedded/guest/forwarding.ts': 'stands for imports of any number of parameters',
};

/** Files, functions, lines and parameter lists that have grown too large. */
export function sizeViolations(file: SourceFile): Violation[] {
  return [...fileLength(file), ...lineLengths(file), ...functionViolations(file)];
}

function fileLength({ path, text }: SourceFile): Violation[] {
  const count = text.split('\n').length - 1;
  const most = isTestFile(path) ? TEST_FILE_LINES : FILE_LINES;
  if (count <= most) return [];
  const message = `the file has ${count} lines; ${most} at most. Give one of its concepts a file.`;
  return [{ path, line: most + 1, message }];
}

// Tests contain whole messages and sentences, which are best read and searched unbroken.
const UNBREAKABLE = /https?:\/\//;
const UNBREAKABLE_IN_TESTS = /(['"`/]).{60,}\1/;

function lineLengths({ path, text }: SourceFile): Violation[] {
  return text.split('\n').flatMap((content, index) => {
    const columns = [...content].length;
    const isUnbreakable =
      UNBREAKABLE.test(content) || (isTestFile(path) && UNBREAKABLE_IN_TESTS.test(content));
    if (columns <= LINE_COLUMNS || isUnbreakable) return [];
    const message = `the line has ${columns} columns; ${LINE_COLUMNS} at most. Break it.`;
    return [{ path, line: index + 1, message }];
  });
}

function functionViolations(file: SourceFile): Violation[] {
  if (isTestFile(file.path)) return [];
  return [...nodesOf(file)].flatMap((node) => {
    if (!ts.isFunctionLike(node) || !('body' in node)) return [];
    return [...functionLength(file, node), ...parameterCount(file, node)];
  });
}

function functionLength(file: SourceFile, node: ts.SignatureDeclaration): Violation[] {
  const line = lineOf(file, node);
  const count = file.syntax.getLineAndCharacterOfPosition(node.getEnd()).line + 2 - line;
  if (count <= FUNCTION_LINES) return [];
  const message =
    `${nameOf(node)} has ${count} lines; ${FUNCTION_LINES} at most. ` +
    'Move a step of it into a function that is named after what it does.';
  return [{ path: file.path, line, message }];
}

function parameterCount(file: SourceFile, node: ts.SignatureDeclaration): Violation[] {
  const count = node.parameters.filter(({ name }) => name.getText(file.syntax) !== 'this').length;
  if (count <= POSITIONAL_PARAMETERS || Object.hasOwn(FOREIGN_SIGNATURES, file.path)) return [];
  const message =
    `${nameOf(node)} has ${count} parameters; ${POSITIONAL_PARAMETERS} at most. ` +
    'Take those that can be mixed up as one options object.';
  return [{ path: file.path, line: lineOf(file, node), message }];
}

function nameOf(node: ts.SignatureDeclaration): string {
  if (ts.isConstructorDeclaration(node)) return 'the constructor';
  if (node.name !== undefined) return node.name.getText();
  const { parent } = node;
  return ts.isVariableDeclaration(parent) ? parent.name.getText() : 'the function';
}
