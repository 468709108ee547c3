import type { RowCall } from '../deepfabric-row.fixture.ts';
import type { Dice } from './dice.ts';
import type { RealSession } from './real-session.ts';
import type { Trace } from './trace.ts';

/** The files that every trace of files starts with. */
export const CORPUS_FILES: Readonly<Record<string, string>> = {
  'README.md': '# Harbour\n\nTides and berths. See plan.idx.\n',
  'plan.idx': 'reports/berth-4417.csv\n',
  'reports/berth-4417.csv': 'ship,hour\nAurora,07\nBrío — naïve,11\n',
  'config.json': '{"version": "1.0.0", "debug": true}\n',
};

const QUESTION =
  'Look at README.md, config.json and plan.idx, and write your notes to notes/today.md or todo.txt.';

const KNOWN = ['README.md', 'config.json', 'plan.idx', 'notes/today.md', 'todo.txt', 'x.md'];

/**
 * A model reads the index, then the report that the index names, with other calls in between; it
 * writes a note and reads it back.
 */
export async function filesTrace(session: RealSession, dice: Dice): Promise<Trace> {
  const turns: RowCall[][] = [];
  const done = new Set<string>();
  const make = async (tool: string, args: object): Promise<RowCall[]> => {
    // DeepFabric drops what was called before.
    const signature = JSON.stringify([tool, args]);
    if (done.has(signature)) return [];
    done.add(signature);
    return [[tool, args, await session.call('vfs', tool, args)]];
  };
  const some = async (count: number, kinds: number): Promise<void> => {
    for (let made = 0; made < count; made += 1) {
      const turn = [...(await make(...anyCall(dice, kinds)))];
      if (dice.roll(4) === 0) turn.push(...(await make(...anyCall(dice, kinds))));
      if (turn.length > 0) turns.push(turn);
    }
  };
  const one = async (tool: string, args: object): Promise<RowCall> => {
    const [call] = await make(tool, args);
    if (call === undefined) throw new Error(`${tool} was called before`);
    turns.push([call]);
    return call;
  };
  // A list would reveal the name of the report, which only the index should do.
  await some(dice.roll(3), 3);
  turns.push(await make('read_file', { file_path: 'config.json' }));
  const index = await one('read_file', { file_path: 'plan.idx' });
  const indexed = await one('read_file', { file_path: 'reports/berth-4417.csv' });
  const content = `noted on day ${dice.roll(1_000_000)}\n`;
  await one('write_file', { file_path: 'n.md', content });
  await one('read_file', { file_path: 'n.md' });
  await some(dice.roll(3), 4);
  return {
    turns: turns.filter((turn) => turn.length > 0),
    question: QUESTION,
    tools: ['read_file', 'write_file', 'list_files'],
    marks: { known: indexed, index, indexed },
  };
}

function anyCall(dice: Dice, kinds: number): [tool: string, args: object] {
  // Files that later turns need are left to them.
  const file_path = dice.pick(KNOWN.filter((path) => path !== 'plan.idx'));
  const kind = dice.roll(kinds);
  if (kind === 3) return ['list_files', {}];
  if (kind === 1 && file_path !== 'config.json') {
    return ['write_file', { file_path, content: `draft ${dice.roll(1_000_000)} – ünïcode\n` }];
  }
  return ['read_file', { file_path }];
}
