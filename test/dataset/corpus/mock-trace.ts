import type { RowCall } from '../deepfabric-row.fixture.ts';
import type { Dice } from './dice.ts';
import type { RealSession } from './real-session.ts';
import type { Trace } from './trace.ts';

const text = { type: 'string' };
const PORTS = ['Bergen', 'Århus', 'Lübeck', 'Gdańsk'];

/** The tools that traces of mocks call, as MCP's `tools/list` describes them. */
const CORPUS_TOOLS = [
  ['find_berth', { port: text }],
  ['get_berth', { berth_id: text }],
  ['get_tide', { port: text, hour: { type: 'integer' } }],
].map(([name, properties]) => ({
  name,
  description: `The tool ${name}`,
  inputSchema: { type: 'object', properties, required: Object.keys(properties as object) },
}));

/** The requests that define the mocks, path and body. */
const CORPUS_DEFINITIONS: readonly (readonly [path: string, body: object])[] = [
  ['/mock/load-schema', { tools: CORPUS_TOOLS }],
  ...PORTS.map(
    (port, index) =>
      [
        '/mock/add-fixture',
        {
          name: 'find_berth',
          match: { port },
          response: { berth_id: `berth-7712-${index}0341`, free: index !== 2 },
        },
      ] as const,
  ),
  [
    '/mock/update-response',
    { name: 'get_berth', mockResponse: { id: '{{berth_id}}', depth: 11.5, quay: 'nørd' } },
  ],
  [
    '/mock/update-response',
    { name: 'get_tide', mockResponse: { port: '{{port}}', level: 3, note: null } },
  ],
];

/** A log of these requests, as `--mock-log` reads it. */
export const CORPUS_MOCK_LOG = CORPUS_DEFINITIONS.map(([path, body]) =>
  JSON.stringify({ m: 'POST', t: path, req: JSON.stringify(body), st: 200 }),
).join('\n');

/** A model finds a berth, looks at it by the id in the answer, and asks for tides. */
export async function mockTrace(session: RealSession, dice: Dice): Promise<Trace> {
  for (const [path, body] of CORPUS_DEFINITIONS) await session.post(path, body);
  // A sample is made in one style throughout.
  const isMcp = dice.roll(2) === 0;
  const make = async (tool: string, args: object): Promise<RowCall> => {
    if (!isMcp) return [tool, args, await session.call('mock', tool, args)];
    const { result } = await session.post('/mock/execute', { name: tool, arguments: args });
    return [tool, args, pythonText(result)];
  };
  const index = dice.roll(PORTS.length);
  const port = PORTS[index] ?? '';
  const tides: RowCall[][] = [];
  for (let hour = 0; hour < dice.roll(3); hour += 1) {
    tides.push([await make('get_tide', { port: dice.pick(PORTS), hour })]);
  }
  const found = await make('find_berth', { port });
  const berth = await make('get_berth', { berth_id: `berth-7712-${index}0341` });
  const tide = await make('get_tide', { port, hour: 20 + dice.roll(4) });
  return {
    turns: [...tides, [found], [berth], [tide]],
    question: `Which berth is free in ${port}, and how is the tide in ${PORTS.join(', ')}?`,
    tools: ['find_berth', 'get_berth', 'get_tide'],
    marks: { known: tide, index: found, indexed: berth },
  };
}

/** The output of Python's json.dumps for the values of these mocks. */
function pythonText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(pythonText).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(([key, it]) => `${quoted(key)}: ${pythonText(it)}`);
    return `{${members.join(', ')}}`;
  }
  return typeof value === 'string' ? quoted(value) : JSON.stringify(value);
}

function quoted(value: string): string {
  return JSON.stringify(value).replace(/[^ -~]/g, (unit) => {
    const code = unit.charCodeAt(0).toString(16);
    return `\\u${code.padStart(4, '0')}`;
  });
}
