import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { deepFabricLine } from '../dataset/deepfabric-row.fixture.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';
import { shell } from './shell.fixture.ts';

const GOOD = `${deepFabricLine([[['read_file', { file_path: 'a' }, 'A']]])}\n`;
const WORLD = 'spintape: 1\nname: world\nworld: {files: {a: A}}\n';

/** A data set of one row, and its world. */
function dataSet(): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'rows.jsonl'), GOOD);
  writeFileSync(join(folder, 'world.yaml'), WORLD);
  return folder;
}

describe('a data set cannot hold the process', { timeout: 300_000 }, () => {
  const blank = (bytes: number): Buffer => gzipSync(Buffer.alloc(bytes, '\n'));

  it('with empty lines, packed a thousandfold', async () => {
    const folder = dataSet();
    writeFileSync(join(folder, 'rows.jsonl'), blank(300_000_000));
    for (const run of ['rows.jsonl', '- < rows.jsonl']) {
      const { code, stdout } = await shell(`timeout 120 $spintape reproduce ${run}`, folder);
      expect([code, stdout]).toEqual([1, expect.stringContaining(':')]);
      expect(stdout).toContain(
        'Failed to read the rows: more than 67108864 bytes of empty lines are here',
      );
    }
  });

  it('and a few empty lines are harmless', async () => {
    const folder = dataSet();
    const some = Buffer.alloc(20_000_000, '\r\n \t\n');
    const rows = Buffer.concat([some, Buffer.from(GOOD), some, Buffer.from(GOOD)]);
    writeFileSync(join(folder, 'rows.jsonl'), gzipSync(rows));
    const run = '$spintape reproduce rows.jsonl --world world.yaml --json';
    const { code, stdout } = await shell(run, folder);
    const { summary, results } = JSON.parse(stdout);
    expect([code, summary.rows, results[0].line]).toEqual([0, 2, 8_000_001]);
  });

  it('so that a signal is not heard', async () => {
    const folder = dataSet();
    // Lines that are not empty, but contain only white space.
    writeFileSync(join(folder, 'rows.jsonl'), gzipSync(Buffer.alloc(600_000_000, '\f\n')));
    const run =
      '$spintape reproduce rows.jsonl --resume state & ' +
      'until [ -e state ]; do sleep 0.1; done; ' +
      'for i in 1 2 3 4 5 6 7 8; do sleep 2; kill -INT $! 2> /dev/null || break; done; wait $!';
    const { code, stderr } = await shell(`set -m; ${run}`, folder);
    expect([code, stderr]).toEqual([130, expect.stringContaining('interrupted after 0 rows')]);
  });

  it('nor does a gigabyte of empty lines end it with a stack trace', async () => {
    const folder = dataSet();
    await shell('truncate -s 1G big', folder);
    for (const option of ['--config', '--mock-log', '--world']) {
      const run = `$spintape reproduce rows.jsonl ${option} big`;
      const { code, stderr } = await shell(run, folder);
      expect([code, stderr]).toEqual([
        2,
        expect.stringMatching(/^spintape: big: Failed to read the .* larger than 67108864 bytes\./),
      ]);
    }
    const { code, stdout } = await shell('timeout 120 $spintape reproduce big', folder);
    expect([code, stdout]).toEqual([1, expect.stringContaining('the line is longer than')]);
  });
});
