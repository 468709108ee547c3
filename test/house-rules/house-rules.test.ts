import { expect, it } from 'vitest';
import { bannedCallBreaches } from './banned-calls.ts';
import { type Breach, describeBreach } from './breach.ts';
import { docstringBreaches } from './docstrings.ts';
import { importCycleBreaches } from './import-cycles.ts';
import { importDirectionBreaches } from './import-directions.ts';
import { indexFileBreaches } from './index-file.ts';
import { languageBreaches } from './language.ts';
import { focusedTestBreaches, leftoverBreaches } from './leftovers.ts';
import { markdownLinkBreaches, markdownTitleBreaches } from './markdown.ts';
import { nameBreaches } from './names.ts';
import { sizeBreaches } from './sizes.ts';
import { parseSource, readTextFiles, type SourceFile } from './source-tree.ts';
import { workerSideBreaches } from './worker-side.ts';

const texts = readTextFiles();
const sources = texts.filter(({ path }) => /\.(?:ts|mjs)$/.test(path)).map(parseSource);
const documents = texts.filter(({ path }) => path.endsWith('.md'));
const textByPath = new Map(texts.map(({ path, text }) => [path, text]));

/** Every breach, so that one run shows all that is to be mended. */
function expectNone(breaches: readonly Breach[]): void {
  expect(breaches.map(describeBreach)).toEqual([]);
}

const perSource = (rule: (file: SourceFile) => Breach[]) => () =>
  expectNone(sources.flatMap((file) => rule(file)));

it('reads the sources, tests and documents of the project', () => {
  const paths = new Set(texts.map(({ path }) => path));
  expect(
    ['README.md', 'harness/cli/main.ts', 'spin-app/vfs/vfs.ts'].filter((p) => !paths.has(p)),
  ).toEqual([]);
});

it(
  'imports run in the directions of the table',
  perSource((file) => importDirectionBreaches(file)),
);

it('no files import each other in a circle', () => expectNone(importCycleBreaches(sources)));

it('worker threads load nothing of the main thread', () => expectNone(workerSideBreaches(sources)));

it('the public API is a list of named re-exports', perSource(indexFileBreaches));

it(
  'the real world comes in where it is meant to',
  perSource((file) => bannedCallBreaches(file)),
);

it('no default exports, enums, any, non-null assertions, namespaces', perSource(languageBreaches));

it('files, functions, lines and parameter lists are small', perSource(sizeBreaches));

it(
  'files and folders have telling names',
  perSource(({ path }) => nameBreaches(path)),
);

it('every export of the shipped code has a docstring', perSource(docstringBreaches));

it('every test runs', perSource(focusedTestBreaches));

it('no notes of work, paths of one machine or package registries are left', () =>
  expectNone(texts.flatMap(leftoverBreaches)));

it('every Markdown file has one title', () => expectNone(documents.flatMap(markdownTitleBreaches)));

it('relative links in Markdown lead somewhere', () =>
  expectNone(documents.flatMap((file) => markdownLinkBreaches(file, textByPath))));
