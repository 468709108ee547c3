import { describe, expect, it } from 'vitest';
import type { StoreFault } from '../../harness/internal.ts';
import { judgeLines, verdictsOf, worldOf } from './dataset-judge.fixture.ts';
import { deepFabricLine, type RowCall, type RowExtras } from './deepfabric-row.fixture.ts';

const read = (path: string, answer?: string): RowCall =>
  answer === undefined
    ? ['read_file', { file_path: path }]
    : ['read_file', { file_path: path }, answer];
const write = (path: string, content: string, answer?: string): RowCall => [
  'write_file',
  { file_path: path, content },
  answer ?? `Successfully wrote ${Buffer.byteLength(content)} bytes to ${path}`,
];
const list = (...paths: string[]): RowCall => ['list_files', {}, JSON.stringify(paths)];
const missing = (path: string) => `Error (FileNotFound): File not found: ${path}`;

async function verdicts(
  turns: readonly (readonly RowCall[])[],
  { files, ...extras }: RowExtras & { readonly files?: Readonly<Record<string, string>> } = {},
): Promise<string[]> {
  const world = files === undefined ? {} : worldOf(files);
  const [row] = await judgeLines([deepFabricLine(turns, extras)], world);
  return row === undefined ? [] : verdictsOf(row);
}

describe('a row in a known world', () => {
  const files = { 'a.txt': 'A', 'b.json': '{"x": 1}' };

  it('is the same where all its calls are', async () => {
    const turns = [
      [list('a.txt', 'b.json')],
      [read('a.txt', 'A'), read('c', missing('c'))],
      [write('c', 'ö')],
      [list('a.txt', 'b.json', 'c')],
    ];
    expect(await verdicts(turns, { files })).toEqual(['same', 'same', 'same', 'same', 'same']);
  });

  it('is cosmetic where an answer is the same JSON in other bytes', async () => {
    expect(await verdicts([[read('b.json', '{"x":1.0}')]], { files })).toEqual([
      'cosmetic changed-result',
    ]);
  });

  it('has drifted where the world gives another answer that the row itself allows', async () => {
    expect(await verdicts([[read('a.txt', 'B')], [read('a.txt', 'B')]], { files })).toEqual([
      'differs drifted',
      'differs drifted',
    ]);
  });

  it('contradicts itself where no world gives the answer', async () => {
    const turns = [[read('a.txt', 'A')], [write('a.txt', 'new')], [read('a.txt', 'A')]];
    expect(await verdicts(turns, { files })).toEqual(['same', 'same', 'differs contradiction']);
    expect(
      await verdicts([[write('n', 'four', 'Successfully wrote 5 bytes to n')]], { files }),
    ).toEqual(['differs contradiction']);
  });

  it('is explained by the old contract if only that one does', async () => {
    const [row] = await judgeLines(
      [deepFabricLine([[write('/etc/passwd', 'root')], [read('/etc/passwd', 'root')]])],
      worldOf({}),
    );
    expect([row?.contract, row && verdictsOf(row)]).toEqual(['deepfabric-4', ['same', 'same']]);
    expect(
      [...(row?.under ?? [])].map(([contract, under]) => [contract, verdictsOf(under)]),
    ).toEqual([
      ['spintape', ['differs contradiction', 'differs contradiction']],
      ['deepfabric-4', ['same', 'same']],
    ]);
  });
});

describe('reasons that need no world', () => {
  it('lost: a repeated call, a read-back after a write, a call in the final step', async () => {
    const turns = [
      [read('a', 'A'), read('a')],
      [write('a', 'B')],
      [read('a')],
      [['list_files', {}] as const],
    ];
    expect(await verdicts(turns, { files: { a: 'A' } })).toEqual([
      'same',
      'differs lost',
      'same',
      'differs lost',
      'differs lost',
    ]);
  });

  it('lost: a tool that the registry does not have', async () => {
    const honest = "Error: Tool 'close' not found in registry";
    const turns: RowCall[][] = [[['close', {}, honest]], [['shut', {}, 'closed']]];
    const [row] = await judgeLines([
      deepFabricLine([...turns, [list()]], { tools: ['list_files'] }),
    ]);
    expect(row?.calls.map(({ reason, isExplained }) => [reason, isExplained])).toEqual([
      ['lost', true],
      ['lost', false],
      [undefined, true],
    ]);
  });

  it.each([
    'Error (HTTPError): HTTP error: All connection attempts failed',
    'Error (HTTPError): HTTP 502',
    'Error (Timeout): Tool execution timed out',
  ])('infrastructure: %s', async (answer) => {
    expect(await verdicts([[read('a', answer)]], { files: { a: 'A' } })).toEqual([
      'differs infrastructure',
    ]);
    expect(await verdicts([[['get_weather', {}, answer]]])).toEqual(['differs infrastructure']);
  });

  it.each(['502 Bad Gateway', '[Errno 111] Connection refused'])(
    'infrastructure: %s, unless a file has exactly that text',
    async (answer) => {
      expect(await verdicts([[read('a', answer)]])).toEqual(['inferred differs infrastructure']);
      expect(await verdicts([[read('a', answer)]], { files: { a: answer } })).toEqual(['same']);
      const turns = [[write('a', answer)], [read('a', answer)]];
      expect(await verdicts(turns)).toEqual(['inferred same', 'inferred same']);
    },
  );

  it('invalid-arguments: the tool rejects arguments for which the row shows an answer', async () => {
    const turns: RowCall[][] = [[['read_file', { path: 'a' }, 'A']]];
    expect(await verdicts(turns, { files: { a: 'A' } })).toEqual(['differs invalid-arguments']);
  });

  it('time-travel: a literal that only a later or parallel answer contains', async () => {
    const files = { 'notes/2041-77.txt': 'x', index: 'notes/2041-77.txt' };
    const found = read('notes/2041-77.txt', 'x');
    const index = read('index', 'notes/2041-77.txt');
    expect(await verdicts([[found], [index]], { files })).toEqual(['differs time-travel', 'same']);
    expect(await verdicts([[index, found]], { files })).toEqual(['same', 'differs time-travel']);
    expect(await verdicts([[index], [found]], { files })).toEqual(['same', 'same']);
    const question = 'What is in notes/2041-77.txt?';
    expect(await verdicts([[found], [index]], { files, question })).toEqual(['same', 'same']);
  });

  it('no time-travel: a literal that a call created, or that a later call echoes', async () => {
    const turns = [
      [read('src/missing.ts', missing('src/missing.ts'))],
      [write('src/created.ts', 'content that is long')],
      [list('src/created.ts'), read('src/created.ts', 'content that is long')],
      [['delete_file', { file_path: 'src/missing.ts' }, missing('src/missing.ts')] as const],
    ];
    expect(await verdicts(turns, { files: {} })).toEqual(['same', 'same', 'same', 'same', 'same']);
  });
});

