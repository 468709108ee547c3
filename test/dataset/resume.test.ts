import {
  appendFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { reproduce } from '../../harness/cli/commands/reproduce.ts';
import { spintape, startSpintape } from '../spintape.fixture.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';
import { runCommand } from './command.fixture.ts';
import { deepFabricLine } from './deepfabric-row.fixture.ts';

const ROWS = 150;

const line = (number: number) =>
  deepFabricLine(
    [
      [['read_file', { file_path: 'a' }, number % 7 === 0 ? 'B' : 'A']],
      [
        [
          'read_file',
          { file_path: `none-${number}` },
          `Error (FileNotFound): File not found: none-${number}`,
        ],
      ],
    ],
    { question: `Read a and none-${number}.` },
  );

function folderWith(lines: readonly string[]) {
  const folder = temporaryFolder();
  const [rows, world, state, good] = ['rows.jsonl', 'world.yaml', 'state', 'good.jsonl'].map(
    (name) => join(folder, name),
  ) as [string, string, string, string];
  writeFileSync(rows, `${lines.join('\n')}\n`);
  writeFileSync(world, 'spintape: 1\nname: world\nworld: {files: {a: A}}\n');
  return { folder, rows, world, state, good };
}

function linesOf(path: string): number {
  return existsSync(path) ? readFileSync(path, 'utf8').split('\n').length - 1 : 0;
}

describe('rows that are judged in more than one run', () => {
  it.each(['SIGKILL', 'SIGINT'] as const)('end as in one run after %s', async (signal) => {
    const lines = Array.from({ length: ROWS }, (_, number) => line(number));
    const { folder, rows, world, state, good } = folderWith(lines);
    const args = ['reproduce', rows, '--world', world, '--json'];
    const whole = await spintape([...args, '--write-good', good]);
    const wholeGood = readFileSync(good, 'utf8');
    rmSync(good);

    const again = [...args, '--resume', state, '--write-good', good];
    const killed = startSpintape(again);
    while (linesOf(state) < 20) await setTimeout(20);
    const { code, stdout, stderr } = await killed.end(signal);
    const kept = linesOf(state) - 1;
    expect(kept).toBeGreaterThan(10);
    expect(kept).toBeLessThan(ROWS);
    if (signal === 'SIGINT') {
      const next = `${state} keeps them; the same command continues from there`;
      const note = `spintape: interrupted after ${kept} rows: ${next}.\n`;
      expect([code, stdout, stderr]).toEqual([130, '', note]);
      expect(readdirSync(folder).sort()).toEqual(['rows.jsonl', 'state', 'world.yaml']);
    } else expect([code, stdout]).toEqual(['SIGKILL', '']);

    const resumed = await spintape(again);
    expect(resumed).toEqual(whole);
    expect(readFileSync(good, 'utf8')).toBe(wholeGood);
    // A complete result is reported again without any call.
    expect(await spintape([...again, '--force'])).toEqual(whole);
    expect(readFileSync(good, 'utf8')).toBe(wholeGood);
  });

  it('say after an interruption how to keep something', async () => {
    const lines = Array.from({ length: 10_000 }, (_, number) => line(number));
    const { folder, rows, world, good } = folderWith(lines);
    const started = startSpintape(['reproduce', rows, '--world', world, '--write-good', good]);
    while (!readdirSync(folder).some((name) => name.endsWith('.tmp'))) await setTimeout(20);
    const { code, stdout, stderr } = await started.end('SIGINT');
    expect([code, stdout, stderr.replace(/\d+/, 'N')]).toEqual([
      130,
      '',
      'spintape: interrupted after N rows: nothing of it is kept; with --resume FILE, a run continues where another one ended.\n',
    ]);
    expect(readdirSync(folder).sort()).toEqual(['rows.jsonl', 'world.yaml']);
  });
});

describe('a file of judged rows', () => {
  const lines = [line(1), line(2), line(3)];

  async function judged() {
    const folder = folderWith(lines);
    const { rows, world, state } = folder;
    const args = [rows, '--world', world, '--resume', state, '--json'];
    const { out } = await runCommand(reproduce, args);
    return { ...folder, args, out };
  }

  it('may break off anywhere', async () => {
    const { args, out, state } = await judged();
    const whole = readFileSync(state);
    const head = whole.indexOf('\n') + 1;
    for (const length of [0, head, head + 5, whole.length - 400, whole.length - 1]) {
      writeFileSync(state, whole);
      truncateSync(state, length);
      expect((await runCommand(reproduce, args)).out).toBe(out);
      expect(readFileSync(state).equals(whole)).toBe(true);
    }
  });

  it('continues with rows that were added since', async () => {
    const { args, rows } = await judged();
    appendFileSync(rows, `${line(4)}\n`);
    const { out } = await runCommand(reproduce, args);
    expect(JSON.parse(out).summary.rows).toBe(4);
  });

  it.each([
    [
      'a row that has changed',
      [line(1), line(5), line(3)],
      'rows.jsonl:2 is not the row that was judged',
    ],
    ['a row that is gone', [line(1), line(2)], 'rows.jsonl:3 is there no more'],
  ])('refuses %s', async (_, others, reason) => {
    const { args, rows } = await judged();
    writeFileSync(rows, `${others.join('\n')}\n`);
    await expect(runCommand(reproduce, args)).rejects.toThrow(reason);
  });

  it('refuses another world, seed or input', async () => {
    const { args, folder, world, state } = await judged();
    const begun = `${state}: Failed to go on with the judged rows: it was begun with another`;
    await expect(runCommand(reproduce, [...args, '--seed', '7'])).rejects.toThrow(`${begun} seed.`);
    const other = join(folder, 'other.jsonl');
    writeFileSync(other, line(1));
    await expect(runCommand(reproduce, [...args, other])).rejects.toThrow(`${begun} input.`);
    writeFileSync(world, 'spintape: 1\nname: world\nworld: {files: {a: B}}\n');
    await expect(runCommand(reproduce, args)).rejects.toThrow(`${begun} world.`);
  });

  it('refuses the state of another build of the judge', async () => {
    const { args, state } = await judged();
    const begun = readFileSync(state, 'utf8');
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
    const key = readFileSync('dist/build-key', 'utf8').slice(0, 16);
    const build = `"build of spintape":"${version}+${key}"`;
    expect(begun.split(build)).toHaveLength(2);
    writeFileSync(state, begun.replace(build, `"build of spintape":"${version}+0000000000000000"`));
    await expect(runCommand(reproduce, args)).rejects.toThrow(
      `${state}: Failed to go on with the judged rows: it was begun with another build of spintape.`,
    );
  });

  it('does not overwrite another kind of file, or one that only begins like ours', async () => {
    const { args, state } = await judged();
    const whole = readFileSync(state, 'utf8');
    const head = whole.slice(0, whole.indexOf('\n') + 1);
    const others = {
      'a diary': 'dear diary',
      'a prefix of the first line': '{"spin',
      'more of it': whole.slice(0, 200),
      'all but its end': head.slice(0, -1),
      'a first line of mine': '{"spintape_rows":1,"by":"a file of mine"}',
      'the same as a line': '{"spintape_rows":1,"by":"a file of mine"}\n',
      'a first line that is not JSON': '{"spintape_rows":1,"by":{me}}\n',
      'more in the first line': head.replace(/\}\n$/, ',"note":"mine"}\n'),
      'a line of mine that has no end': `${whole}my line`,
    };
    for (const [name, text] of Object.entries(others)) {
      writeFileSync(state, text);
      await expect(runCommand(reproduce, args), name).rejects.toThrow(
        `${state}: Failed to go on with the judged rows: it is not a file of judged rows. ` +
          'Name another file; this one was not changed.',
      );
      expect(readFileSync(state, 'utf8'), name).toBe(text);
    }
  });

  it('keeps a line that somebody added, and says where it is', async () => {
    const { args, rows, state } = await judged();
    const whole = readFileSync(state, 'utf8');
    // The end of the last line is missing too: it is not cut off before all others are read.
    appendFileSync(rows, `${line(4)}\n`);
    const added = [
      'my line',
      '{}',
      '[]',
      '['.repeat(100_000),
      '{"path":"x","digest":"y","judgement":{"under":1}}',
      '{"path":"x","digest":"y","judgement":{"under":[1]}}',
      whole.split('\n')[1]?.replace('"verdict":"same"', '"verdict":"good"'),
      whole.split('\n')[1]?.replace('"tool":"read_file"', '"tool":1'),
    ];
    for (const text of added.map((one) => `${whole}${one}\n${'{"path":"rows'}`)) {
      writeFileSync(state, text);
      await expect(runCommand(reproduce, args), text.slice(-80)).rejects.toThrow(
        `${state}:5: Failed to go on with the judged rows: the line is not a judged row. ` +
          'Remove the line, or name another file; this one was not changed.',
      );
      expect(readFileSync(state, 'utf8')).toBe(text);
    }
    writeFileSync(state, `${whole}my line\n`);
    const { code, stdout } = await spintape(['reproduce', ...args]);
    expect([code, stdout]).toEqual([2, expect.stringContaining('the line is not a judged row')]);
  });
});
