/** A call of a row of the tests: tool, arguments, answer; without an answer, only in reasoning. */
export type RowCall = readonly [tool: string, args: unknown, answer?: string];

/** The parts of a test row other than its turns. */
export interface RowExtras {
  readonly question?: string;
  readonly tools?: readonly string[];
}

/**
 * A line as DeepFabric 4.12 writes it: one message a turn, executions, reasoning, and the tools
 * that were used.
 */
export function deepFabricLine(
  turns: readonly (readonly RowCall[])[],
  { question = 'Do it.', tools }: RowExtras = {},
): string {
  const made = turns.map((turn, at) =>
    turn.map((call, index) => ({ call, id: `call${at}x${index}`.padEnd(9, '0') })),
  );
  const executed = made.flat().filter(({ call }) => call[2] !== undefined);
  const names = tools ?? [...new Set(executed.map(({ call: [tool] }) => tool))];
  return JSON.stringify({
    messages: [
      { role: 'user', content: question },
      ...made.flatMap((turn) => turnMessages(turn.filter(({ call }) => call[2] !== undefined))),
      { role: 'assistant', content: 'Done.' },
    ],
    reasoning: {
      style: 'agent',
      content: turns.map((turn, index) => ({
        step_number: index + 1,
        thought: 'go on',
        action: turn.map(([tool, args]) => `${tool}(${JSON.stringify(args)})`).join('; '),
      })),
    },
    tool_context: {
      executions: executed.map(({ call: [tool, args, result] }) => ({
        function_name: tool,
        arguments: JSON.stringify(args),
        reasoning: 'r',
        result,
      })),
    },
    tools: names.map((name) => ({ type: 'function', function: { name } })),
    question,
    final_answer: 'Done.',
  });
}

type MadeCall = { readonly call: RowCall; readonly id: string };

function turnMessages(turn: readonly MadeCall[]): object[] {
  if (turn.length === 0) return [];
  const calls = turn.map(({ call: [name, args], id }) => ({
    id,
    type: 'function',
    function: { name, arguments: JSON.stringify(args) },
  }));
  const answers = turn.map(({ call: [, , content], id }) => ({
    role: 'tool',
    content,
    tool_call_id: id,
  }));
  return [{ role: 'assistant', content: '', tool_calls: calls }, ...answers];
}
