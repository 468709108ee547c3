import type { VerdictReason } from '../../../harness/internal.ts';
import * as plant from './plant-fault.ts';
import { currentRow, flatRow, multiTurnRow, plainRow } from './row-shapes.ts';
import * as second from './second-accounts.ts';
import type { Trace } from './trace.ts';

/** How a row of the corpus is made, and its expected verdict. */
export interface Recipe {
  readonly trace: 'files' | 'guesses' | 'mocks' | 'github';
  /** Whether the judge gets the world of the row. */
  readonly isKnown: boolean;
  readonly plant: plant.Planter;
  readonly print: (trace: Trace) => string;
  /** Undefined for a sound row, which must pass. */
  readonly reason: VerdictReason | undefined;
}

type Change = Partial<Pick<Recipe, 'print' | 'isKnown'>>;

function recipe(
  trace: Recipe['trace'],
  planter: plant.Planter,
  reason?: VerdictReason,
  change: Change = {},
): Recipe {
  return { trace, plant: planter, reason, isKnown: true, print: currentRow, ...change };
}

const unknown: Change = { isKnown: false };
const plain: Change = { print: plainRow };
const severalTurns: Change = { print: multiTurnRow };
const firstCall: plant.Planter = (trace) => ({ ...trace, turns: [[trace.marks.known]] });
const noCalls: plant.Planter = (trace) => ({ ...trace, turns: [] });

const withoutAnswer: plant.Planter = (trace) => {
  const [tool, args] = trace.marks.known;
  return { ...trace, turns: [...trace.turns.slice(0, -1), [[tool, args]]] };
};

/** The row's text with its last third cut off. */
const cut = (trace: Trace): string => {
  const text = currentRow(trace);
  return text.slice(0, Math.ceil((2 * text.length) / 3));
};

/** The arguments of the first call without their last brace, as text within the text. */
const brokenArguments = (trace: Trace): string => {
  const row = JSON.parse(plainRow(trace));
  const [call] = row.messages[1].tool_calls;
  call.function.arguments = call.function.arguments.slice(0, -1);
  return JSON.stringify(row);
};

/** A second copy of an answer that differs from the messages. */
const twoAnswers = (trace: Trace): string => {
  const row = JSON.parse(currentRow(trace));
  row.tool_context.executions[0].result += ' and more';
  return JSON.stringify(row);
};

/** A tool that no component has, described by the row itself. */
const foreignTool: plant.Planter = (trace) => ({
  ...trace,
  turns: [...trace.turns, [['whistle', { loud: true }, 'toot']]],
});

/** A call that the row's own schema forbids, of a tool that no component has. */
const againstSchema = (trace: Trace): string => {
  const whistle = { type: 'object', properties: { loud: { type: 'boolean' } }, required: ['loud'] };
  const row = JSON.parse(
    plainRow({ ...trace, turns: [...trace.turns, [['whistle', { loud: 'very' }, 'toot']]] }),
  );
  const described = { name: 'whistle', parameters: whistle };
  return JSON.stringify({ ...row, tools: [{ type: 'function', function: described }] });
};