describe('a row whose world is not known', () => {
  it('is inferred where one world explains all of it', async () => {
    const turns = [[read('b', 'B')], [write('a', 'A')], [list('b', 'a')]];
    expect(await verdicts(turns)).toEqual(['inferred same', 'inferred same', 'inferred same']);
  });

  it.each([
    ['a file listed before others was there', [[write('a', '2')], [list('a', 'b')]]],
    ['also one that is spelt differently', [[write('./a', '2')], [list('a')]]],
    [
      'also one that is written last and listed first',
      [[write('b', '')], [write('a', '')], [list('a', 'b')]],
    ],
    ['one that is deleted was', [[['delete_file', { file_path: 'a' }, 'Successfully deleted a']]]],
    [
      'the order of new files is that of their writes',
      [[write('b', '')], [write('a', '')], [list('b', 'a')]],
    ],
  ] as [string, RowCall[][]][])('infers files: %s', async (_, turns) => {
    expect(await verdicts(turns)).toEqual(turns.map(() => 'inferred same'));
  });

  it('contradicts itself if none does', async () => {
    const turns = [[list('a')], [read('a', 'A')], [read('b', 'B')], [read('a', 'C')]];
    expect(await verdicts(turns)).toEqual([
      'inferred same',
      'inferred same',
      'inferred differs contradiction',
      'inferred differs contradiction',
    ]);
  });

  it('is unverifiable where it rests on mocks or on GitHub', async () => {
    const turns: RowCall[][] = [
      [['get_weather', { city: 'Oslo' }, '{"temperature": 4}']],
      [['gh_get_issue', { owner: 'octo', repo: 'hello', issue_number: 1 }, '{}']],
    ];
    expect(await verdicts(turns)).toEqual([
      'unverifiable missing-mock-state',
      'unverifiable missing-cassette',
    ]);
  });
});

describe('a store that fails', () => {
  const failure = 'Error (IOError): IO error: disk full';
  const turns = [[read('a', failure)], [read('a', 'A')]];

  it('is part of a starting world: unknown, it explains nothing and contradicts nothing', async () => {
    expect(await verdicts(turns)).toEqual(['unverifiable missing-world', 'inferred same']);
  });

  it('explains the answer in a world that has it', async () => {
    const fault = { operation: 'get', store: 'default', prefix: '', nth: 1, message: 'disk full' };
    const { start } = worldOf({ a: 'A' });
    if (start === undefined) throw new Error('no world');
    const storeFaults = [fault as StoreFault];
    const [row] = await judgeLines([deepFabricLine(turns)], { start: { ...start, storeFaults } });
    expect(row && verdictsOf(row)).toEqual(['same', 'same']);
  });

  it('is not an answer of a known world without faults', async () => {
    expect(await verdicts(turns, { files: { a: 'A' } })).toEqual(['differs drifted', 'same']);
  });
});

describe('mocks of a starting world', () => {
  it('answer as they did', async () => {
    const { start } = worldOf({});
    if (start === undefined) throw new Error('no world');
    const schema = '{"name":"get_weather","inputSchema":{"type":"object"}}';
    const responses = new Map([['get_weather', '{"celsius":4}']]);
    const mock = { tools: [schema], responses, fixtures: new Map() };
    const line = deepFabricLine([[['get_weather', { city: 'Oslo' }, '{"celsius": 4}']]]);
    const [row] = await judgeLines([line], { start: { ...start, mock } });
    expect(row && verdictsOf(row)).toEqual(['same']);
  });
});

describe('lines that are not rows', () => {
  it('are named, and the rows between are judged', async () => {
    const lines = ['{"messages": [', deepFabricLine([[list()]]), '', '[]', '{"messages": []}'];
    const rows = await judgeLines(lines, worldOf({}));
    expect(
      rows.map(({ line, verdict, reason, problem }) => [line, verdict, reason, problem]),
    ).toEqual([
      [1, 'unverifiable', 'unreadable-row', 'Failed to read the row: the line is not valid JSON'],
      [2, 'same', undefined, undefined],
      [
        4,
        'unverifiable',
        'unreadable-row',
        'Failed to read the row: the line holds no JSON object',
      ],
      [5, 'unverifiable', 'missing-calls', undefined],
    ]);
  });

  it('a call with 10,000 arguments is judged', async () => {
    const args = Object.fromEntries(Array.from({ length: 10_000 }, (_, n) => [`a${n}`, 'value']));
    const line = deepFabricLine([[['list_files', args, '[]']]]);
    const [row] = await judgeLines([line], worldOf({}));
    expect([row?.contract, row?.verdict]).toEqual(['deepfabric-4', 'same']);
  });
});
