import {
  isNull,
  readBoolean,
  readEntries,
  readInteger,
  readString,
} from '../../cassette/format/node-readers.ts';
import { placesIn } from '../../cassette/yaml/node-places.ts';
import { yamlDocuments } from '../../cassette/yaml/yaml-documents.ts';
import { fault, lineOf } from '../../cassette/yaml/yaml-fault.ts';
import type { YamlNode } from '../../cassette/yaml/yaml-node.ts';
import { HarnessError } from '../../errors.ts';
import { suggestion } from '../../suggestion.ts';
import type { Places } from '../../world/places.ts';
import {
  type ConfigNote,
  type ConfigSection,
  optionalString,
  quotedStart,
  readComponents,
} from './deepfabric-components.ts';

/** The world of tool calls, according to a configuration of DeepFabric. */
export interface DeepFabricConfig {
  /** The files that every sample finds, in their order, content by path. */
  readonly files: ReadonlyMap<string, string>;
  /** Where these are written: `/files/a.txt`. */
  readonly places: Places;
  /** Names of tools by the id of the component that runs them (`builtin` is `vfs`); the empty id
   * for tools that are sent to the root. */
  readonly components: ReadonlyMap<string, readonly string[]>;
  /**
   * The address to which every call is sent in MCP style; undefined: to each component in its own
   * style.
   */
  readonly toolExecutePath: string | undefined;
  /** The service that DeepFabric called. */
  readonly spinEndpoint: string | undefined;
  /** The source of the tools' definitions. */
  readonly toolsEndpoint: string | undefined;
  /** Keys that DeepFabric ignores without a word, and so do we, but not without one. */
  readonly notes: readonly ConfigNote[];
}

/** The longest configuration that is read, in UTF-16 code units: 8 Mi. */
const SIZE_LIMIT = 8 * 1024 * 1024;

/** The most unknown keys of one map; a configuration with more of them is not one. */
const MOST_UNKNOWN = 1_000;

/**
 * Reads a configuration of DeepFabric, of version 4 or older: `generation.tools`, or the older
 * `data_engine`, or a piece that begins with `tools` or `scenario_seed`. Sections that do not
 * concern tools are ignored.
 *
 * @param file names the text in messages
 * @throws HarnessError `cassette-invalid` with file and line for invalid text: not YAML, not a map,
 *   wrong types, misspelt keys, a repeated path.
 */
export function readDeepFabricConfig(text: string, file: string): DeepFabricConfig {
  if (text.length > SIZE_LIMIT) throw tooLarge(file, text.length);
  // The documents after the second are not even parsed.
  const [root, second] = yamlDocuments(text, file, { subject: SUBJECT });
  if (root === undefined) throw empty(file);
  if (second !== undefined) throw fault(second, 'it has a second document', 'Keep one.');
  const notes: ConfigNote[] = [];
  const tools = toolsOf(root, notes);
  refuseWrongTypes(tools);
  return {
    ...readFiles(tools.get('scenario_seed'), notes),
    components: readComponents(tools, notes),
    toolExecutePath: optionalString(tools, 'tool_execute_path'),
    spinEndpoint: optionalString(tools, 'spin_endpoint'),
    toolsEndpoint: optionalString(tools, 'tools_endpoint'),
    notes,
  };
}

const SUBJECT = 'the configuration';

const ROOT_KEYS = [
  ...['llm', 'topics', 'generation', 'output', 'checkpoint', 'evaluation', 'huggingface'],
  ...['kaggle', 'deepfabric_cloud', 'dataset_system_prompt', 'topic_tree', 'topic_graph'],
  ...['data_engine', 'dataset', 'tools', 'scenario_seed'],
];

const GENERATION_KEYS = [
  ...['system_prompt', 'instructions', 'conversation', 'tools', 'max_retries', 'sample_retries'],
  ...['max_tokens', 'rate_limit', 'save_as', 'llm'],
];

const TOOLS_KEYS = [
  ...['spin_endpoint', 'components', 'tools_endpoint', 'tool_execute_path', 'custom'],
  ...['max_per_query', 'strict', 'scenario_seed', 'max_agent_steps', 'available'],
];

/** The keys of `data_engine` that later became keys of `generation.tools`. */
const RENAMED: Readonly<Record<string, string>> = {
  available_tools: 'available',
  custom_tools: 'custom',
  max_tools_per_query: 'max_per_query',
  max_tools_strict: 'strict',
};

