/** A tool call that the scripted LLM asks for. */
export interface AskedCall {
  readonly tool: string;
  readonly args: Readonly<Record<string, unknown>>;
  /** The expected result in the row; undefined if the row must not show the call. */
  readonly content: string | undefined;
}

/**
 * The scripted LLM's answer instead of a step, once: a status is an HTTP error, a text is the
 * content of its message.
 */
export type Mishap = { readonly step: number } & (
  | { readonly status: number }
  | { readonly content: string }
);

/**
 * The scripted LLM's part in one sample. Samples run in parallel, so each prompt must identify its
 * trace: the first one contains the topic, all later ones the question.
 */
export interface Trace {
  readonly topic: string;
  readonly question: string;
  /** The calls of each step. After the last one the LLM says that it is done. */
  readonly steps: readonly (readonly AskedCall[])[];
  readonly answer: string;
  readonly mishaps?: readonly Mishap[];
}

/** A call that the LLM asks for, with the result that the row has to show. */
export function ask(tool: string, args: AskedCall['args'], content: string): AskedCall {
  return { tool, args, content };
}

/** A call that was asked for before: DeepFabric neither makes nor shows it. */
export function askAgain(tool: string, args: AskedCall['args']): AskedCall {
  return { tool, args, content: undefined };
}

/** The content of a message in which the LLM asks for calls, or says that it is done. */
export function stepContent(calls: readonly AskedCall[]): string {
  return JSON.stringify({
    thought: calls.length === 0 ? 'I know enough to answer.' : 'I have to look first.',
    tool_calls: calls.map(({ tool, args }) => ({
      function_name: tool,
      arguments: JSON.stringify(args),
      reasoning: 'It shows what is there.',
    })),
    is_final: calls.length === 0,
  });
}
