import { currentRow, multiTurnRow, plainRow } from './row-shapes.ts';
import type { Trace } from './trace.ts';

// Edits of a row outside its messages, or in their texts.

interface Execution {
  function_name: string;
  arguments: string;
}

type Edit = (executions: Execution[]) => unknown;

function withExecutions(print: (trace: Trace) => string, edit: Edit): (trace: Trace) => string {
  return (trace) => {
    const row = JSON.parse(print(trace));
    edit(row.tool_context.executions);
    return JSON.stringify(row);
  };
}

/** The first execution is of another tool. */
export const otherTool = withExecutions(currentRow, ([first]) =>
  Object.assign(first ?? {}, { function_name: 'delete_file' }),
);

/** The last execution has another argument. */
export const otherArguments = withExecutions(multiTurnRow, (executions) => {
  const last = executions.at(-1);
  const args = JSON.parse(last?.arguments ?? '{}');
  return Object.assign(last ?? {}, { arguments: JSON.stringify({ ...args, added: 1 }) });
});

/** There is an execution too many. */
export const oneTooMany = withExecutions(currentRow, (executions) =>
  executions.push({ function_name: 'list_files', arguments: '{"all":true}' }),
);

/** As `strict: false` leaves them: the messages have more. */
export const cutOff = withExecutions(currentRow, (executions) => executions.splice(1));

/** As a model spells them, which Python prints again for the messages. */
export const respelled = withExecutions(multiTurnRow, (executions) => {
  for (const one of executions) {
    one.arguments = one.arguments.replaceAll('":"', '" :  "').replace(/\}$/, ',"none":null}');
    one.arguments = one.arguments.replace('{,', '{');
  }
});

/** A call that is only written down, after real ones. */
export const writtenDown = (trace: Trace): string => {
  const row = JSON.parse(plainRow(trace));
  const content = '<tool_call>\n{"name": "delete_file", "arguments": {}}\n</tool_call>';
  row.messages.push({ role: 'assistant', content });
  return JSON.stringify(row);
};

/** A text about such calls. */
export const writtenAbout = (trace: Trace): string => {
  const row = JSON.parse(plainRow(trace));
  const content = 'Put it in <tool_call>:\n```\n<tool_call>\n{"name": "x"}\n</tool_call>\n```';
  row.messages.push({ role: 'assistant', content });
  return JSON.stringify(row);
};

/** The messages as a table keeps them, with nulls for members that only some of them have. */
export const withNulls = (trace: Trace): string => {
  const row = JSON.parse(currentRow(trace));
  const none = { tool_calls: null, function_call: null, tool_call_id: null, name: null };
  row.messages = row.messages.map((message: object) => ({ ...none, ...message }));
  return JSON.stringify({ ...row, tool_used: null, tool_input: null, conversations: [] });
};

/** A call in a shape that is not read, after real ones. */
export const inAnotherShape = (trace: Trace): string => {
  const row = JSON.parse(plainRow(trace));
  const call = { id: 'call_x', function: { name: 'delete_file', arguments: '{}' } };
  row.messages.push({ role: 'assistant', content: '', tool_calls: JSON.stringify([call]) });
  return JSON.stringify(row);
};

/** As datasets are published: with columns and marks of their own, which say nothing of calls. */
export const withColumns = (trace: Trace): string => {
  const row = JSON.parse(currentRow(trace));
  const marks = { id: 'message_1', timestamp: '2026-01-01T10:00:00Z', metadata: { tokens: 12 } };
  const messages = row.messages.map((message: object) => ({ ...marks, weight: 1, ...message }));
  const executions = row.tool_context.executions.map((one: object) => ({ success: true, ...one }));
  return JSON.stringify({
    ...{
      id: 'row_1',
      source: 'ours',
      scores: { judge: 0.9, rubric: [{ name: 'help', score: 3 }] },
    },
    ...{ ...row, messages, tool_context: { ...row.tool_context, executions } },
    metadata: { topic: trace.question, tags: ['a', 'b'], model: { name: 'm', temperature: 0 } },
  });
};

/** A second answer to a call, in a member that other readers take. */
export const secondAnswer = (trace: Trace): string => {
  const row = JSON.parse(plainRow(trace));
  const answer = row.messages.find(({ role }: { role: string }) => role === 'tool');
  answer.output = 'something else';
  return JSON.stringify(row);
};
