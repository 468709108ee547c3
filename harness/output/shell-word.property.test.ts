import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ACTING, hostileOutput } from './hostile-output.fixture.ts';
import { printfFormat, quotedWord, shellWord } from './shell-word.ts';

// A word is well-formed text without NUL, as every argument of a process is.
const word = hostileOutput.map((text) => text.replace(/\0|\p{Surrogate}/gu, ''));

/** The words that a shell makes of a command line, one command for many, as shells start slowly. */
function argv(shell: string, words: readonly string[]): string[] {
  const script = words.map((one) => `printf '%s\\0' ${one}`).join('\n');
  const printed = execFileSync(shell, ['-c', script], { encoding: 'utf8' });
  return printed.split('\0').slice(0, -1);
}

it('bash reads each word as its original text, and runs nothing', () => {
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 40 }), (texts) => {
      const words = texts.map(shellWord);
      expect(words.join('')).not.toMatch(new RegExp(`${ACTING.source}|\\n`));
      expect(argv('bash', words)).toEqual(texts);
    }),
    { numRuns: 25 },
  );
});

it('so does every POSIX shell, where no character has to be escaped', () => {
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 40 }), (texts) => {
      const plain = texts.filter((text) => !shellWord(text).startsWith('$'));
      expect(argv('sh', plain.map(shellWord))).toEqual(plain);
    }),
    { numRuns: 25 },
  );
});

it('keeps bytes that are not text, in words and in formats of printf', () => {
  const bytes = fc.uint8Array({ maxLength: 20 });
  fc.assert(
    fc.property(bytes, (drawn) => {
      const made = Uint8Array.from(drawn);
      const printed = execFileSync('sh', ['-c', `printf ${printfFormat(made)}`]);
      expect([...printed]).toEqual([...made]);
      const quoted = quotedWord(made);
      expect(quoted === undefined).toBe(made.includes(0));
      if (quoted === undefined) return;
      expect([...execFileSync('bash', ['-c', `printf %s ${quoted}`])]).toEqual([...made]);
    }),
    { numRuns: 40, examples: [[Uint8Array.from([45, 0])]] },
  );
});

it('is a text as it is where no shell makes anything of it', () => {
  expect(shellWord('cassettes/a.yaml')).toBe('cassettes/a.yaml');
  expect(shellWord('--seed=4')).toBe('--seed=4');
  expect(shellWord('=ls')).toBe("'=ls'");
  expect(shellWord("it's")).toBe("'it'\\''s'");
  expect(shellWord('a\u001b[2J')).toBe("$'a\\033[2J'");
});
