import { describe, expect, it } from 'vitest';
import { readDeepFabricConfig } from './deepfabric-config.ts';

const EMPTY = {
  files: new Map(),
  places: new Map(),
  components: new Map(),
  toolExecutePath: undefined,
  spinEndpoint: undefined,
  toolsEndpoint: undefined,
  notes: [],
};

/** A configuration as versions from 4.4 on read it. */
const CURRENT = `
llm: {provider: ollama, model: m}
topics: {prompt: files, mode: graph}
generation:
  system_prompt: Make examples.
  conversation: {type: cot, reasoning_style: agent}
  tools:
    spin_endpoint: "http://127.0.0.1:3000"
    tools_endpoint: "http://127.0.0.1:3000/mock/list-tools"
    tool_execute_path: "/mock/execute"
    components: {builtin: [read_file, list_files], mock: [get_weather]}
    max_per_query: 4
    strict: true
    scenario_seed:
      files:
        main.py: |
          print('hi')
        "config.json": "{}"
output: {num_samples: 1, save_as: out.jsonl}
`;

/** One of 4.3, with the tools in one list. */
const OLDER = `
topics: {prompt: files, depth: 3}
generation:
  system_prompt: |
    You have tools.
  conversation: {type: chain_of_thought, reasoning_style: agent, agent_mode: multi_turn}
  tools:
    available: [read_file, write_file, gh_get_issue, get_weather]
    max_agent_steps: 5
    scenario_seed: {files: {a.txt: hi}}
`;

/** Where `files` and these of its files are written, each with its line. */
function placesAt(files: number, ...lines: readonly (readonly [path: string, line: number])[]) {
  const places = [
    ['/files', files] as const,
    ...lines.map(([path, line]) => [`/files/${path}`, line] as const),
  ];
  return new Map(places.map(([path, line]) => [path, { file: 'config.yaml', line }]));
}