const ENGINE_KEYS = [
  ...['instructions', 'generation_system_prompt', 'provider', 'model', 'temperature'],
  ...['max_retries', 'sample_retries', 'max_tokens', 'base_url', 'save_as', 'rate_limit'],
  ...['conversation_type', 'reasoning_style', 'agent_mode', ...Object.keys(RENAMED)],
  ...TOOLS_KEYS.filter((key) => !['custom', 'available', 'max_per_query', 'strict'].includes(key)),
];

function toolsOf(root: YamlNode, notes: ConfigNote[]): ConfigSection {
  const top = readSection(root, { what: SUBJECT, keys: ROOT_KEYS, notes });
  const generation = top.get('generation');
  if (generation !== undefined) {
    const fields = readSection(generation, { what: 'generation', keys: GENERATION_KEYS, notes });
    return readTools(fields.get('tools'), notes);
  }
  const engine = top.get('data_engine');
  if (engine !== undefined) {
    const fields = readSection(engine, { what: 'data_engine', keys: ENGINE_KEYS, notes });
    return new Map([...fields].map(([key, value]) => [RENAMED[key] ?? key, value]));
  }
  if (top.has('tools')) return readTools(top.get('tools'), notes);
  if (top.has('scenario_seed')) return top;
  throw fault(root, 'generation is missing', 'Add generation, with tools in it.');
}

const OLDER_KEY =
  'available is read as DeepFabric before 4.4 does; from 4.4 on, it ignores it and has no tools: ' +
  'name them in components';

function readTools(node: YamlNode | undefined, notes: ConfigNote[]): ConfigSection {
  if (node === undefined || isNull(node)) return new Map();
  const tools = readSection(node, { what: 'tools', keys: TOOLS_KEYS, notes });
  const available = tools.get('available');
  if (available !== undefined) notes.push({ line: lineOf(available), text: OLDER_KEY });
  return tools;
}

// A key that is nearly one of DeepFabric's is a mistake, which would change the world. Any other
// unknown key may belong to a newer version.
function readSection(
  node: YamlNode,
  { what, keys, notes }: { what: string; keys: readonly string[]; notes: ConfigNote[] },
): ConfigSection {
  const fields = new Map<string, YamlNode>();
  let unknown = 0;
  for (const [key, value] of readEntries(node, what)) {
    if (!keys.includes(key)) {
      unknown += 1;
      if (unknown > MOST_UNKNOWN) {
        const problem = `${what} has more than ${MOST_UNKNOWN} unknown keys`;
        throw fault(value, problem, 'Give a configuration of DeepFabric.');
      }
      const near = suggestion(key, keys);
      const problem = `${what} has no key ${JSON.stringify(key.slice(0, 40))}`;
      if (near !== undefined) throw fault(value, problem, `Did you mean ${near}?`);
      if (key === 'scenario_seed' || key === 'components' || key === 'available') {
        throw fault(value, `${problem}; DeepFabric ignores it here`, 'Move it into tools.');
      }
      notes.push({ line: lineOf(value), text: `${problem}; it has no effect` });
    }
    fields.set(key, value);
  }
  return fields;
}

// These do not affect the world, but DeepFabric refuses such a configuration.
function refuseWrongTypes(tools: ConfigSection): void {
  for (const key of ['max_per_query', 'max_agent_steps']) {
    const node = tools.get(key);
    if (node !== undefined) readInteger(node, key, { least: 1, most: 10 });
  }
  const strict = tools.get('strict');
  if (strict !== undefined) readBoolean(strict, 'strict');
}

function readFiles(
  seed: YamlNode | undefined,
  notes: ConfigNote[],
): Pick<DeepFabricConfig, 'files' | 'places'> {
  if (seed === undefined || isNull(seed)) return { files: new Map(), places: new Map() };
  const files = readSection(seed, { what: 'scenario_seed', keys: ['files'], notes }).get('files');
  const entries = files === undefined || isNull(files) ? [] : readEntries(files, 'files');
  const read = new Map(
    entries.map(([path, content]) => [path, readString(content, `the file ${quotedStart(path)}`)]),
  );
  return { files: read, places: placesIn(seed, 2) };
}

function tooLarge(file: string, length: number): HarnessError {
  return new HarnessError({
    code: 'cassette-invalid',
    problem: `Failed to read ${SUBJECT}: it has ${length} characters, more than ${SIZE_LIMIT}`,
    next: 'Give large starting files in a scenario of their own, under world.files.',
    file,
  });
}

function empty(file: string): HarnessError {
  return new HarnessError({
    code: 'cassette-invalid',
    problem: `Failed to read ${SUBJECT}: it is empty`,
    next: 'Begin it with generation, and tools in it.',
    file,
    line: 1,
  });
}
