/** The part of a row of DeepFabric 4.12 that follows from tool calls. */
export interface DatasetRow {
  readonly question: string;
  readonly final_answer: string;
  readonly messages: readonly RowMessage[];
  readonly tools: readonly { readonly function: { readonly name: string } }[];
  readonly tool_context: {
    readonly executions: readonly { readonly function_name: string; readonly result: string }[];
  };
}

interface RowMessage {
  readonly role: string;
  readonly content: string;
  readonly tool_call_id?: string;
  readonly tool_calls?: readonly RowToolCall[];
}

interface RowToolCall {
  readonly id: string;
  readonly function: { readonly name: string; readonly arguments: string };
}

/** A tool call with its result in a row. */
export interface ReportedCall {
  readonly tool: string;
  readonly args: unknown;
  readonly content: string;
}

/** The tool calls of a row in the order of its messages. */
export function reportedCalls({ messages }: DatasetRow): ReportedCall[] {
  const asked = messages.flatMap(({ tool_calls }) => tool_calls ?? []);
  return asked.map(({ id, function: { name, arguments: args } }) => ({
    tool: name,
    args: JSON.parse(args),
    content: messages.find((message) => message.tool_call_id === id)?.content ?? 'no answer',
  }));
}
