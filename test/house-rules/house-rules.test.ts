import { expect, it } from 'vitest';
import { bannedCallViolations } from './banned-calls.ts';
import { builtImportViolations } from './built-imports.ts';
import { docstringViolations } from './docstrings.ts';
import { importCycleViolations } from './import-cycles.ts';
import { importDirectionViolations } from './import-directions.ts';
import { indexFileViolations } from './index-file.ts';
import { languageViolations } from './language.ts';
import { focusedTestViolations, leftoverViolations } from './leftovers.ts';
import { markdownLinkViolations, markdownTitleViolations } from './markdown.ts';
import { nameViolations } from './names.ts';
import { sizeViolations } from './sizes.ts';
import { parseSource, readTextFiles, type SourceFile } from './source-tree.ts';
import { describeViolation, type Violation } from './violation.ts';
import { wordViolations } from './words.ts';
import { workerSideViolations } from './worker-side.ts';

const texts = readTextFiles();
const sources = texts.filter(({ path }) => /\.(?:ts|mjs)$/.test(path)).map(parseSource);
const documents = texts.filter(({ path }) => path.endsWith('.md'));
const textByPath = new Map(texts.map(({ path, text }) => [path, text]));

/** Every violation, so that one run shows all that must be fixed. */
function expectNone(violations: readonly Violation[]): void {
  expect(violations.map(describeViolation)).toEqual([]);
}

const perSource = (rule: (file: SourceFile) => Violation[]) => () =>
  expectNone(sources.flatMap((file) => rule(file)));

it('reads the sources, tests and documents of the project', () => {
  const paths = new Set(texts.map(({ path }) => path));
  expect(
    ['README.md', 'harness/cli/main.ts', 'spin-app/vfs/vfs.ts'].filter((p) => !paths.has(p)),
  ).toEqual([]);
});

it(
  'imports run in the directions of the table',
  perSource((file) => importDirectionViolations(file)),
);

it('no files import each other in a circle', () => expectNone(importCycleViolations(sources)));

it('worker threads load nothing of the main thread', () =>
  expectNone(workerSideViolations(sources)));

it('scripts import what the built modules export', () =>
  expectNone(builtImportViolations(sources)));

it('the public API is a list of named re-exports', perSource(indexFileViolations));

it(
  'the real world comes in where it is meant to',
  perSource((file) => bannedCallViolations(file)),
);

it(
  'no default exports, enums, any, non-null assertions, namespaces',
  perSource(languageViolations),
);

it('files, functions, lines and parameter lists are small', perSource(sizeViolations));

it(
  'files and folders have descriptive names',
  perSource(({ path }) => nameViolations(path)),
);

it('every export of the shipped code has a docstring', perSource(docstringViolations));

it('every test runs', perSource(focusedTestViolations));

it('no notes of work, paths of one machine or package registries are left', () =>
  expectNone(texts.flatMap(leftoverViolations)));

it('every Markdown file has one title', () =>
  expectNone(documents.flatMap(markdownTitleViolations)));

it('relative links in Markdown lead somewhere', () =>
  expectNone(documents.flatMap((file) => markdownLinkViolations(file, textByPath))));

it('words are those of the glossary', () => expectNone(texts.flatMap(wordViolations)));