/** Every kind of row that the corpus has. */
export const RECIPES: readonly Recipe[] = [
  ...[currentRow, multiTurnRow, plainRow].flatMap((print) => [
    ...(['files', 'mocks', 'github'] as const).map((trace) =>
      recipe(trace, plant.nothing, undefined, { print }),
    ),
    recipe('files', plant.nothing, undefined, { print, ...unknown }),
  ]),
  ...[currentRow, multiTurnRow, plainRow].flatMap((print) => [
    recipe('guesses', plant.nothing, undefined, { print }),
    recipe('guesses', plant.nothing, undefined, { print, ...unknown }),
  ]),
  recipe('files', firstCall, undefined, { print: flatRow }),
  recipe('mocks', firstCall, undefined, { print: flatRow }),
  ...[
    second.cutOff,
    second.respelled,
    second.writtenAbout,
    second.withNulls,
    second.withColumns,
  ].flatMap((print) =>
    (['files', 'guesses', 'mocks', 'github'] as const).map((trace) =>
      recipe(trace, plant.nothing, undefined, { print }),
    ),
  ),

  recipe('files', plant.otherAnswer, 'drifted'),
  recipe('files', plant.otherAnswer, 'drifted', plain),
  recipe('mocks', plant.otherAnswer, 'drifted'),
  recipe('mocks', plant.otherAnswer, 'drifted', severalTurns),
  recipe('github', plant.otherAnswer, 'drifted'),
  recipe('files', plant.storeFailure, 'drifted'),

  recipe('files', plant.otherNote, 'contradiction'),
  recipe('files', plant.otherNote, 'contradiction', unknown),
  recipe('files', plant.otherNote, 'contradiction', { ...unknown, ...severalTurns }),
  recipe('files', plant.otherLength, 'contradiction'),
  recipe('files', plant.otherLength, 'contradiction', { ...unknown, ...plain }),
  recipe('mocks', plant.nothing, 'contradiction', { print: twoAnswers }),
  recipe('github', plant.nothing, 'contradiction', { print: twoAnswers }),

  recipe('files', plant.usedBefore, 'time-travel'),
  recipe('files', plant.usedBeside, 'time-travel'),
  recipe('files', plant.usedBeside, 'time-travel', { ...unknown, ...plain }),
  recipe('mocks', plant.usedBefore, 'time-travel'),
  recipe('mocks', plant.usedBeside, 'time-travel', severalTurns),
  recipe('mocks', plant.usedBefore, 'time-travel', unknown),
  recipe('guesses', plant.usedBefore, 'time-travel'),
  recipe('guesses', plant.usedBeside, 'time-travel', plain),
  recipe('guesses', plant.usedBefore, 'time-travel', { ...unknown, ...severalTurns }),
  recipe('guesses', plant.notedBefore, 'time-travel'),
  recipe('guesses', plant.notedBefore, 'time-travel', { ...unknown, ...plain }),

  recipe('files', plant.readBack, 'lost'),
  recipe('files', plant.duplicate, 'lost', severalTurns),
  recipe('files', plant.inFinalStep, 'lost', unknown),
  recipe('files', plant.invented, 'lost'),
  recipe('mocks', plant.duplicate, 'lost'),
  recipe('mocks', plant.invented, 'lost', unknown),
  recipe('github', plant.inFinalStep, 'lost'),

  recipe('files', plant.connectionFailure, 'infrastructure'),
  recipe('files', plant.connectionFailure, 'infrastructure', unknown),
  recipe('mocks', plant.connectionFailure, 'infrastructure'),
  recipe('mocks', plant.connectionFailure, 'infrastructure', unknown),
  recipe('github', plant.connectionFailure, 'infrastructure', severalTurns),

  recipe('files', plant.renamedArgument, 'invalid-arguments'),
  recipe('files', plant.renamedArgument, 'invalid-arguments', unknown),
  recipe('mocks', plant.renamedArgument, 'invalid-arguments'),
  recipe('github', plant.renamedArgument, 'invalid-arguments'),
  recipe('files', plant.nothing, 'invalid-arguments', { print: brokenArguments }),
  recipe('files', plant.nothing, 'invalid-arguments', { print: againstSchema }),

  recipe('files', plant.storeFailure, 'missing-world', unknown),
  recipe('mocks', plant.nothing, 'missing-mock-state', unknown),
  recipe('mocks', plant.nothing, 'missing-mock-state', { ...unknown, ...plain }),
  recipe('github', plant.nothing, 'missing-cassette', unknown),
  recipe('mocks', foreignTool, 'missing-component', plain),
  recipe('files', withoutAnswer, 'missing-answer', plain),
  recipe('files', noCalls, 'missing-calls'),
  ...(['files', 'mocks', 'github'] as const).flatMap((trace) => [
    recipe(trace, plant.nothing, 'missing-calls', { print: second.writtenDown }),
    recipe(trace, plant.nothing, 'missing-calls', { print: second.inAnotherShape }),
    recipe(trace, plant.nothing, 'missing-calls', { print: second.secondAnswer }),
    recipe(trace, plant.nothing, 'contradicts-itself', { print: second.otherTool }),
    recipe(trace, plant.nothing, 'contradicts-itself', { print: second.otherArguments }),
    recipe(trace, plant.nothing, 'contradicts-itself', { print: second.oneTooMany }),
  ]),
  recipe('mocks', plant.nothing, 'contradicts-itself', { ...unknown, print: second.otherTool }),
  recipe('files', plant.nothing, 'unreadable-row', { print: cut }),
];
