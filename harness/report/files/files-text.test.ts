import { describe, expect, it } from 'vitest';
import { DIFFERING, REPORTED, SAME } from '../reports.fixture.ts';
import { terminalPaint } from '../text/paint.ts';
import { filesText } from './files-text.ts';

describe('the report for people', () => {
  it('is a table, each difference with both values, and totals', async () => {
    await expect(filesText(REPORTED)).toMatchFileSnapshot('files-text.expected.txt');
  });

  it('distinguishes files with the same name by their paths', () => {
    const twin = { ...SAME, path: 'cassettes/vfs/copy.yaml' };
    const lines = filesText({ files: [SAME, twin, DIFFERING], notRun: [] }).split('\n');
    expect(lines.slice(1, 4).map((line) => line.replace(/ {2,}.*/, ''))).toEqual([
      'vfs/notes (cassettes/vfs/notes.yaml)',
      'vfs/notes (cassettes/vfs/copy.yaml)',
      'github/issues',
    ]);
  });

  it('names the slowest of many files', () => {
    const files = Array.from({ length: 11 }, (_, index) => ({
      ...SAME,
      name: `vfs/${index}`,
      tookMs: index * 10,
    }));
    const lines = filesText({ files, notRun: [] }).split('\n').slice(-4);
    expect(lines).toEqual([
      'slowest: vfs/10 100 ms, vfs/9 90 ms, vfs/8 80 ms',
      '',
      '11 same; 22 calls',
      '',
    ]);
  });

  it('names the slowest by their paths where names occur twice', () => {
    const files = Array.from({ length: 11 }, (_, index) => ({
      ...SAME,
      name: index > 8 ? 'twice' : `vfs/${index}`,
      path: `${index}.yaml`,
      tookMs: index * 10,
    }));
    expect(filesText({ files, notRun: [] })).toContain(
      '\nslowest: twice (10.yaml) 100 ms, twice (9.yaml) 90 ms, vfs/8 80 ms\n',
    );
  });

  it('shows ten differences of a file at most', () => {
    const differences = Array.from({ length: 12 }, (_, step) => ({
      reason: 'changed-result' as const,
      step: step + 1,
      line: 1,
      where: { in: 'result', path: '' } as const,
    }));
    const lines = filesText({ files: [{ ...DIFFERING, differences }], notRun: [] }).split('\n');
    expect(lines.slice(-5, -3)).toEqual([
      '  and 2 more',
      '  rerun: spintape replay cassettes/github/issues.yaml',
    ]);
  });

  it('says what became of an update', () => {
    const files = [
      { ...DIFFERING, update: { did: 'written' } as const },
      {
        ...DIFFERING,
        differences: DIFFERING.differences.slice(1),
        update: { did: 'record-again', step: 2, why: 'no recorded answer for GET /x' } as const,
      },
    ];
    expect(filesText({ files, notRun: [] })).toMatchInlineSnapshot(`
      "cassette       verdict                    calls     time
      github/issues  differs (changed-request)      3  1341 ms
      github/issues  differs (changed-request)      3  1341 ms

      cassettes/github/issues.yaml:24 step 2: request GET https://api.github.com/x?page=2 (changed-request)
        now:      not in the recording
        nearest recorded exchange: GET https://api.github.com/x?page=1; query page: recorded 1, now 2
      cassettes/github/issues.yaml:24 step 2: result.result (changed-result)
        recorded: "50% <of> \\"it\\""
        now:      "a & b"
        rerun: spintape replay cassettes/github/issues.yaml
        updated

      cassettes/github/issues.yaml:24 step 2: result.result (changed-result)
        recorded: "50% <of> \\"it\\""
        now:      "a & b"
        rerun: spintape replay cassettes/github/issues.yaml
        not updated; record it again (step 2: no recorded answer for GET /x)

      2 differs; 6 calls; 1 updated
      "
    `);
  });

  it('colours verdicts and values on request', () => {
    const text = filesText({ files: [SAME, DIFFERING], notRun: [] }, terminalPaint);
    expect(text.replaceAll('\u001b', '^')).toMatchInlineSnapshot(`
      "^[2mcassette       verdict                    calls     time^[22m
      vfs/notes      ^[32msame^[39m                           2    12 ms
      github/issues  ^[31mdiffers (changed-request)^[39m      3  1341 ms

      ^[1mcassettes/github/issues.yaml:24 step 2: request GET https://api.github.com/x?page=2^[22m (changed-request)
        now:      ^[31mnot in the recording^[39m
        nearest recorded exchange: GET https://api.github.com/x?page=1; query page: recorded 1, now 2
      ^[1mcassettes/github/issues.yaml:24 step 2: result.result^[22m (changed-result)
        recorded: ^[32m"50% <of> \\"it\\""^[39m
        now:      ^[31m"a & b"^[39m
        rerun: spintape replay cassettes/github/issues.yaml

      1 same, 1 differs; 5 calls
      "
    `);
  });
});
