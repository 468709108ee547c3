import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** A TypeScript file, parsed. */
export interface SourceFile {
  /** From the project's root, with `/` between folders. */
  readonly path: string;
  readonly text: string;
  readonly syntax: ts.SourceFile;
}

/** A text file of the project. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
}

/** The project's root folder. */
export const PROJECT_ROOT = fileURLToPath(new URL('../../', import.meta.url));

// Paths in .gitignore, and git's own folder.
const IGNORED = /^(?:node_modules|dist|coverage|reports|\.git|.*\.(?:tmp|tgz|tsbuildinfo))$/;

/** The text files of the project, sorted by path. Binary files (with a NUL) are left out. */
export function readTextFiles(root: string = PROJECT_ROOT): TextFile[] {
  return [...pathsBelow(root, '')]
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
    .filter(({ text }) => !text.includes('\0'))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function* pathsBelow(root: string, folder: string): Generator<string> {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    if (IGNORED.test(entry.name)) continue;
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) yield* pathsBelow(root, path);
    else if (entry.isFile()) yield path;
  }
}

/** Parses a TypeScript file. */
export function parseSource({ path, text }: TextFile): SourceFile {
  const syntax = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  return { path, text, syntax };
}

/** Whether a file belongs to the tests and is not shipped. */
export function isTestFile(path: string): boolean {
  return (
    /\.(?:test|fixture)\.ts$/.test(path) || /^(?:test|test-apps|properties\/mutants)\//.test(path)
  );
}

/** Every node of a file, outer ones before inner ones. */
export function* nodesOf(file: SourceFile): Generator<ts.Node> {
  yield* nodesBelow(file.syntax);
}

function* nodesBelow(node: ts.Node): Generator<ts.Node> {
  yield node;
  const children: ts.Node[] = [];
  node.forEachChild((child) => {
    children.push(child);
  });
  for (const child of children) yield* nodesBelow(child);
}

/** The line of a node's first character, counted from 1. */
export function lineOf(file: SourceFile, node: ts.Node): number {
  return file.syntax.getLineAndCharacterOfPosition(node.getStart(file.syntax)).line + 1;
}
