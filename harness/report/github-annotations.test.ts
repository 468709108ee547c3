import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { githubAnnotations } from './github-annotations.ts';
import { HOSTILE, REPORT, SAME } from './reports.fixture.ts';

describe("GitHub's annotations", () => {
  it('place the first difference of each file that is not the same', () => {
    expect(githubAnnotations(REPORT, (path) => `sub/${path}`)).toMatchInlineSnapshot(`
      "::error file=sub/cassettes/github/issues.yaml,line=24,title=github/issues%3A differs (changed-request)::step 2: request GET https://api.github.com/x?page=2%0Anow:      not in the recording%0Anearest recorded exchange: GET https://api.github.com/x?page=1; query page: recorded 1, now 2
      ::error file=sub/cassettes/odd%2C 100%25%3A "<&>.yaml,line=5,title=a\\u001b[31m%2Cb%3Ac<"&>\\ud800\\u000d\\u000a%3A%3Aerror%3A%3Ax%3A failed (trap)::step 1: call%0Anow:      trapped: \\u0000\\u001b]0;title\\u0007 ]]> 100%25\\u000d\\u000a::stop-commands::now 😀
      "
    `);
  });

  it('are none when all is the same', () => {
    expect(githubAnnotations({ files: [SAME], notRun: [] })).toBe('');
  });

  it('are one workflow command, whatever the names and values', () => {
    const text = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(text, text, text, (name, path, actual) => {
        const differences = HOSTILE.differences.map((one) => ({ ...one, actual, where: name }));
        const printed = githubAnnotations({
          files: [{ ...HOSTILE, name, path, differences }],
          notRun: [],
        });
        expect(printed).toMatch(/^::error file=[^:,\r\n]*,line=5,title=[^:,\r\n]*::[^\r\n]*\n$/);
      }),
    );
  });
});
