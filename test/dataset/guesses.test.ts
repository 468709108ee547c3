import { describe, expect, it } from 'vitest';
import { judgeLines, verdictsOf, worldOf } from './dataset-judge.fixture.ts';
import { deepFabricLine, type RowCall } from './deepfabric-row.fixture.ts';

const read = (path: string, answer: string): RowCall => ['read_file', { file_path: path }, answer];
const list = (paths: readonly string[]): RowCall => ['list_files', {}, JSON.stringify(paths)];
const write = (path: string, content: string): RowCall => [
  'write_file',
  { file_path: path, content },
  `Successfully wrote ${Buffer.byteLength(content)} bytes to ${path}`,
];

/** The verdicts of a row whose files are all known. */
async function verdicts(
  files: Readonly<Record<string, string>>,
  turns: readonly (readonly RowCall[])[],
  question = 'Describe project',
): Promise<string[]> {
  const [row] = await judgeLines([deepFabricLine(turns, { question })], worldOf(files));
  return row === undefined ? [] : verdictsOf(row);
}

const readOf = (files: Readonly<Record<string, string>>, path: string): RowCall =>
  read(path, files[path] ?? `Error (FileNotFound): File not found: ${path}`);

describe('a guessable literal is not time travel', () => {
  it.each([
    'README.md',
    'config.json',
    'package.json',
    'src/index.ts',
    'docs/getting-started.md',
    '.env.example',
    'tests/test_main.py',
  ])('%s is read first, or in parallel with the list that shows it', async (path) => {
    const files = { [path]: 'hi', 'b.txt': 'B' };
    const [first, second] = [readOf(files, path), list(Object.keys(files))];
    expect(await verdicts(files, [[first], [second]])).toEqual(['same', 'same']);
    expect(await verdicts(files, [[second, first]])).toEqual(['same', 'same']);
  });

  it('a name made of words of the user, inflected or in another case', async () => {
    const files = { 'src/tariff-calculator.ts': 'x', 'Kestrel_Notes.md': 'y' };
    const turns = [
      [readOf(files, 'src/tariff-calculator.ts')],
      [readOf(files, 'Kestrel_Notes.md')],
      [list(Object.keys(files))],
    ];
    const question = 'Where does the calc take the tariffs from, and what is known of kestrels?';
    expect(await verdicts(files, turns, question)).toEqual(['same', 'same', 'same']);
    expect(await verdicts(files, turns, 'Tell me all.')).toEqual([
      'differs time-travel',
      'differs time-travel',
      'same',
    ]);
  });

  it.each([
    ['.gitignore', 'node_modules/', 'exclude.txt', 'dist/\nnode_modules/\n'],
    ['LICENSE', 'Apache License', 'NOTICE', 'Under the Apache License\n'],
    [
      'a.env',
      'DATABASE_URL=postgres://localhost:5432/app',
      'b.env',
      'x\nDATABASE_URL=postgres://localhost:5432/app',
    ],
    ['a.ts', 'document.getElementById(`root`)', 'b.ts', 'document.getElementById(`root`)'],
    ['a.py', 'PI = 3.14159265358979', 'b.py', 'import x\nPI = 3.14159265358979\n'],
  ])('%s has a text that another file has too', async (path, content, other, text) => {
    const files = { [other]: text };
    const turns = [[write(path, content)], [read(other, text)]];
    expect(await verdicts(files, turns)).toEqual(['same', 'same']);
  });

  it('a name in the description of a tool or in the topic of the row', async () => {
    const files = { 'ledger/kestrel.csv': 'x' };
    const line = deepFabricLine([
      [readOf(files, 'ledger/kestrel.csv')],
      [list(Object.keys(files))],
    ]);
    const judge = async (extras: object): Promise<string[]> => {
      const [row] = await judgeLines([JSON.stringify({ ...JSON.parse(line), ...extras })], {
        ...worldOf(files),
      });
      return row === undefined ? [] : verdictsOf(row);
    };
    expect(await judge({})).toEqual(['differs time-travel', 'same']);
    expect(await judge({ metadata: { topic: 'The kestrel ledger' } })).toEqual(['same', 'same']);
    const description = 'Reads a file, such as ledger/kestrel.csv';
    const tools = ['read_file', 'list_files'].map((name) => ({
      type: 'function',
      function: { name, description },
    }));
    expect(await judge({ tools })).toEqual(['same', 'same']);
  });
});

describe('a literal that cannot be guessed is time travel', () => {
  it.each([
    'reports/berth-4417.csv',
    'src/kestrelTariffs.ts',
    'data/Zx81kQpw77.json',
    'secrets/launch-codes.txt',
  ])('%s is read before the list that shows it, or in parallel', async (path) => {
    const files = { [path]: 'hi' };
    const [first, second] = [readOf(files, path), list([path])];
    expect(await verdicts(files, [[first], [second]])).toEqual(['differs time-travel', 'same']);
    expect(await verdicts(files, [[second, first]])).toEqual(['same', 'differs time-travel']);
    expect(await verdicts(files, [[second], [first]])).toEqual(['same', 'same']);
  });

  it.each([
    ['token=Zx81kQpw77', 'Zx81kQpw77'],
    ['Call 004917655512 at noon', '{"phone": "004917655512"}'],
    ['id: 550e8400-e29b-41d4-a716-446655440000', 'x\n550e8400-e29b-41d4-a716-446655440000\n'],
    ['see order88412x7\n', '["order88412x7"]'],
  ])('a part of a written text that a file shows later: %j', async (content, reported) => {
    const files = { 'vault.txt': reported };
    const turns = [[write('n.md', content)], [read('vault.txt', reported)]];
    expect(await verdicts(files, turns)).toEqual(['differs time-travel', 'same']);
    expect(await verdicts(files, turns.toReversed())).toEqual(['same', 'same']);
    expect(await verdicts(files, turns, `It is ${reported}.`)).toEqual(['same', 'same']);
  });

  it('but not if that file is the one that was written', async () => {
    const turns = [[write('n.md', 'token=Zx81kQpw77')], [read('./n.md', 'token=Zx81kQpw77')]];
    expect(await verdicts({}, turns)).toEqual(['same', 'same']);
  });
});
