import type { RowCall } from '../deepfabric-row.fixture.ts';
import type { Dice } from './dice.ts';
import type { Trace } from './trace.ts';

// Faults are edits of a trace's text. Nothing is run, and no code of the judge is used.

/** A way to spoil a trace. */
export type Planter = (trace: Trace, dice: Dice) => Trace;

const FAILURES = [
  'Error (HTTPError): HTTP error: All connection attempts failed',
  'Error (HTTPError): HTTP 503',
  'Error (Timeout): Tool execution timed out',
  'Error (HTTPError): 503',
  'Error (ConnectionError): Connection refused',
  'Error (TimeoutError): timed out',
  'Error: HTTP 503 Service Unavailable',
  '[Errno 111] Connection refused',
  '502 Bad Gateway',
];

/** The world's own answer, with other digits or letters in it. */
export const otherAnswer: Planter = (trace, dice) =>
  answered(trace, trace.marks.known, (answer) => {
    const edited = answer.replace(/\d+/, (digits) => String(Number(digits) + 1 + dice.roll(9)));
    return edited === answer ? `${answer} ${dice.roll(100)}` : edited;
  });

/** A note that is read back otherwise than it was written. */
export const otherNote: Planter = (trace, dice) =>
  answered(trace, find(trace, 'read_file', 'n.md'), () =>
    dice.pick(['Error (FileNotFound): File not found: n.md', 'something else entirely']),
  );

/** A write whose answer has another length. */
export const otherLength: Planter = (trace, dice) =>
  answered(trace, find(trace, 'write_file', 'n.md'), (answer) =>
    answer.replace(/\d+/, (digits) => String(Number(digits) + 1 + dice.roll(9))),
  );

/** The index's contents are used before the index is read. */
export const usedBefore: Planter = (trace) => {
  const { index, indexed } = trace.marks;
  return mapped(trace, (turn) => {
    if (turn.includes(index)) return turn.map((call) => (call === index ? indexed : call));
    if (turn.includes(indexed)) return turn.map((call) => (call === indexed ? index : call));
    return turn;
  });
};

/** The index's contents are used in the same turn. */
export const usedBeside: Planter = (trace) => {
  const { index, indexed } = trace.marks;
  const turns = trace.turns
    .map((turn) => turn.filter((call) => call !== indexed))
    .map((turn) => (turn.includes(index) ? [...turn, indexed] : turn));
  return { ...trace, turns: turns.filter((turn) => turn.length > 0) };
};

/** The contents of the indexed file are written before anything is read. */
export const notedBefore: Planter = (trace, dice) => {
  const code = /code=(\w+)/.exec(trace.marks.indexed[2] ?? '')?.[1] ?? '';
  const content = dice.pick([`token=${code}`, `Remember ${code} for later.\n`, `{"it":"${code}"}`]);
  const answer = `Successfully wrote ${Buffer.byteLength(content)} bytes to memo.txt`;
  const note: RowCall = ['write_file', { file_path: 'memo.txt', content }, answer];
  // A list would show the new file too.
  const turns = trace.turns.map((turn) => turn.filter(([tool]) => tool !== 'list_files'));
  return { ...trace, turns: [[note], ...turns.filter((turn) => turn.length > 0)] };
};

/** A read-back after the last write: DeepFabric drops it, and only the reasoning has it. */
export const readBack: Planter = (trace) => ({
  ...trace,
  turns: [...trace.turns, [['read_file', { file_path: 'n.md' }]]],
});

/** A call that is repeated in parallel with another one. */
export const duplicate: Planter = (trace) => {
  const [[tool, args] = ['', {}]] = trace.turns[0] ?? [];
  return {
    ...trace,
    turns: [...trace.turns.slice(0, -1), [...(trace.turns.at(-1) ?? []), [tool, args]]],
  };
};

/** A call in the final step, which is not executed. */
export const inFinalStep: Planter = (trace, dice) => ({
  ...trace,
  turns: [...trace.turns, [[trace.tools[0] ?? '', { asked: dice.roll(100) }]]],
});

/** A tool that the registry does not have, with an answer all the same. */
export const invented: Planter = (trace, dice) => ({
  ...trace,
  turns: [...trace.turns, [['run_tests', { all: true }, `${dice.roll(90)} passed`]]],
});

/** A connection failure in place of any answer. */
export const connectionFailure: Planter = (trace, dice) => {
  const calls = trace.turns.flat();
  return answered(trace, dice.pick(calls), () => dice.pick(FAILURES));
};

/** The first argument of a call under another name. */
export const renamedArgument: Planter = (trace) =>
  edited(trace, trace.marks.known, ([tool, args, answer = '']) => {
    const renamed = Object.entries(args as object).map(([name, value], index) => [
      index === 0 ? `the_${name}` : name,
      value,
    ]);
    return [tool, Object.fromEntries(renamed), answer];
  });

/** A store that fails, which only a known world can decide. */
export const storeFailure: Planter = (trace) =>
  answered(trace, trace.marks.known, () => 'Error (IOError): IO error: disk full');

/** No fault. */
export const nothing: Planter = (trace) => trace;

function find({ turns }: Trace, tool: string, path: string): RowCall {
  const found = turns
    .flat()
    .find(
      ([name, args]) => name === tool && JSON.stringify(args).startsWith(`{"file_path":"${path}"`),
    );
  if (found === undefined) throw new Error(`no ${tool} of ${path}`);
  return found;
}

function answered(trace: Trace, call: RowCall, edit: (answer: string) => string): Trace {
  return edited(trace, call, ([tool, args, answer = '']) => [tool, args, edit(answer)]);
}

function edited(trace: Trace, call: RowCall, edit: (call: RowCall) => RowCall): Trace {
  return mapped(trace, (turn) => turn.map((one) => (one === call ? edit(one) : one)));
}

function mapped(trace: Trace, edit: (turn: readonly RowCall[]) => readonly RowCall[]): Trace {
  return { ...trace, turns: trace.turns.map(edit) };
}
