import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { junitReport } from './junit-report.ts';
import { HOSTILE, REPORT, SAME } from './reports.fixture.ts';

describe('the JUnit report', () => {
  it('has a test case for each cassette', () => {
    expect(junitReport(REPORT)).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="spintape" tests="4" failures="1" errors="1" time="1.353">
        <testsuite name="spintape replay" tests="4" failures="1" errors="1" skipped="1" time="1.353">
          <testcase name="vfs/notes" classname="cassettes/vfs" file="cassettes/vfs/notes.yaml" time="0.012"/>
          <testcase name="github/issues" classname="cassettes/github" file="cassettes/github/issues.yaml" time="1.341">
            <failure message="differs (changed-request)" type="changed-request">cassettes/github/issues.yaml:24 step 2: request GET https://api.github.com/x?page=2 (changed-request)
        now:      not in the recording
        nearest recorded exchange: GET https://api.github.com/x?page=1; query page: recorded 1, now 2
      cassettes/github/issues.yaml:24 step 2: result.result (changed-result)
        recorded: &quot;50% &lt;of&gt; \\&quot;it\\&quot;&quot;
        now:      &quot;a &amp; b&quot;</failure>
          </testcase>
          <testcase name="a\\u001b[31m,b:c&lt;&quot;&amp;&gt;\\ud800\\u000d\\u000a::error::x" classname="cassettes" file="cassettes/odd, 100%: &quot;&lt;&amp;&gt;\\u0007.yaml" time="0.000">
            <error message="failed (trap)" type="trap">cassettes/odd, 100%: &quot;&lt;&amp;&gt;\\u0007.yaml:5 step 1: call (trap)
        now:      trapped: \\u0000\\u001b]0;title\\u0007 ]]&gt; 100%\\u000d\\u000a::stop-commands::now 😀</error>
          </testcase>
          <testcase name="cassettes/z&amp;z.yaml" classname="cassettes" file="cassettes/z&amp;z.yaml">
            <skipped/>
          </testcase>
        </testsuite>
      </testsuites>
      "
    `);
  });

  it('holds only what XML 1.0 allows, whatever the names and values', () => {
    const text = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(text, text, text, (name, path, actual) => {
        const differences = HOSTILE.differences.map((one) => ({ ...one, actual, where: name }));
        const xml = junitReport({
          files: [{ ...HOSTILE, name, path, differences }],
          notRun: [path],
        });
        // XML 1.0, 2.2: the characters that a document may hold.
        expect(xml).toMatch(/^[\n\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u);
        expect(xml.replace(/&(?:amp|lt|gt|quot);/g, '')).not.toContain('&');
        const tags = xml.match(/<[^>]*>/g) ?? [];
        expect(tags.map((tag) => /^<[/?]?[a-z]+/.exec(tag)?.[0])).toEqual([
          ...['<?xml', '<testsuites', '<testsuite', '<testcase', '<error', '</error'],
          ...['</testcase', '<testcase', '<skipped', '</testcase', '</testsuite', '</testsuites'],
        ]);
        expect(xml.replace(/<[^>]*>/g, '')).not.toMatch(/[<>]/);
      }),
    );
  });

  it('is one line a case where all is the same', () => {
    expect(junitReport({ files: [SAME], notRun: [] }).split('\n')).toHaveLength(7);
  });
});
