import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GITHUB_REPORTER } from './github-reporter.ts';
import { HOSTILE, printed, REPORTED, replayReport, SAME } from './reports.fixture.ts';

describe("GitHub's annotations", () => {
  it('place the first difference of each file that is not the same', async () => {
    const text = printed(GITHUB_REPORTER, replayReport(REPORTED), (path) => `sub/${path}`);
    await expect(await text).toMatchFileSnapshot('github-reporter.expected.txt');
  });

  it('are none when all is the same', async () => {
    expect(await printed(GITHUB_REPORTER, replayReport({ files: [SAME] }))).toBe('');
  });

  it('name no file for an entry without one', async () => {
    const nothing = { remarks: [], notices: [], outcome: 'failed' } as const;
    const problem = { short: 'shrunk.', full: 'shrunk.', details: ['1. vfs: list_files {}'] };
    const law = { name: 'totality', verdict: 'not held', reason: 'not-held', problems: [problem] };
    const report = { ...replayReport({}), entries: () => [{ ...law, ...nothing }] };
    expect(await printed(GITHUB_REPORTER, report)).toBe(
      '::error title=totality%3A not held::shrunk.%0A1. vfs: list_files {}\n',
    );
  });

  it('are one workflow command each, whatever the names and values', async () => {
    const text = fc.string({ unit: 'binary' });
    await fc.assert(
      fc.asyncProperty(text, text, text, async (name, path, actual) => {
        const differences = HOSTILE.differences.map((one) => ({
          ...{ ...one, actual },
          where: { in: 'import', name } as const,
        }));
        const files = [{ ...HOSTILE, name, path, differences }];
        expect(await printed(GITHUB_REPORTER, replayReport({ files }))).toMatch(
          /^::error file=[^:,\r\n]*,line=5,title=[^:,\r\n]*::[^\r\n]*\n$/,
        );
      }),
    );
  });
});
