import type { TextFile } from './source-tree.ts';
import type { Violation } from './violation.ts';

/** A word that the glossary replaces. */
interface UnusedWord {
  readonly pattern: RegExp;
  readonly instead: string;
}

const UNUSED: readonly UnusedWord[] = [
  { pattern: /(?<![.-])\bstand-ins?\b/i, instead: 'placeholder' },
  { pattern: /\bbreach(?:es)?\b/i, instead: 'violation or counterexample' },
  { pattern: /\b(?:story|stories)\b/i, instead: 'trace' },
  { pattern: /\b(?:mend|mends|mended)\b/i, instead: 'correct, fix or patch' },
  { pattern: /\bworkplace\b/i, instead: 'context' },
];

/** Where a word is a name that others rely on, by file. */
const NAMES: Readonly<Record<string, readonly RegExp[]>> = {
  // Verdicts and keys of `check --json`.
  'docs/command-line.md': [/`breach`/, /`story`/],
  'properties/runner/check-laws.test.ts': [/'breach'/],
  'properties/telling/law-entry.ts': [/breach: /, /story: /],
  'properties/telling/law-verdict.ts': [/'breach'/],
  'properties/telling/laws-report.ts': [/'breach'/, /breach: /],
  'properties/telling/laws-text.ts': [/breach: /],
  'test/e2e/check-endpoint.test.ts': [/'breach'/],
  'test/e2e/check-of-dying-service.test.ts': [/breach: /, /'breach'/],
  'test/e2e/checked.fixture.ts': [/\bbreach\b/, /\bstory\b/],
};

// What a component is built from gives it its build key, and decisions are kept as they were made.
const LEFT_ALONE =
  /^(?:spin-app|test-apps|scenarios|cassettes|properties\/mutants|test\/frozen|docs\/decisions)\//;
const THEMSELVES = /^(?:docs\/glossary\.md|test\/house-rules\/words(?:\.test)?\.ts)$/;

/** Words in code, messages and documents that docs/glossary.md replaces by others. */
export function wordViolations({ path, text }: TextFile): Violation[] {
  const isRead = /\.(?:ts|mjs|md)$/.test(path);
  if (!isRead || LEFT_ALONE.test(path) || THEMSELVES.test(path)) return [];
  return text.split('\n').flatMap((content, index) => {
    const line = (NAMES[path] ?? []).reduce(
      (rest, name) => rest.replaceAll(global(name), ''),
      content,
    );
    return UNUSED.filter(({ pattern }) => pattern.test(line)).map(({ pattern, instead }) => ({
      path,
      line: index + 1,
      message: `has the word ${pattern.exec(line)?.[0]}. Write ${instead}: see docs/glossary.md.`,
    }));
  });
}

function global({ source }: RegExp): RegExp {
  return new RegExp(source, 'g');
}
