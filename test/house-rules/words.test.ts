import { expect, it } from 'vitest';
import { wordViolations } from './words.ts';

function lines(path: string, text: string): number[] {
  return wordViolations({ path, text }).map(({ line }) => line);
}

it('reports the line, the word and its replacement', () => {
  expect(wordViolations({ path: 'docs/a.md', text: 'One.\nA story.\n' })).toEqual([
    {
      path: 'docs/a.md',
      line: 2,
      message: 'has the word story. Write trace: see docs/glossary.md.',
    },
  ]);
});

it('finds a word however it is capitalised, and not within others', () => {
  expect(lines('harness/a.ts', '// Breaches\n// history\n// recommended\n')).toEqual([1]);
});

it('allows names that others rely on', () => {
  expect(lines('harness/a.ts', "'spintape-secret.token.stand-in'\n// a stand-in\n")).toEqual([2]);
  expect(lines('docs/command-line.md', '`breach`\na breach\n')).toEqual([2]);
  expect(lines('spin-app/a.ts', '// a story\n')).toEqual([]);
});

it('distinguishes idioms from words that are not used', () => {
  const idioms = '// There is no file.\n// It is no longer read.\n// A letter stands for a word.\n';
  expect(lines('docs/a.md', idioms)).toEqual([]);
  const unused = '// It is no file.\n// 1 unless given\n// It stands beside.\n// A telling name.\n';
  expect(lines('test/a.ts', unused)).toEqual([1, 2, 3, 3, 4]);
});
