import { deepFabricLine, type RowCall } from '../deepfabric-row.fixture.ts';
import type { Trace } from './trace.ts';

/** A row of DeepFabric 4.10 and later. */
export function currentRow({ turns, question, tools }: Trace): string {
  return deepFabricLine(turns, { question, tools });
}

/** A row of several user turns, as DeepFabric 4.3 to 4.9 wrote them. */
export function multiTurnRow(trace: Trace): string {
  const row = JSON.parse(currentRow(trace));
  const second =
    row.messages.findLastIndex((one: { role: string }) => one.role === 'assistant') - 2;
  const said = [
    { role: 'assistant', content: 'Here is what I found so far.' },
    { role: 'user', content: 'Go on, please.' },
  ];
  const isBetweenTurns = row.messages[second]?.role === 'assistant';
  if (isBetweenTurns) row.messages.splice(second, 0, ...said);
  return JSON.stringify({
    ...row,
    metadata: { conversation_type: 'chain_of_thought', topic: trace.question },
    agent_context: {
      mode: 'multi_turn',
      planning_trace: 'A conversation at the harbour.',
      execution_summary: 'Completed 2-turn conversation',
    },
    question: '',
    final_answer: '',
  });
}

/** A row in OpenAI's chat format, of no maker that is known. */
export function plainRow({ turns, question }: Trace): string {
  const messages = turns.flatMap((turn, at) => [
    {
      role: 'assistant',
      content: null,
      tool_calls: turn.map((call, index) => called(call, at, index)),
    },
    ...turn.flatMap(([, , content], index) =>
      content === undefined ? [] : [{ role: 'tool', tool_call_id: `call_${at}_${index}`, content }],
    ),
  ]);
  return JSON.stringify({ messages: [{ role: 'user', content: question }, ...messages] });
}

function called([name, args]: RowCall, at: number, index: number): object {
  const id = `call_${at}_${index}`;
  return { id, type: 'function', function: { name, arguments: JSON.stringify(args) } };
}

/** A flat row from before December 2025, which only has the first call. */
export function flatRow({ turns, question, tools }: Trace): string {
  const [[tool, args, answer] = ['', {}, '']] = turns[0] ?? [];
  return JSON.stringify({
    question,
    chain_of_thought: 'It is needed.',
    tool_used: tool,
    tool_input: JSON.stringify(args),
    tool_output: answer,
    final_answer: 'Done.',
    available_tools: tools.map((name) => ({ name, description: name, parameters: [] })),
  });
}
