import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../temporary-folder.fixture.ts';
import { shell } from './shell.fixture.ts';

/** In MB, of the process and all of its threads. */
const MOST_MEMORY = 800;

/** Prints what memory a process took, on stderr. */
const WATCH = `import { isMainThread } from 'node:worker_threads';
const tell = () => process.stderr.write(String(process.resourceUsage().maxRSS / 1000));
if (isMainThread) process.on('exit', tell);`;

const call = (id: string, name: string) => ({ id, function: { name, arguments: '{}' } });

describe('a row cannot hold the process', { timeout: 300_000 }, () => {
  const row = (messages: readonly object[]): string => JSON.stringify({ messages });
  const many = (text: string, count: number): string =>
    `{"messages":[${`${text},`.repeat(count)}{}]}`;
  const answering = (content: string): string =>
    row([
      { role: 'assistant', tool_calls: [call('c', 'list_files')] },
      { role: 'tool', tool_call_id: 'c', content },
    ]);

  it.each([
    ['empty messages', many('{}', 20_000_000), 'it has more than 1000000 values'],
    ['more of them', many('{}', 40_000_000), 'the line is longer than 67108864 bytes'],
    ['lists', many('[]', 1_000_000), 'it has more than 1000000 values'],
    ['messages', row(Array(20_001).fill({ role: 'user' })), 'it has more than 20000 messages'],
    [
      'calls',
      row([{ role: 'assistant', tool_calls: Array(20_001).fill({}) }]),
      'it has more than 20000 calls',
    ],
    [
      'objects in an answer',
      answering(`[${'{},'.repeat(1_000_000)}{}]`),
      'it has more than 1000000 opening brackets',
    ],
    ['numbers in an answer', answering(`[${'1,'.repeat(4_000_001)}1]`), 'than 4000000 commas'],
  ])('with too many %s', async (_, text, problem) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'rows.jsonl.gz'), gzipSync(`${text}\n`));
    writeFileSync(join(folder, 'watch.mjs'), WATCH);
    const run = 'timeout 60 $spintape reproduce rows.jsonl.gz --workers 1';
    const { code, stdout, stderr } = await shell(
      `NODE_OPTIONS="--import=$PWD/watch.mjs" ${run}`,
      folder,
    );
    expect([code, stdout]).toEqual([1, expect.stringContaining(problem)]);
    expect(Number(stderr)).toBeGreaterThan(50);
    expect(Number(stderr)).toBeLessThan(MOST_MEMORY);
  });

  it('with a name that all others are aligned with', async () => {
    const names = Array.from({ length: 3_000 }, (_, number) => `tool_${number}`);
    names[5] = 'x'.repeat(400_000);
    const tool_calls = names.map((name, number) => call(`c${number}`, name));
    const answers = names.map((_, number) => ({
      ...{ role: 'tool', tool_call_id: `c${number}`, content: `Error (${names[5]}): no` },
    }));
    const folder = temporaryFolder();
    const messages = [{ role: 'assistant', tool_calls }, ...answers.slice(0, 10)];
    writeFileSync(join(folder, 'rows.jsonl'), row(messages));
    const { code, stdout } = await shell('$spintape reproduce rows.jsonl > out; wc -c out', folder);
    expect([code, Number.parseInt(stdout, 10) < 3_000_000]).toEqual([0, true]);
    const { stdout: table } = await shell("grep -a -A 3 '^tool ' out | cut -c1-130", folder);
    expect(table).toContain('tool_0 ');
    const { stdout: cut } = await shell("grep -a -c 'more characters)' out", folder);
    expect(Number(cut)).toBe(2);
  });
});
