import { expect, it } from 'vitest';
import { shownCommands } from './shell-block.ts';

it('reads commands, continuation lines and their output', () => {
  const markdown = `# A

\`\`\`sh
mkdir a
cd a
\`\`\`

\`\`\`console
$ echo one \\
>   two
one two
> three
$ true
\`\`\`

\`\`\`yaml
$ no: command
\`\`\`
`;
  expect(shownCommands(markdown)).toEqual([
    { line: 4, command: 'mkdir a\ncd a', output: undefined },
    { line: 9, command: 'echo one \\\n  two', output: 'one two\n> three' },
    { line: 13, command: 'true', output: '' },
  ]);
});
