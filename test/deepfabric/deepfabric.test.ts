import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { reportedCalls } from './dataset-row.ts';
import { findDeepFabric, setUpAdvice } from './deepfabric-python.ts';
import { FILE_STORIES, SEED_FILES } from './file-traces.ts';
import { COMPONENT_TEXTS, FORECAST_MOCKS, forecastTraces, MCP_TEXTS } from './forecast-traces.ts';
import { type Generated, generate } from './generate.ts';
import { type ProxiedCall, startRecordingProxy } from './recording-proxy.ts';
import { shownCalls } from './shown-calls.ts';
import { runSpintape, type ServedApp, startSpintape } from './spintape-command.ts';
import { ask, type Trace } from './trace.ts';

const { path: python = '', missing } = findDeepFabric(process.env);
if (missing !== undefined) process.stderr.write(setUpAdvice(missing));

const FILE_TOOLS = {
  components: { builtin: ['read_file', 'write_file', 'list_files'] },
  custom: [
    {
      name: 'delete_file',
      description: 'Delete a file',
      parameters: [
        { name: 'file_path', type: 'str', description: 'Path of the file', required: true },
      ],
      returns: 'A confirmation',
    },
  ],
  scenario_seed: { files: SEED_FILES },
};

const MOCK_TOOLS = { components: { mock: ['get_forecast', 'find_station'] } };

const MIXED_TOOLS = {
  components: { ...FILE_TOOLS.components, ...MOCK_TOOLS.components },
  scenario_seed: { files: SEED_FILES },
};

const MIXED_STORY: Trace = {
  topic: 'Writing down the weather',
  question: 'Can you note the weather of Basel in a file?',
  steps: [
    [ask('get_forecast', { city: 'Basel' }, COMPONENT_TEXTS.basel)],
    [
      ask(
        'write_file',
        { file_path: 'weather.txt', content: 'clear' },
        'Successfully wrote 5 bytes to weather.txt',
      ),
      ask('list_files', {}, '["settings.json","notes/naïve plan.txt","weather.txt"]'),
    ],
  ],
  answer: 'It is clear, and written down in weather.txt.',
};

interface Run extends Generated {
  /** The client's requests to the service, with the answers. */
  readonly calls: readonly ProxiedCall[];
}

const started: ServedApp[] = [];
const folders: string[] = [];

