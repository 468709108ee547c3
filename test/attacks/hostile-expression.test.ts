import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { spintape } from '../spintape.fixture.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';

/** A text in which the expression looks for a match in some 2^37 ways. */
const SCENARIO = `spintape: 1
name: slow
world: {files: {a.txt: ${'a'.repeat(37)}!}}
---
call: {component: vfs, session: s, tool: read_file, args: {file_path: a.txt}}
expect:
  partial: {result: {'$matches': '^(a+)+$'}}
`;

const PROBLEM =
  'slow.yaml:7: Failed to compare the call with what is expected: a $matches takes longer than ' +
  '5 s to search the text. Write its expression without a repetition in a repetition: ^a+$ ' +
  'instead of ^(a+)+$.';

describe('an expression that searches for ever', { timeout: 120_000 }, () => {
  it.each(['run', 'record'])('ends spintape %s with an error', async (verb) => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'slow.yaml'), SCENARIO);
    const { code, stdout, stderr } = await spintape([verb, 'slow.yaml'], { cwd });
    expect([code, `${stdout}${stderr}`]).toEqual([
      expect.any(Number),
      expect.stringContaining(PROBLEM),
    ]);
    expect(code).not.toBe(0);
  });
});
