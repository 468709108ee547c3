import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { githubAnnotations } from './github-annotations.ts';
import { HOSTILE, REPORT, SAME } from './reports.fixture.ts';

describe("GitHub's annotations", () => {
  it('place the first difference of each file that is not the same', async () => {
    await expect(String(githubAnnotations(REPORT, (path) => `sub/${path}`))).toMatchFileSnapshot(
      'github-annotations.expected.txt',
    );
  });

  it('are none when all is the same', () => {
    expect(String(githubAnnotations({ files: [SAME], notRun: [] }))).toBe('');
  });

  it('are one workflow command, whatever the names and values', () => {
    const text = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(text, text, text, (name, path, actual) => {
        const differences = HOSTILE.differences.map((one) => ({
          ...{ ...one, actual },
          where: { in: 'import', name } as const,
        }));
        const printed = githubAnnotations({
          files: [{ ...HOSTILE, name, path, differences }],
          notRun: [],
        });
        expect(String(printed)).toMatch(
          /^::error file=[^:,\r\n]*,line=5,title=[^:,\r\n]*::[^\r\n]*\n$/,
        );
      }),
    );
  });
});