afterEach(async () => {
  await Promise.all(started.splice(0).map(({ stop }) => stop()));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

async function serve(args: readonly string[] = []): Promise<ServedApp> {
  const app = await startSpintape(args);
  started.push(app);
  return app;
}

async function defineMocks({ url }: ServedApp): Promise<void> {
  for (const [route, body] of FORECAST_MOCKS) {
    const answer = await fetch(`${url}${route}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect({ route, status: answer.status }).toEqual({ route, status: 200 });
  }
}

async function run(
  app: ServedApp,
  { traces, tools }: { traces: readonly Trace[]; tools: Readonly<Record<string, unknown>> },
): Promise<Run> {
  const proxy = await startRecordingProxy(app.url);
  try {
    const endpoints = {
      spin_endpoint: proxy.url,
      ...('mock' in Object(tools['components'])
        ? { tools_endpoint: `${proxy.url}/mock/list-tools` }
        : {}),
    };
    const generated = await generate({
      python,
      traces,
      tools: { ...endpoints, ...tools, max_per_query: 6 },
    });
    return { ...generated, calls: proxy.calls };
  } finally {
    proxy.close();
  }
}

/** Checks that the rows match the traces, and show the service's answers. */
function expectRows(run: Run, traces: readonly Trace[]): void {
  const { rows, failures, problems, output } = run;
  expect({ failures, problems, rows: rows.length }, output).toEqual({
    failures: [],
    problems: [],
    rows: traces.length,
  });
  for (const { question, answer, steps } of traces) {
    const row = rows.find((one) => one.question === question);
    const shown = steps.flat().filter(({ content }) => content !== undefined);
    expect(row && reportedCalls(row)).toEqual(shown);
    expect(row?.tool_context.executions.map(({ result }) => result)).toEqual(
      shown.map(({ content }) => content),
    );
    expect(row?.final_answer).toBe(answer);
  }
  const reported = rows.flatMap(reportedCalls);
  const sent = reported.filter(({ content }) => !content.endsWith(' not found in registry'));
  expect(inOrder(sent)).toEqual(inOrder(shownCalls(run.calls).filter((one) => !isSeeding(one))));
}

function inOrder(values: readonly unknown[]): string[] {
  return values.map((value) => JSON.stringify(value)).sort();
}

function isSeeding({ tool, args }: { tool: string; args: unknown }): boolean {
  const seeds = Object.entries(SEED_FILES).map(([file_path, content]) => ({ file_path, content }));
  return tool === 'write_file' && inOrder(seeds).includes(JSON.stringify(args));
}

/** The session that a call ended, if it did. */
function endedSession({ method, path }: ProxiedCall): string[] {
  return method === 'DELETE' ? [path.replace('/session/', '')] : [];
}

/** The statuses of the clean-ups, one for each session. */
function cleanUps({ calls }: Run): number[] {
  const sessions = calls.flatMap(endedSession);
  expect(new Set(sessions).size).toBe(sessions.length);
  return calls.filter(({ method }) => method === 'DELETE').map(({ status }) => status);
}

async function replay(cassette: string): Promise<{ verdict: string; calls: number }> {
  const { code, stdout } = await runSpintape(['replay', cassette, '--json']);
  const { results } = JSON.parse(stdout);
  expect({ code, files: results.length }, stdout).toEqual({ code: 0, files: 1 });
  return results[0];
}

const title = missing === undefined ? "DeepFabric's client" : `DeepFabric's client (${missing})`;

describe.skipIf(missing !== undefined)(title, () => {
  it('generates with builtin tools and a scenario seed', async () => {
    const result = await run(await serve(), { traces: FILE_STORIES, tools: FILE_TOOLS });
    expectRows(result, FILE_STORIES);
    // One sample begins again, so there is one session more than there are rows.
    expect(cleanUps(result)).toEqual([200, 200, 200, 200, 200]);
    expect(result.calls.filter(({ path }) => path === '/execute')).toHaveLength(1);
  });

  it('generates with mock tools that are called by their component', async () => {
    const app = await serve();
    await defineMocks(app);
    const traces = forecastTraces(COMPONENT_TEXTS);
    const result = await run(app, { traces, tools: MOCK_TOOLS });
    expectRows(result, traces);
    expect(cleanUps(result)).toEqual([200, 200]);
  });

  it('generates with mock tools that are called by tool_execute_path', async () => {
    const app = await serve();
    await defineMocks(app);
    const traces = forecastTraces(MCP_TEXTS);
    const tools = { ...MOCK_TOOLS, tool_execute_path: '/mock/execute' };
    const result = await run(app, { traces, tools });
    expectRows(result, traces);
    expect(cleanUps(result)).toEqual([200, 200]);
  });

  it('generates with builtin and mock tools in one sample', async () => {
    const app = await serve();
    await defineMocks(app);
    const result = await run(app, { traces: [MIXED_STORY], tools: MIXED_TOOLS });
    expectRows(result, [MIXED_STORY]);
    expect(cleanUps(result)).toEqual([200]);
  });

  it('is recorded with one cassette per session, each of which replays alone', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'spintape-recorded-'));
    folders.push(folder);
    const app = await serve(['--record', folder]);
    await defineMocks(app);
    const mcpTools = { ...MOCK_TOOLS, tool_execute_path: '/mock/execute' };
    const runs = [
      await run(app, { traces: FILE_STORIES, tools: FILE_TOOLS }),
      await run(app, { traces: [MIXED_STORY], tools: MIXED_TOOLS }),
      await run(app, { traces: forecastTraces(MCP_TEXTS), tools: mcpTools }),
    ];
    expect(await app.stop()).toBe(0);

    const sessions = runs.flatMap(({ calls }) => calls.flatMap(endedSession)).sort();
    const cassettes = readdirSync(folder).sort();
    const withoutDigest = cassettes.map((name) => name.replace(/-[0-9a-f]{12}\.yaml$/, ''));
    expect(withoutDigest).toEqual([...sessions, 'shared.yaml']);
    let replayed = 0;
    for (const cassette of cassettes) {
      const { verdict, calls } = await replay(join(folder, cassette));
      expect({ cassette, verdict }).toEqual({ cassette, verdict: 'same' });
      replayed += calls;
    }
    const served = runs.flatMap(({ calls }) => calls).length;
    expect(replayed).toBe(FORECAST_MOCKS.length + served);
  });
});
