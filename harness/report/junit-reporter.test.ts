import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JUNIT_REPORTER } from './junit-reporter.ts';
import { HOSTILE, printed, REPORTED, replayReport, SAME } from './reports.fixture.ts';

describe('the JUnit report', () => {
  it('has a test case for each cassette', async () => {
    const xml = await printed(JUNIT_REPORTER, replayReport(REPORTED));
    await expect(xml).toMatchFileSnapshot('junit-reporter.expected.xml');
  });

  it('holds only what XML 1.0 allows, whatever the names and values', async () => {
    const text = fc.string({ unit: 'binary' });
    await fc.assert(
      fc.asyncProperty(text, text, text, async (name, path, actual) => {
        const differences = HOSTILE.differences.map((one) => ({
          ...{ ...one, actual },
          where: { in: 'import', name } as const,
        }));
        const files = [{ ...HOSTILE, name, path, differences }];
        const notRun = [{ path, name: path }];
        const xml = await printed(JUNIT_REPORTER, replayReport({ files, notRun }));
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

  it('has one line for each case if all is the same', async () => {
    const xml = await printed(JUNIT_REPORTER, replayReport({ files: [SAME] }));
    expect(xml.split('\n')).toHaveLength(7);
  });
});
