import {
  type RunningServer,
  startServer,
  type TextAnswer,
  type TextRequest,
} from './http-server.ts';
import { stepContent, type Trace } from './trace.ts';

/** A chat completion as DeepFabric asks for it: one user message and the schema of the answer. */
interface Completion {
  readonly messages: readonly { readonly content: string }[];
  readonly response_format: {
    readonly json_schema: { readonly schema: { readonly properties: Record<string, unknown> } };
  };
}

/** An OpenAI-compatible server that plays traces. */
export interface ScriptedLlm extends RunningServer {
  /** The kinds of the prompts that came, in their order, with the topic of each. */
  readonly asked: readonly string[];
  /** The requests that it could not answer. */
  readonly problems: readonly string[];
}

/**
 * Starts a server that answers `GET /v1/models` and `POST /v1/chat/completions`. It is stateless:
 * each prompt contains the whole state, and the schema shows the expected kind of answer.
 */
export async function startScriptedLlm(traces: readonly Trace[]): Promise<ScriptedLlm> {
  const asked: string[] = [];
  const problems: string[] = [];
  const happened = new Set<unknown>();
  const answer = (request: TextRequest): TextAnswer => {
    if (request.path === '/v1/models') return MODELS;
    const { messages, response_format }: Completion = JSON.parse(request.body);
    const prompt = messages.map(({ content }) => content).join('\n');
    const isStep = 'tool_calls' in response_format.json_schema.schema.properties;
    const trace = traces.find((one) => prompt.includes(one.question) || asksFor(one, prompt));
    if (trace === undefined) {
      problems.push(prompt);
      return { status: 400, body: JSON.stringify({ error: { message: 'no such trace' } }) };
    }
    const kind = isStep ? 'step' : asksFor(trace, prompt) ? 'question' : 'answer';
    asked.push(`${trace.topic}: ${kind}`);
    if (kind !== 'step') return completion(JSON.stringify({ content: trace[kind] }));
    return step(trace, prompt, happened);
  };
  return { ...(await startServer(answer)), asked, problems };
}

const MODELS: TextAnswer = {
  status: 200,
  body: JSON.stringify({
    object: 'list',
    data: [{ id: 'scripted', object: 'model', created: 0, owned_by: 'tests' }],
  }),
};

// DeepFabric ends the prompt for a question with the path of topics.
function asksFor({ topic }: Trace, prompt: string): boolean {
  return prompt.includes(`following subtopics: ${TOPIC_ROOT} -> ${topic}`);
}

/** The topic that all traces are below. */
export const TOPIC_ROOT = 'Everyday work';

function step(trace: Trace, prompt: string, happened: Set<unknown>): TextAnswer {
  const done = prompt.match(/^### Step \d+$/gm)?.length ?? 0;
  const mishap = trace.mishaps?.find((one) => one.step === done && !happened.has(one));
  if (mishap === undefined) return completion(stepContent(trace.steps[done] ?? []));
  happened.add(mishap);
  if ('content' in mishap) return completion(mishap.content);
  return { status: mishap.status, body: JSON.stringify({ error: { message: 'not now' } }) };
}

function completion(content: string): TextAnswer {
  const message = { role: 'assistant', content, refusal: null };
  return {
    status: 200,
    body: JSON.stringify({
      id: 'chatcmpl-1',
      object: 'chat.completion',
      created: 0,
      model: 'scripted',
      choices: [{ index: 0, message, finish_reason: 'stop', logprobs: null }],
      usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
    }),
  };
}
