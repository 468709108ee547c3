import { BUILT_IN_TOOLS } from '../../../spin-app/protocol/built-in-tools.ts';
import { isNull, readEntries, readList, readString } from '../../cassette/format/node-readers.ts';
import { placesIn } from '../../cassette/yaml/node-places.ts';
import { fault, lineOf } from '../../cassette/yaml/yaml-fault.ts';
import type { YamlNode } from '../../cassette/yaml/yaml-node.ts';
import { suggestion } from '../../suggestion.ts';
import { pointer } from '../../world/places.ts';

/** A note for the user of a configuration. */
export interface ConfigNote {
  /** Counted from 1. */
  readonly line: number;
  /** A sentence without its full stop. */
  readonly text: string;
}

/** A part of a configuration: its values by key. */
export type ConfigSection = ReadonlyMap<string, YamlNode>;

type Components = Map<string, string[]>;

/**
 * Names of tools by the id of the component that runs them, in any of the forms of the section
 * `tools`.
 *
 * @param notes gets the names that no component has, and ids that are nearly those of others
 * @throws HarnessError `cassette-invalid` for wrong types, and for misspelt built-in tools.
 */
export function readComponents(tools: ConfigSection, notes: ConfigNote[]): Components {
  const components: Components = new Map();
  addComponents(components, tools.get('components'), notes);
  addAvailable(components, tools.get('available'), notes);
  addCustom(components, tools.get('custom'));
  return components;
}

function addComponents(
  components: Components,
  node: YamlNode | undefined,
  notes: ConfigNote[],
): void {
  const places = placesIn(node, 1);
  for (const [name, tools] of node === undefined ? [] : readEntries(node, 'components')) {
    const id = name === 'builtin' ? 'vfs' : name;
    const before = components.get(id)?.length ?? 0;
    for (const node of readList(tools, `the list of tools of ${quotedStart(name)}`)) {
      const tool = readString(node, 'the name of a tool');
      if (name === 'builtin') checkBuiltIn(tool, node, notes);
      add(components, id, tool);
    }
    const near = meantComponent(name, components.get(id)?.slice(before) ?? []);
    if (near === undefined) continue;
    const text = `there may be no component ${quotedStart(name)}; did you mean ${near}?`;
    notes.push({ line: places.get(pointer(name))?.line ?? 1, text });
  }
}

/** By id; those of `mock` may have any name. */
const TOOLS: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ...Object.entries(BUILT_IN_TOOLS),
  ['builtin', BUILT_IN_TOOLS.vfs],
  ['mock', []],
]);

// An app may have components of any name, so a similar name is a mistake only if its tools are
// those of the other component.
function meantComponent(name: string, tools: readonly string[]): string | undefined {
  if (TOOLS.has(name)) return undefined;
  const near = suggestion(name, [...TOOLS.keys()]);
  const known = TOOLS.get(near ?? '') ?? [];
  return near === 'mock' || tools.some((tool) => known.includes(tool)) ? near : undefined;
}

// DeepFabric leaves unknown names out without a word: a mistake makes samples without the tool.
function checkBuiltIn(tool: string, node: YamlNode, notes: ConfigNote[]): void {
  const known: readonly string[] = BUILT_IN_TOOLS.vfs;
  if (known.includes(tool)) return;
  const problem = `builtin has no tool ${quotedStart(tool)}`;
  const near = suggestion(tool, known);
  if (near !== undefined) throw fault(node, problem, `Did you mean ${near}?`);
  notes.push({ line: lineOf(node), text: `${problem}; it has no effect` });
}

// Before 4.4 the tools were in one list; a tool's component is the one that has it.
function addAvailable(
  components: Components,
  node: YamlNode | undefined,
  notes: ConfigNote[],
): void {
  if (node === undefined || isNull(node)) return;
  for (const item of readList(node, 'available')) {
    const tool = readString(item, 'the name of a tool');
    const known = Object.entries(BUILT_IN_TOOLS).find(([, names]) =>
      names.some((name) => name === tool),
    );
    if (known === undefined) noteNearMiss(tool, item, notes);
    add(components, known?.[0] ?? 'mock', tool);
  }
}

// A mock may have tools of any name, so a mistake can only be guessed.
function noteNearMiss(tool: string, node: YamlNode, notes: ConfigNote[]): void {
  const near = suggestion(tool, Object.values(BUILT_IN_TOOLS).flat());
  if (near === undefined) return;
  const text = `no component has a tool ${quotedStart(tool)}, so it counts as one of the mock`;
  notes.push({ line: lineOf(node), text: `${text}; did you mean ${near}?` });
}

function addCustom(components: Components, node: YamlNode | undefined): void {
  if (node === undefined || isNull(node)) return;
  for (const definition of readList(node, 'custom')) {
    const fields = new Map(readEntries(definition, 'a custom tool'));
    const name = fields.get('name');
    if (name === undefined) throw fault(definition, 'a custom tool has no name', 'Add name.');
    const component = optionalString(fields, 'component') ?? '';
    add(components, component, readString(name, 'the name of a tool'));
  }
}

function add(components: Components, id: string, tool: string): void {
  const tools = components.get(id) ?? [];
  if (!tools.includes(tool)) tools.push(tool);
  components.set(id, tools);
}

/** The start of a text, in quotes, for a message. */
export function quotedStart(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}

/** A string of a section; undefined if it is absent or null. */
export function optionalString(tools: ConfigSection, key: string): string | undefined {
  const node = tools.get(key);
  return node === undefined || isNull(node) ? undefined : readString(node, key);
}
