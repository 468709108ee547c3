import type { RowCall } from '../deepfabric-row.fixture.ts';
import type { Dice } from './dice.ts';

/** The faults that are planted, named after the reason that a judge should find. */
export const FAULTS = [
  'drifted',
  'contradiction',
  'time-travel',
  'lost',
  'infrastructure',
  'invalid-arguments',
] as const;

/** A fault of the corpus. */
export type Fault = (typeof FAULTS)[number];

type Turns = RowCall[][];

/** The turns with a fault edited into their text; nothing is run. */
export function plantFault(turns: Turns, fault: Fault, dice: Dice): Turns {
  return PLANTERS[fault](turns, dice);
}

const PLANTERS: Readonly<Record<Fault, (turns: Turns, dice: Dice) => Turns>> = {
  drifted: (turns, dice) =>
    edited(turns, placeOf(turns, 'read_file', 'reports/berth-4417.csv'), ([tool, args]) => [
      tool,
      args,
      `ship,hour\nBorealis,${dice.roll(24)}\n`,
    ]),
  contradiction: (turns, dice) =>
    edited(turns, placeOf(turns, 'read_file', 'n.md'), ([tool, args]) => [
      tool,
      args,
      dice.pick(['Error (FileNotFound): File not found: n.md', 'something else entirely']),
    ]),
  'time-travel': (turns, dice) => {
    const [index] = placeOf(turns, 'read_file', 'plan.idx');
    const [report] = placeOf(turns, 'read_file', 'reports/berth-4417.csv');
    const [first = [], second = []] = [turns[index], turns[report]];
    const others = (kept: Turns): Turns =>
      turns.flatMap((turn, at) => (at === index ? kept : at === report ? [] : [turn]));
    // Either the report is read before the index that names it, or in the same breath.
    return dice.roll(2) === 0 ? others([second, first]) : others([[...first, ...second]]);
  },
  lost: (turns, dice) => {
    const readBack: RowCall = ['read_file', { file_path: 'n.md' }];
    const invented: RowCall = ['run_tests', { all: true }, '12 passed'];
    return [...turns, [dice.roll(2) === 0 ? readBack : invented]];
  },
  infrastructure: (turns, dice) =>
    edited(turns, anyPlace(turns, dice), ([tool, args]) => [
      tool,
      args,
      dice.pick([
        'Error (HTTPError): HTTP error: All connection attempts failed',
        'Error (HTTPError): HTTP 503',
        'Error (Timeout): Tool execution timed out',
      ]),
    ]),
  'invalid-arguments': (turns, dice) => {
    const place =
      dice.roll(2) === 0
        ? placeOf(turns, 'read_file', 'config.json')
        : placeOf(turns, 'write_file', 'n.md');
    return edited(turns, place, ([tool, args, answer = '']) => [
      tool,
      JSON.parse(JSON.stringify(args).replace('"file_path"', '"path"')),
      answer,
    ]);
  },
};

type Place = readonly [turn: number, call: number];

function placeOf(turns: Turns, tool: string, path: string): Place {
  for (const [turn, calls] of turns.entries()) {
    const call = calls.findIndex(
      ([name, args]) => name === tool && JSON.stringify(args).startsWith(`{"file_path":"${path}"`),
    );
    if (call >= 0) return [turn, call];
  }
  throw new Error(`no ${tool} of ${path}`);
}

function anyPlace(turns: Turns, dice: Dice): Place {
  const turn = dice.roll(turns.length);
  return [turn, dice.roll(turns[turn]?.length ?? 1)];
}

function edited(turns: Turns, [turn, call]: Place, edit: (call: RowCall) => RowCall): Turns {
  return turns.map((calls, at) =>
    at === turn ? calls.map((one, index) => (index === call ? edit(one) : one)) : calls,
  );
}