function messageOf(text: string): string {
  try {
    readDeepFabricConfig(text, 'config.yaml');
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return 'no error';
}

describe('readDeepFabricConfig', () => {
  it('reads the world of tools from generation.tools', () => {
    expect(readDeepFabricConfig(CURRENT, 'config.yaml')).toEqual({
      files: new Map([
        ['main.py', "print('hi')\n"],
        ['config.json', '{}'],
      ]),
      places: placesAt(15, ['main.py', 16], ['config.json', 18]),
      components: new Map([
        ['vfs', ['read_file', 'list_files']],
        ['mock', ['get_weather']],
      ]),
      toolExecutePath: '/mock/execute',
      spinEndpoint: 'http://127.0.0.1:3000',
      toolsEndpoint: 'http://127.0.0.1:3000/mock/list-tools',
      notes: [],
    });
  });

  it('finds the components of tools that older versions kept in one list', () => {
    expect(readDeepFabricConfig(OLDER, 'config.yaml')).toEqual({
      ...EMPTY,
      files: new Map([['a.txt', 'hi']]),
      places: placesAt(10, ['a.txt', 10]),
      components: new Map([
        ['vfs', ['read_file', 'write_file']],
        ['github', ['gh_get_issue']],
        ['mock', ['get_weather']],
      ]),
      notes: [
        {
          line: 8,
          text: 'available is read as DeepFabric before 4.4 does; from 4.4 on, it ignores it and has no tools: name them in components',
        },
      ],
    });
  });

  it('names tools that no component has', () => {
    const text = 'tools:\n  components:\n    builtin: [read_file, fly]\n';
    expect(readDeepFabricConfig(text, 'config.yaml').notes).toEqual([
      { line: 3, text: 'builtin has no tool "fly"; it has no effect' },
    ]);
    const older = 'data_engine:\n  available_tools:\n    - reed_file\n    - get_weather\n';
    expect(readDeepFabricConfig(older, 'config.yaml')).toEqual({
      ...EMPTY,
      components: new Map([['mock', ['reed_file', 'get_weather']]]),
      notes: [
        {
          line: 3,
          text: 'no component has a tool "reed_file", so it counts as one of the mock; did you mean read_file?',
        },
      ],
    });
  });

  it.each([
    ['vsf', '[read_file]', 'vfs'],
    ['buildin', '[fly, list_files]', 'builtin'],
    ['Github', '[gh_get_issue]', 'github'],
    ['mcok', '[get_weather]', 'mock'],
  ])('notes that %s with %s is likely to be %s', (name, tools, near) => {
    const text = `tools:\n  components:\n    mock: [f]\n    ${name}:\n      ${tools}\n`;
    expect(readDeepFabricConfig(text, 'config.yaml').notes).toEqual([
      { line: 4, text: `there may be no component "${name}"; did you mean ${near}?` },
    ]);
  });

  it.each(['gitlab: [gl_get_issue]', 'search: [read_file]', 'vfs: [read_file]', 'ofs: []'])(
    'takes a component of another app as it is (%s)',
    (component) => {
      const text = `tools: {components: {${component}}}\n`;
      expect(readDeepFabricConfig(text, 'config.yaml').notes).toEqual([]);
    },
  );

  it('ignores sections that do not concern tools', () => {
    const text =
      'llm: {provder: x}\ngeneration: {conversation: {typ: cot}}\noutput: {num_sample: 1}\n';
    expect(readDeepFabricConfig(text, 'config.yaml')).toEqual(EMPTY);
  });

  it('reads data_engine, which version 3 used instead of generation', () => {
    const text = `
dataset_system_prompt: You have tools.
topic_tree: {topic_prompt: files}
data_engine:
  generation_system_prompt: Make examples.
  conversation_type: chain_of_thought
  available_tools: [read_file]
  custom_tools: [{name: ping, component: net}, {name: pong}]
  max_tools_per_query: 2
  spin_endpoint: http://127.0.0.1:3000
  scenario_seed: {files: {a.txt: hi}}
dataset: {save_as: out.jsonl}
`;
    expect(readDeepFabricConfig(text, 'config.yaml')).toEqual({
      ...EMPTY,
      files: new Map([['a.txt', 'hi']]),
      places: placesAt(11, ['a.txt', 11]),
      components: new Map([
        ['vfs', ['read_file']],
        ['net', ['ping']],
        ['', ['pong']],
      ]),
      spinEndpoint: 'http://127.0.0.1:3000',
    });
  });

  it.each(['tools: {scenario_seed: {files: {a.txt: hi}}}', 'scenario_seed: {files: {a.txt: hi}}'])(
    'reads the piece %j',
    (text) => {
      const places = placesAt(1, ['a.txt', 1]);
      const expected = { ...EMPTY, files: new Map([['a.txt', 'hi']]), places };
      expect(readDeepFabricConfig(text, 'config.yaml')).toEqual(expected);
    },
  );

  it.each(['generation: {}', 'generation: {tools: }', 'generation: {tools: {scenario_seed: }}'])(
    'finds no world in %j',
    (text) => {
      expect(readDeepFabricConfig(text, 'config.yaml')).toEqual(EMPTY);
    },
  );

  it('names keys that have no effect', () => {
    const text = 'generation:\n  tools:\n    registry_path: tools.yaml\nhooks: {}\n';
    expect(readDeepFabricConfig(text, 'config.yaml').notes).toEqual([
      { line: 4, text: 'the configuration has no key "hooks"; it has no effect' },
      { line: 3, text: 'tools has no key "registry_path"; it has no effect' },
    ]);
  });

  it.each([
    [
      'generation:\n  tools:\n    scenario_sede: {}',
      'config.yaml:3: Failed to read the configuration: tools has no key "scenario_sede". Did you mean scenario_seed?',
    ],
    [
      'genertion: {}',
      'config.yaml:1: Failed to read the configuration: the configuration has no key "genertion". Did you mean generation?',
    ],
    [
      'generation:\n  scenario_seed: {files: {a: b}}',
      'config.yaml:2: Failed to read the configuration: generation has no key "scenario_seed"; DeepFabric ignores it here. Move it into tools.',
    ],
    [
      'topics: {prompt: a}',
      'config.yaml:1: Failed to read the configuration: generation is missing. Add generation, with tools in it.',
    ],
    [
      'scenario_seed:\n  files:\n    n: 42',
      'config.yaml:3: Failed to read the configuration: the file "n" is the number 42, not a string. Put it in quotes.',
    ],
    [
      'scenario_seed: {files: [1]}',
      'config.yaml:1: Failed to read the configuration: files is a list, not a map. Give a map.',
    ],
    [
      'tools: {components: {builtin: }}',
      'config.yaml:1: Failed to read the configuration: the list of tools of "builtin" is null, not a list. Give a list.',
    ],
    [
      'tools: {components: {builtin: [reed_file]}}',
      'config.yaml:1: Failed to read the configuration: builtin has no tool "reed_file". Did you mean read_file?',
    ],
    [
      'tools: {max_per_query: lots}',
      'config.yaml:1: Failed to read the configuration: max_per_query is a string, not a whole number from 1 to 10. Give a whole number from 1 to 10.',
    ],
    [
      'tools:\n  max_agent_steps: 11',
      'config.yaml:2: Failed to read the configuration: max_agent_steps is the number 11, not a whole number from 1 to 10. Give a whole number from 1 to 10.',
    ],
    [
      'data_engine: {max_tools_strict: sometimes}',
      'config.yaml:1: Failed to read the configuration: strict is a string, not true or false. Give true or false.',
    ],
    [
      'tools: {custom: [{description: a}]}',
      'config.yaml:1: Failed to read the configuration: a custom tool has no name. Add name.',
    ],
    [
      'scenario_seed:\n  files:\n    a.txt: one\n    "a.txt": two',
      'config.yaml:4: Failed to read the configuration: the key "a.txt" is repeated. Remove one of the two.',
    ],
    [
      '',
      'config.yaml:1: Failed to read the configuration: it is empty. Begin it with generation, and tools in it.',
    ],
    [
      'tools: {}\n---\ntools: {}',
      'config.yaml:3: Failed to read the configuration: it has a second document. Keep one.',
    ],
  ])('reports the error in %j', (text, message) => {
    expect(messageOf(text)).toBe(message);
  });

  it('looks into no more unknown keys, and no more documents, than it needs', () => {
    const keys = Array.from({ length: 2_000 }, (_, index) => `k${index}: 1\n`).join('');
    expect(messageOf(keys)).toBe(
      'config.yaml:1001: Failed to read the configuration: the configuration has more than 1000 unknown keys. Give a configuration of DeepFabric.',
    );
    // The error in the third document is not reached.
    expect(messageOf('tools: {}\n---\ntools: {}\n---\n&a b: c')).toContain('a second document');
  });

  it('refuses a configuration of 10 MB at once', () => {
    const text = `scenario_seed: {files: {a.txt: ${'x'.repeat(10_000_000)}}}`;
    expect(messageOf(text)).toBe(
      'config.yaml: Failed to read the configuration: it has 10000033 characters, more than 8388608. Give large starting files in a scenario of their own, under world.files.',
    );
  });
});
