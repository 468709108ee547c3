import ts from 'typescript';
import { lineOf, nodesOf, type SourceFile, type TextFile } from './source-tree.ts';
import type { Violation } from './violation.ts';

/** A text that should have been gone before the commit. */
interface Leftover {
  readonly pattern: RegExp;
  readonly message: string;
  /** Files in which the text is allowed, with the reason. */
  readonly allowedIn: Readonly<Record<string, string>>;
}

const RULES_THEMSELVES = {
  'test/house-rules/leftovers.ts': 'contains the patterns',
  'test/house-rules/leftovers.test.ts': 'shows what is found',
};

const LEFTOVERS: readonly Leftover[] = [
  {
    pattern: /\b(?:TODO|FIXME|XXX)\b/,
    message: 'leaves a note of work to do. Do it, or write an issue.',
    allowedIn: RULES_THEMSELVES,
  },
  {
    pattern: /(?<![\w.:}/-])\/(?:work|home|root|Users)\//,
    message: 'names a path of one machine. Start from the file itself or from an argument.',
    allowedIn: {
      ...RULES_THEMSELVES,
      'spin-app/protocol/vfs-path.test.ts': 'agents ask for such paths',
    },
  },
  {
    pattern: /\bregistry\.(?:npmjs\.org|yarnpkg\.com|npmmirror\.com)\b|"resolved": "http/,
    message:
      'names a package registry. Everybody has their own; .npmrc keeps them out of the lock file.',
    allowedIn: RULES_THEMSELVES,
  },
];

/** Notes of work to do, paths of one machine and package registries, in any text file. */
export function leftoverViolations({ path, text }: TextFile): Violation[] {
  const inForce = LEFTOVERS.filter(({ allowedIn }) => !Object.hasOwn(allowedIn, path));
  return text
    .split('\n')
    .flatMap((content, index) =>
      inForce
        .filter(({ pattern }) => pattern.test(content))
        .map(({ message }) => ({ path, line: index + 1, message })),
    );
}

/** Tests that keep others from running, or do not run themselves. */
export function focusedTestViolations(file: SourceFile): Violation[] {
  return [...nodesOf(file)].flatMap((node) => {
    if (!ts.isPropertyAccessExpression(node) || !/^(?:only|skip|todo)$/.test(node.name.text)) {
      return [];
    }
    const runner = node.expression.getText(file.syntax);
    if (!/^(?:it|test|describe)\b/.test(runner)) return [];
    const message =
      `says ${runner}.${node.name.text}. Let every test run; skipIf names a condition of the ` +
      'machine.';
    return [{ path: file.path, line: lineOf(file, node), message }];
  });
}
