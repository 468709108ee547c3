import { expect, it } from 'vitest';
import { markdownLinkViolations, markdownTitleViolations } from './markdown.ts';
import { linesOf } from './snippet.fixture.ts';

const titles = (text: string) => linesOf(markdownTitleViolations({ path: 'a.md', text }));

it('wants exactly one title, and reads no code', () => {
  expect(titles('# A\n\n## B\n\n```sh\n# a comment\n```\n')).toEqual([]);
  expect(titles('## B\n')).toEqual([1]);
  expect(titles('# A\n\n# B\n')).toEqual([3]);
});

it('wants relative links to lead to files, folders and headings', () => {
  const text = `# A
[file](b.md) [up](../README.md) [folder](sub/) [other place](https://x.org/none.md)
[here](#two-words) [there](b.md#the-end)
\`[code](none.md)\`
[dead](none.md)
[dead](b.md#nowhere)
## Two words
`;
  const files = new Map([
    ['docs/a.md', text],
    ['docs/b.md', '# B\n## The `end`!\n'],
    ['docs/sub/c.md', '# C\n'],
    ['README.md', '# R\n'],
  ]);
  expect(markdownLinkViolations({ path: 'docs/a.md', text }, files)).toEqual([
    {
      path: 'docs/a.md',
      line: 5,
      message: 'links to none.md, which does not exist. Correct the path; it starts at this file.',
    },
    {
      path: 'docs/a.md',
      line: 6,
      message:
        'links to b.md#nowhere, but docs/b.md has no such heading. Correct the part after #.',
    },
  ]);
});
