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
  { pattern: /\b(?:workplace|situation)s?\b/i, instead: 'case or context' },
  { pattern: /\bslips?\b/i, instead: 'mistake' },
  { pattern: /\banew\b/i, instead: 'again' },
  { pattern: /\bbeside\b/i, instead: 'next to or in parallel with' },
  { pattern: /(?<!-)\bgood rows?\b/i, instead: 'passing row' },
  {
    pattern: /(?<![.-])\bstands?\b(?![- ](?:for|in)\b)/i,
    instead: 'is or appears',
  },
  {
    pattern: /\btold\b|\btelling\b/i,
    instead: 'reported, distinguished or sensitive',
  },
  { pattern: /\bunless (?:\w+ )?given\b/i, instead: 'default: …' },
  {
    pattern: /(?<!there )\b(?:is|are) no (?!longer\b|more\b)[a-z]\w*/i,
    instead: 'is not a, or no … is',
  },
];

/** Names and texts that others rely on, by file. */
const NAMES: Readonly<Record<string, readonly RegExp[]>> = {
  // Verdicts and keys of `check --json`.
  'docs/command-line.md': [/`breach`/, /`story`/],
  'properties/runner/check-laws.test.ts': [/'breach'/],
  'properties/reporting/law-entry.ts': [/breach: /, /story: /],
  'properties/reporting/law-verdict.ts': [/'breach'/],
  'properties/reporting/laws-report.ts': [/'breach'/, /breach: /],
  'properties/reporting/laws-text.ts': [/breach: /],
  'test/e2e/check-endpoint.test.ts': [/'breach'/],
  'test/e2e/check-of-dying-service.test.ts': [/breach: /, /'breach'/],
  'test/e2e/checked.fixture.ts': [/\bbreach\b/, /\bstory\b/],
  // Texts of components, and of faults in them.
  'test/scenario-coverage/scenario-coverage.test.ts': [/is no http/, /is no file/],
};

// Sources of components determine their build keys, and decisions are kept as they were written.
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
