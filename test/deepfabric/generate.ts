import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { DatasetRow } from './dataset-row.ts';
import { startScriptedLlm, TOPIC_ROOT } from './scripted-llm.ts';
import type { Trace } from './trace.ts';

/** The samples that DeepFabric should generate. */
export interface Generation {
  /** A Python interpreter that has DeepFabric. */
  readonly python: string;
  /** One row is generated from each, all of them in parallel. */
  readonly traces: readonly Trace[];
  /** The section `generation.tools` of DeepFabric's configuration. */
  readonly tools: Readonly<Record<string, unknown>>;
}

/** The result. */
export interface Generated {
  readonly rows: readonly DatasetRow[];
  /** Lines of DeepFabric's file of failed samples. */
  readonly failures: readonly string[];
  /** The prompts that the LLM answered: `<topic>: <kind>`. */
  readonly asked: readonly string[];
  /** Prompts that no trace answers. */
  readonly problems: readonly string[];
  /** The output of the command. */
  readonly output: string;
}

/** Runs `deepfabric generate` with the scripted LLM, in a folder of its own. */
export async function generate({ python, traces, tools }: Generation): Promise<Generated> {
  const folder = mkdtempSync(join(tmpdir(), 'spintape-deepfabric-'));
  const llm = await startScriptedLlm(traces);
  try {
    const topics = traces.map(({ topic }) => `${JSON.stringify({ path: [TOPIC_ROOT, topic] })}\n`);
    writeFileSync(join(folder, 'topics.jsonl'), topics.join(''));
    writeFileSync(
      join(folder, 'config.yaml'),
      JSON.stringify(configuration({ tools, count: traces.length })),
    );
    const args = ['generate', 'config.yaml', '--tui', 'simple', '--topics-load', 'topics.jsonl'];
    const child = spawn(python, ['-m', 'deepfabric', ...args], {
      cwd: folder,
      env: environment(folder, llm.url),
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 120_000,
    });
    const [output, complaint] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'close'),
    ]);
    const { asked, problems } = llm;
    return { ...filesOf(folder), asked, problems, output: `${output}${complaint}` };
  } finally {
    llm.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

// JSON is YAML, and the command takes either.
function configuration({ tools, count }: { tools: Generation['tools']; count: number }): unknown {
  return {
    llm: { provider: 'openai', model: 'scripted', temperature: 0 },
    topics: { prompt: TOPIC_ROOT, mode: 'tree', depth: 1, degree: count, save_as: 'topics.jsonl' },
    generation: {
      system_prompt: 'Show how tools are used.',
      instructions: 'Be brief.',
      conversation: { type: 'cot', reasoning_style: 'agent' },
      rate_limit: { max_retries: 1, base_delay: 0.1, max_delay: 1 },
      tools,
    },
    output: {
      system_prompt: 'You have tools.',
      include_system_message: true,
      num_samples: count,
      batch_size: count,
      save_as: 'rows.jsonl',
    },
  };
}

// Telemetry, update checks and the model hub are off, and any other outbound request goes to a
// proxy that does not answer.
function environment(folder: string, llm: string): Record<string, string> {
  const nowhere = 'http://127.0.0.1:9';
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: folder,
    XDG_DATA_HOME: folder,
    PYTHONDONTWRITEBYTECODE: '1',
    PYTHONUTF8: '1',
    OPENAI_API_KEY: 'sk-test',
    OPENAI_BASE_URL: `${llm}/v1`,
    ANONYMIZED_TELEMETRY: 'False',
    DEEPFABRIC_TESTING: 'True',
    DEEPFABRIC_NO_UPDATE_CHECK: '1',
    HF_HUB_OFFLINE: '1',
    HF_DATASETS_OFFLINE: '1',
    HTTP_PROXY: nowhere,
    HTTPS_PROXY: nowhere,
    NO_PROXY: '127.0.0.1,localhost',
  };
}

// The command exits with 0 even if it generated nothing, so only its files show the result.
function filesOf(folder: string): { rows: DatasetRow[]; failures: string[] } {
  const lines = readdirSync(folder)
    .filter((name) => name.startsWith('rows'))
    .flatMap((name) => {
      const content = readFileSync(join(folder, name), 'utf8');
      const isFailures = name.includes('failures');
      return content
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => ({ line, isFailures }));
    });
  return {
    rows: lines.filter(({ isFailures }) => !isFailures).map(({ line }) => JSON.parse(line)),
    failures: lines.filter(({ isFailures }) => isFailures).map(({ line }) => line),
  };
}
