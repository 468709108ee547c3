import { readFileSync } from 'node:fs';
import { decodeText } from '../../harness/cassette/store/decode-text.ts';
import { readDeepFabricConfig } from '../../harness/internal.ts';
import { isClearRefusal } from './clear-refusal.ts';
import type { FuzzFormat } from './fuzz-format.ts';
import { YAML_PIECES } from './yaml-pieces.ts';

const CURRENT = `llm: {provider: ollama, model: m}
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

const OLDER = `topics: {prompt: files, depth: 3}
data_engine:
  generation_system_prompt: |
    You have tools.
  available_tools: [read_file, write_file, gh_get_issue, get_weather]
  max_tools_per_query: 3
  scenario_seed: {files: {a.txt: hi, b/c.txt: "x"}}
`;

const PIECE = 'tools:\n  components: {vfs: [read_file]}\n  scenario_seed: {files: {a.txt: hi}}\n';

/** Configurations of DeepFabric. */
export const CONFIGURATIONS: FuzzFormat = {
  name: 'configurations',
  ending: '.yaml',
  sound: [CURRENT, OLDER, PIECE],
  pieces: { ...YAML_PIECES, opening: 'generation:\n  tools:\n    components:\n' },
  reading: (path) => {
    try {
      const text = decodeText(readFileSync(path), path, 'the configuration');
      readDeepFabricConfig(text, path);
      return 'read';
    } catch (error) {
      const clarity = { path, ofWholeFile: /is not UTF-8|characters, more than/ };
      if (isClearRefusal(error, { ...clarity, codes: ['cassette-invalid'] })) return 'refused';
      throw error;
    }
  },
};
