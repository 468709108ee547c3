import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { spintape } from '../spintape.fixture.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';
import { deepFabricLine } from './deepfabric-row.fixture.ts';

const good = deepFabricLine([[['read_file', { file_path: 'a' }, 'A']]]);

/** In MB: a row of 50 MB is held as bytes, as text, as values, and sent to the component. */
const MOST_MEMORY = 1_200;

function largeRow(): string {
  // It is in the messages, in the executions and in the reasoning.
  const content = 'x'.repeat(16_500_000);
  const answer = `Successfully wrote ${content.length} bytes to b`;
  return deepFabricLine([[['write_file', { file_path: 'b', content }, answer]]]);
}

function manyArguments(): string {
  const args = Object.fromEntries(Array.from({ length: 10_000 }, (_, n) => [`a${n}`, n]));
  return deepFabricLine([[['list_files', args, '["a"]']]]);
}

it('odd lines are judged or named with their number, and the lines between them too', {
  timeout: 240_000,
}, async () => {
  const folder = temporaryFolder();
  const [rows, world, watch] = ['rows.jsonl', 'world.yaml', 'watch.mjs'].map((name) =>
    join(folder, name),
  ) as [string, string, string];
  const unknown = JSON.stringify({ ...JSON.parse(good), later: { versions: ['may', 'have'] } });
  const large = largeRow();
  expect(large.length).toBeGreaterThan(49_000_000);
  const lines = [good, 'no JSON', good.slice(0, 300), large, unknown, manyArguments(), '[1]'];
  const bytes = [Buffer.from(`${lines.join('\n')}\n`), Buffer.from([0x7b, 0xff, 0x7d, 0x0a])];
  writeFileSync(rows, Buffer.concat([...bytes, Buffer.from(`${good}\n`)]));
  writeFileSync(world, 'spintape: 1\nname: world\nworld: {files: {a: A}}\n');
  writeFileSync(
    watch,
    `import { isMainThread } from 'node:worker_threads';
const tell = () => process.stderr.write(String(process.resourceUsage().maxRSS / 1000));
if (isMainThread) process.on('exit', tell);`,
  );

  const args = ['reproduce', rows, '--world', world, '--json', '--workers', '1'];
  const env = { NODE_OPTIONS: `--import=${watch}` };
  const { code, stdout, stderr } = await spintape(args, { env });
  const results: { line: number; verdict: string; reason?: string; problem?: string }[] =
    JSON.parse(stdout).results;
  expect(code).toBe(1);
  expect(results.map((row) => [row.line, row.verdict, row.reason, row.problem])).toEqual([
    [1, 'same', undefined, undefined],
    ...[2, 3].map((line) => [
      line,
      'unverifiable',
      'unreadable-row',
      'Failed to read the row: the line is not valid JSON',
    ]),
    [4, 'same', undefined, undefined],
    [5, 'same', undefined, undefined],
    [6, 'same', undefined, undefined],
    [7, 'unverifiable', 'unreadable-row', 'Failed to read the row: the line holds no JSON object'],
    [8, 'unverifiable', 'unreadable-row', 'Failed to read the row: the line is not UTF-8'],
    [9, 'same', undefined, undefined],
  ]);
  expect(Number(stderr)).toBeGreaterThan(50);
  expect(Number(stderr)).toBeLessThan(MOST_MEMORY);
});
