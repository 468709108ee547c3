import type { Contract } from '../../protocol/contract.ts';
import {
  fillLegacyTemplate,
  findLegacyFixture,
  legacyFixtureKey,
} from '../deepfabric/legacy-answer.ts';
import { serdeValue } from '../deepfabric/serde-value.ts';
import { type Fixture, inputSchemaOf, type MockTool } from '../definition/definition.ts';
import { canonicalJson } from '../json/canonical.ts';
import { type Json, jsonObject } from '../json/json.ts';
import { fillTemplate } from '../template/fill-template.ts';
import { findFixture } from './find-fixture.ts';

/** What a contract decides about the answers of mock tools. */
export interface MockRules {
  /** Whether schemas are checked when they are loaded and arguments when a tool is called. */
  readonly validates: boolean;
  /** The arguments of a call that has none. */
  readonly noArguments: Json;
  /** Two matches with the same key are one fixture. */
  readonly fixtureKey: (match: Json) => string;
  readonly findFixture: (fixtures: readonly Fixture[], args: Json) => Fixture | null;
  readonly fill: (template: Json, args: Json, tool: MockTool) => Json;
  /** The answer of a tool for which nothing was defined. */
  readonly echo: (tool: MockTool, args: Json) => Json;
  /** The form in which a value is sent. */
  readonly present: (value: Json) => Json;
}

/** The rules of the contract. */
export function mockRules(contract: Contract): MockRules {
  return contract === 'deepfabric-4' ? deepfabricRules : spintapeRules;
}

const spintapeRules: MockRules = {
  validates: true,
  noArguments: new Map(),
  fixtureKey: canonicalJson,
  findFixture,
  fill: (template, args, tool) => fillTemplate(template, withDefaults(args, tool)),
  echo: (tool, args) =>
    jsonObject({
      tool: tool.name,
      description: descriptionOf(tool),
      input_received: args,
      mock_result: `Successfully executed ${tool.name}`,
      status: 'success',
    }),
  present: (value) => value,
};

/** DeepFabric 4's rules, whose answers honest old rows contain. */
const deepfabricRules: MockRules = {
  validates: false,
  noArguments: null,
  fixtureKey: legacyFixtureKey,
  findFixture: findLegacyFixture,
  fill: fillLegacyTemplate,
  echo: (tool, args) =>
    jsonObject({
      description: descriptionOf(tool) || null,
      input_received: args,
      mock_result: `Successfully executed ${tool.name}`,
      status: 'success',
      tool: tool.name,
    }),
  present: serdeValue,
};

function descriptionOf(tool: MockTool): string {
  const description = tool.definition.get('description');
  return typeof description === 'string' ? description : '';
}

/** Defaults fill in for absent arguments in templates; fixtures match what was really sent. */
function withDefaults(args: Json, tool: MockTool): Json {
  const schema = inputSchemaOf(tool);
  const properties = schema instanceof Map ? schema.get('properties') : undefined;
  if (!(properties instanceof Map) || !(args instanceof Map)) return args;
  const filled = new Map(args);
  for (const [name, property] of properties) {
    const value = property instanceof Map ? property.get('default') : undefined;
    if (value !== undefined && !filled.has(name)) filled.set(name, value);
  }
  return filled;
}
