// Writes rows as DeepFabric 4.12 does, five calls each, whose answers follow from a model of the
// files that is written here and not from the code that judges them.
import { closeSync, openSync, writeSync } from 'node:fs';

/** The files that every row starts with, in the form of a configuration. */
export const FILES = {
  'README.md': '# Harbour\n\nTides and berths.\n',
  'config.json': '{"version": "1.0.0", "debug": true}\n',
  'src/tides.py': 'def tide(hour):\n    return (hour * 7) % 12\n',
};

/** The configuration of DeepFabric that goes with the rows. */
export function configText() {
  const files = Object.entries(FILES)
    .map(([path, content]) => `        ${path}: ${JSON.stringify(content)}\n`)
    .join('');
  return (
    'generation:\n  tools:\n' +
    '    components: {builtin: [read_file, write_file, list_files, delete_file]}\n' +
    `    scenario_seed:\n      files:\n${files}`
  );
}

/** Writes `count` rows to a file; one in `FAULTY` has a false answer. Gives how many have. */
export function makeRows(path, count, seed = 1) {
  const descriptor = openSync(path, 'w');
  const roll = dice(seed);
  let faulty = 0;
  let text = '';
  for (let row = 0; row < count; row += 1) {
    const isFaulty = roll(FAULTY) === 0;
    if (isFaulty) faulty += 1;
    text += `${JSON.stringify(rowOf(callsOf(roll, isFaulty), row))}\n`;
    if (text.length > 1 << 20 || row === count - 1) {
      writeSync(descriptor, text);
      text = '';
    }
  }
  closeSync(descriptor);
  return faulty;
}

const FAULTY = 20;

/** mulberry32: numbers that look random and are the same for the same seed. */
function dice(seed) {
  let state = seed >>> 0;
  return (sides) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  };
}

/** Look around, read, fail to read, write, list again. */
function callsOf(roll, isFaulty) {
  const paths = Object.keys(FILES);
  const read = paths[roll(paths.length)];
  const absent = `notes/day-${roll(1_000_000)}.md`;
  const content = `Day ${roll(1_000_000)}: ${'tide – ebb, '.repeat(roll(20))}done.\n`;
  const size = Buffer.byteLength(content);
  return [
    ['list_files', {}, JSON.stringify(paths)],
    ['read_file', { file_path: read }, isFaulty ? `not the content ${roll(1000)}` : FILES[read]],
    ['read_file', { file_path: absent }, `Error (FileNotFound): File not found: ${absent}`],
    ['write_file', { file_path: absent, content }, `Successfully wrote ${size} bytes to ${absent}`],
    ['delete_file', { file_path: absent }, `Successfully deleted ${absent}`],
  ];
}

function rowOf(calls, number) {
  const question = `Look around and keep the notes of watch ${number}.`;
  const made = calls.map(([name, args, content], index) => {
    const id = `w${number.toString(36)}x${index}`.padEnd(9, '0');
    const called = { name, arguments: JSON.stringify(args) };
    return [
      { role: 'assistant', content: '', tool_calls: [{ id, type: 'function', function: called }] },
      { role: 'tool', content, tool_call_id: id },
    ];
  });
  const final = 'The notes are kept, and the harbour is as it was.';
  return {
    messages: [
      { role: 'user', content: question },
      ...made.flat(),
      { role: 'assistant', content: final },
    ],
    metadata: { conversation_type: 'cot', react_steps: calls.length + 1 },
    reasoning: {
      style: 'agent',
      content: calls.map(([name, args], index) => ({
        step_number: index + 1,
        thought: 'This comes next.',
        action: `${name}(${JSON.stringify(args)})`,
      })),
    },
    tool_context: {
      executions: calls.map(([name, args, result]) => ({
        function_name: name,
        arguments: JSON.stringify(args),
        reasoning: 'It is needed.',
        result,
      })),
    },
    tools: TOOLS,
    agent_context: { mode: 'single_turn' },
    question,
    final_answer: final,
  };
}

const TOOLS = [
  ['read_file', ['file_path']],
  ['write_file', ['file_path', 'content']],
  ['list_files', []],
  ['delete_file', ['file_path']],
].map(([name, required]) => ({
  type: 'function',
  function: {
    name,
    description: `The tool ${name}`,
    parameters: {
      type: 'object',
      properties: Object.fromEntries(required.map((key) => [key, { type: 'string' }])),
      required,
    },
  },
}));
