import { expect, it } from 'vitest';
import { wordViolations } from './words.ts';

function lines(path: string, text: string): number[] {
  return wordViolations({ path, text }).map(({ line }) => line);
}

it('names the line, the word and what to write instead', () => {
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

it('leaves alone what others rely on', () => {
  expect(lines('harness/a.ts', "'spintape-secret.token.stand-in'\n// a stand-in\n")).toEqual([2]);
  expect(lines('docs/command-line.md', '`breach`\na breach\n')).toEqual([2]);
  expect(lines('spin-app/a.ts', '// a story\n')).toEqual([]);
});
