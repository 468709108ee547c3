import fc from 'fast-check';
import { expect, it } from 'vitest';
import { executedOtherwise } from './executed-otherwise.ts';

const args = fc.dictionary(fc.string({ maxLength: 4 }), fc.jsonValue({ maxDepth: 2 }), {
  maxKeys: 3,
});
const call = fc.record({ tool: fc.constantFrom<string>('a', 'b', 'c'), value: args });
const turns = fc.array(fc.array(call, { minLength: 1, maxLength: 3 }), { minLength: 1 });

type Call = { readonly tool: string; readonly value: Readonly<Record<string, unknown>> };

function shownIn(made: readonly (readonly Call[])[]) {
  return made.flatMap((turn, index) =>
    turn.map(({ tool, value }) => ({
      tool,
      args: JSON.stringify(value),
      answer: 'x',
      turn: index + 1,
    })),
  );
}

/** Another spelling of the same arguments. */
function respelt(value: Call['value'], seed: number): string {
  const members = Object.entries(value);
  const turned = seed % 2 === 0 ? members : members.toReversed();
  return JSON.stringify(Object.fromEntries(turned), null, seed % 3);
}

it('reports no executions that match the messages, however they are spelt or truncated', () => {
  fc.assert(
    fc.property(turns, fc.nat(50), fc.nat(), (made, kept, seed) => {
      // Calls of one turn may have ended in any order.
      const ended = made.flatMap((turn) => (seed % 5 === 0 ? turn.toReversed() : turn));
      const executions = ended.slice(0, kept).map(({ tool, value }) => ({
        function_name: tool,
        arguments: respelt(value, seed),
      }));
      const { notes, unread } = executedOtherwise(shownIn(made), executions);
      expect([notes, unread]).toEqual([new Map(), undefined]);
    }),
  );
});

it('finds an execution that no call of the messages has', () => {
  fc.assert(
    fc.property(turns, fc.nat(), (made, at) => {
      const executions = made.flat().map(({ tool, value }) => ({
        function_name: String(tool),
        arguments: JSON.stringify(value),
      }));
      const place = at % (executions.length + 1);
      executions.splice(place, at % 2, { function_name: 'd', arguments: '{}' });
      expect(executedOtherwise(shownIn(made), executions).notes.size).toBeGreaterThan(0);
    }),
  );
});
