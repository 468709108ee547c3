import type { RowCall } from '../deepfabric-row.fixture.ts';
import type { Dice } from './dice.ts';
import type { RealSession } from './real-session.ts';
import type { Trace } from './trace.ts';

const LICENSE = 'Apache License\nVersion 2.0, January 2004\nhttp://www.apache.org/licenses/\n';

/** The files of a project that is laid out as most are. */
export const GUESSED_FILES: Readonly<Record<string, string>> = {
  'README.md': '# Project\n\nSee docs/index.md.\n',
  'config.json': '{"version": "1.0.0", "port": 8080}\n',
  'package.json': '{"name": "app", "scripts": {"test": "vitest"}}\n',
  '.dockerignore': 'node_modules/\ndist/\n',
  NOTICE: `Copyright 2024\n${LICENSE}`,
  'docs/index.md': 'The ledger is in archive/kestrel-tariffs.csv\n',
  'archive/kestrel-tariffs.csv': 'quay,code\nnorth,1\ncode=Zx81kQpw77\n',
};

const GUESSES = [
  'README.md',
  'readme.md',
  'config.json',
  'settings.yaml',
  'package.json',
  'pyproject.toml',
  'src/index.ts',
  'src/main.py',
  'requirements.txt',
  '.env.example',
  'tests/test_utils.py',
];

const QUESTIONS = [
  'Describe project',
  'What is this?',
  'Summarise the readme, please.',
  'Set it up.',
];

const TEXTS = [
  ['.gitignore', 'node_modules/'],
  ['.gitignore', 'node_modules/\ndist/\n'],
  ['LICENSE', 'Apache License'],
  ['LICENSE', LICENSE],
  ['VERSION', '{"version": "1.0.0", "port": 8080}'],
] as const;

/**
 * A model that reads the files that most projects have, writes their usual contents, and only then
 * lists the files and reads one with the same text; it finds the archive by its index.
 */
export async function guessesTrace(session: RealSession, dice: Dice): Promise<Trace> {
  const make = async (tool: string, args: object): Promise<RowCall> => [
    tool,
    args,
    await session.call('vfs', tool, args),
  ];
  const guesses: RowCall[] = [];
  const first = dice.roll(GUESSES.length);
  for (let made = 0; made < 1 + dice.roll(3); made += 1) {
    const file_path = GUESSES[(first + made) % GUESSES.length];
    guesses.push(await make('read_file', { file_path }));
  }
  const isAtOnce = dice.roll(2) === 0;
  const turns: RowCall[][] = isAtOnce ? [guesses] : guesses.map((call) => [call]);
  // The list would reveal the name of the archive, which only the index should do.
  const index = await make('read_file', { file_path: 'docs/index.md' });
  const indexed = await make('read_file', { file_path: 'archive/kestrel-tariffs.csv' });
  const [file_path, content] = dice.pick(TEXTS);
  const written = await make('write_file', { file_path, content });
  const others: RowCall[] = [await make('list_files', {})];
  for (const path of dice.roll(2) === 0 ? ['NOTICE', '.dockerignore'] : ['.dockerignore']) {
    others.push(await make('read_file', { file_path: path }));
  }
  turns.push([index], [indexed], [written]);
  turns.push(...(dice.roll(2) === 0 ? [others] : others.map((call) => [call])));
  return {
    turns,
    question: dice.pick(QUESTIONS),
    tools: ['read_file', 'write_file', 'list_files'],
    marks: { known: index, index, indexed },
  };
}
