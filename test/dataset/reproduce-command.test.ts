import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { reproduce } from '../../harness/cli/commands/reproduce.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';
import { runCommand } from './command.fixture.ts';
import { deepFabricLine, type RowCall } from './deepfabric-row.fixture.ts';

const good = deepFabricLine([
  [['read_file', { file_path: 'gone' }, 'Error (FileNotFound): File not found: gone']],
  [['read_file', { file_path: 'a' }, 'A']],
]);
const bad = deepFabricLine([[['read_file', { file_path: 'a' }, 'B']]]);

const run = (args: readonly string[]) => runCommand(reproduce, args);

/** A folder with rows and a world in which the first row of the tests is sound. */
function folderWith(lines: readonly string[]) {
  const folder = temporaryFolder();
  const rows = join(folder, 'rows.jsonl');
  const world = join(folder, 'world.yaml');
  writeFileSync(rows, `${lines.join('\n')}\n`);
  writeFileSync(world, 'spintape: 1\nname: world\nworld: {files: {a: A}}\n');
  return { folder, rows, world };
}

describe('spintape reproduce', () => {
  it.each([
    ['{files: {a: A, a/b: B}}', 3, '"a" is a file'],
    ['{variables: {alow_writes: on-off}}', 3, 'declares no variable "alow_writes"'],
    ['{store-faults: [{operation: get, store: lost, message: no}]}', 3, 'granted the store "lost"'],
  ])('refuses a world that cannot be: %s', async (world, line, reason) => {
    const files = folderWith([good]);
    writeFileSync(files.world, `spintape: 1\nname: world\nworld: ${world}\n`);
    const refused = run([files.rows, '--world', files.world]);
    await expect(refused).rejects.toMatchObject({
      code: 'cassette-invalid',
      problem: expect.stringContaining(reason),
      file: files.world,
      line,
    });
  });

  it('refuses a configuration with an impossible path, at its line', async () => {
    const { folder, rows } = folderWith([good]);
    const config = join(folder, 'config.yaml');
    writeFileSync(config, 'tools:\n  scenario_seed:\n    files:\n      a: A\n      b/: B\n');
    const refused = run([rows, '--config', config]);
    await expect(refused).rejects.toMatchObject({
      code: 'cassette-invalid',
      file: config,
      line: 5,
    });
  });

  it('ends with 0 where all rows reproduce', async () => {
    const { rows, world } = folderWith([good, good]);
    const { code, out } = await run([rows, '--world', world]);
    expect([code, out.split('\n').at(-2)]).toEqual([
      0,
      '2 of 2 rows reproduce; 4 of 4 calls are explained; 2 rows (100.0 %) show real recovery from an error',
    ]);
  });

  it('ends with 1 where a row does not, names it, and keeps the good ones', async () => {
    const { folder, rows, world } = folderWith([good, bad, '{"messages"', good]);
    const kept = join(folder, 'good.jsonl');
    const { code, out } = await run([rows, '--world', world, '--write-good', kept]);
    expect(code).toBe(1);
    expect(out.split('\n').slice(0, 8)).toEqual([
      `${rows}:2 differs (drifted); 0/1 under the contract spintape`,
      '  step 1 read_file: differs (drifted)',
      '    row: "B"',
      '    run: "A"',
      '',
      `${rows}:3 unverifiable (unreadable-row)`,
      '  Failed to read the row: the line is not valid JSON',
      '',
    ]);
    expect(readFileSync(kept, 'utf8')).toBe(`${good}\n${good}\n`);
  });

  it('counts inferred verdicts separately, as not reproduced', async () => {
    const { rows } = folderWith([good]);
    const { code, out } = await run([rows, '--json']);
    const { ok, summary, results } = JSON.parse(out);
    expect([code, ok, summary.reproduced, summary.same, summary.inferred.same]).toEqual([
      1,
      false,
      0,
      0,
      1,
    ]);
    expect(results[0]).toMatchObject({ line: 1, verdict: 'same', inferred: true, calls: 2 });
  });

  it('prints the same document with any number of rows at once, packed or not', async () => {
    const lines = Array.from({ length: 12 }, (_, index) => (index % 3 === 0 ? bad : good));
    const { rows, world } = folderWith(lines);
    const one = await run([rows, '--world', world, '--json', '--workers', '1']);
    const packed = `${rows}.gz`;
    writeFileSync(packed, gzipSync(readFileSync(rows)));
    const other = await run([packed, '--world', world, '--json', '--workers', '4']);
    expect(other.out.replaceAll(packed, rows)).toBe(one.out);
    expect(JSON.parse(one.out).results).toHaveLength(12);
  });

  it('judges the readable part of a truncated compressed file', async () => {
    const lines = Array.from({ length: 40 }, (_, index) => good.replace('Do it.', `Do ${index}.`));
    const { rows, world } = folderWith(lines);
    const whole = gzipSync(readFileSync(rows), { level: 0 });
    writeFileSync(rows, whole.subarray(0, whole.length - 500));
    const { code, out } = await run([rows, '--world', world, '--json']);
    const { summary, results } = JSON.parse(out);
    // How much of its last block a truncated stream still gives is not specified.
    const line = results.length;
    expect([code, summary.rows, summary.same]).toEqual([1, line, line - 1]);
    expect(line).toBeGreaterThan(1);
    expect(results.at(-1)).toEqual({
      name: `${rows}:${line}`,
      path: rows,
      line,
      verdict: 'unverifiable',
      reason: 'unreadable-row',
      calls: 0,
      explained: 0,
      problem: 'Failed to read the row: the file breaks off here',
    });
  });

  it.each([
    ['', 'Failed to find rows: it holds none'],
    ['\n \n', 'Failed to find rows: it holds none'],
    [
      JSON.stringify([JSON.parse(good)], null, 2),
      'Failed to read the rows: this is a JSON array. ' +
        "Write one row a line, for example with `jq -c '.[]'`",
    ],
    [`[${good}]`, 'Failed to read the rows: this is a JSON array'],
    [
      JSON.stringify(JSON.parse(good), null, 2),
      'Failed to read the rows: this is pretty-printed JSON. ' +
        "Write one row a line, for example with `jq -c '.'`",
    ],
    [
      'spintape: 1\nname: world\nworld: {files: {a: A}}\n',
      'Failed to read the rows: no line is JSON. Name a file with one row of a dataset a line, ' +
        'as JSON; `spintape run` takes scenarios',
    ],
    [Buffer.from([0x50, 0x41, 0xff, 0x0a, 0x52]), 'Failed to read the rows: no line is JSON'],
  ])('refuses a file that is not one row per line: %j', async (text, problem) => {
    const { rows } = folderWith([]);
    writeFileSync(rows, text);
    await expect(run([rows])).rejects.toThrow(`${rows}: ${problem}.`);
  });

  it('refuses a long file without a line of JSON, and writes no certificates of its beginning', async () => {
    const { folder, rows } = folderWith(Array(1_500).fill('# a'));
    const problem = `${rows}: Failed to read the rows: no line is JSON.`;
    await expect(run([rows])).rejects.toThrow(problem);
    const short = folderWith(Array(20).fill('# a'));
    const certificates = join(folder, 'certificates');
    await expect(run([short.rows, '--certify', certificates])).rejects.toThrow('no line is JSON');
    expect(existsSync(certificates)).toBe(false);
  });

  it('names all lines that it cannot read', async () => {
    const { rows, world } = folderWith([good, ...Array(5).fill('no JSON'), good]);
    const { out } = await run([rows, '--world', world]);
    expect(out.split('\n').filter((line) => /^(?:and|unreadable| {2}\S*:\d+$)/.test(line))).toEqual(
      [
        'and 2 more rows not reproduced; --json has them all',
        'unreadable too, after the first 3:',
        `  ${rows}:5`,
        `  ${rows}:6`,
      ],
    );
  });

  it('takes the state of mocks from a log of calls', async () => {
    const call: RowCall = ['get_weather', { city: 'Oslo' }, '{"city": "Oslo", "celsius": 4}'];
    const { folder, rows } = folderWith([deepFabricLine([[call]])]);
    const log = join(folder, 'calls.jsonl');
    const tools = [{ name: 'get_weather', inputSchema: { type: 'object' } }];
    const response = { name: 'get_weather', mockResponse: { city: '{{city}}', celsius: 4 } };
    const entry = (t: string, req: unknown) =>
      JSON.stringify({ m: 'POST', t, req: JSON.stringify(req), st: 200 });
    writeFileSync(
      log,
      `${entry('/mock/load-schema', { tools })}\n${entry('/mock/update-response', response)}\n`,
    );
    expect((await run([rows, '--mock-log', log])).code).toBe(0);
    // The configuration says that calls were made in MCP style, or that they were not.
    const config = join(folder, 'config.yaml');
    const configured = 'generation: {tools: {components: {mock: [get_weather]}';
    writeFileSync(config, `${configured}, tool_execute_path: /mock/execute}}\n`);
    expect((await run([rows, '--mock-log', log, '--config', config])).code).toBe(0);
    writeFileSync(config, `${configured}}}\n`);
    const { out } = await run([rows, '--mock-log', log, '--config', config, '--json']);
    expect(JSON.parse(out).results[0]).toMatchObject({ verdict: 'cosmetic' });
  });

  it('reports keys of a configuration that have no effect', async () => {
    const { folder, rows, world } = folderWith([good]);
    const config = join(folder, 'config.yaml');
    writeFileSync(config, 'generation:\n  tools:\n    colour: red\n');
    const { code, err } = await run([rows, '--world', world, '--config', config]);
    expect([code, err]).toEqual([0, expect.stringContaining(`${config}:3: `)]);
    expect(err).toContain('colour');
  });

  it.each([
    [[], 'Failed to read the command line: reproduce takes a file of rows, or - for stdin'],
    [['nowhere.jsonl'], 'nowhere.jsonl: Failed to read the file: it does not exist'],
    [
      ['x', '--write-good', './x'],
      'Failed to read the command line: --write-good names the file that is read',
    ],
    [
      ['x', '--world', 'package.json'],
      'package.json:1: Failed to read the world: the first document has no spintape',
    ],
    [['x', '--world', 'nowhere.yaml'], 'nowhere.yaml: Failed to read the file: it does not exist'],
  ])('refuses %j', async (args, problem) => {
    await expect(run(args)).rejects.toThrow(problem);
  });
});
