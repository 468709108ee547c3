import type { MockRules } from './answer/mock-rules.ts';
import { type Fixture, inputSchemaOf, type MockTool } from './definition/definition.ts';
import type { Json } from './json/json.ts';
import { findUnfillable } from './template/fill-template.ts';

/**
 * The placeholders of a template that name no argument of the tool, to be reported when it is set.
 * Nothing is said where nothing is known: of a tool without a schema, or under DeepFabric's rules.
 */
export function unfilledOf(
  template: Json,
  {
    tool,
    rules,
    fixture,
  }: { readonly tool: MockTool; readonly rules: MockRules; readonly fixture?: Fixture },
): readonly string[] {
  if (!tool.hasSchema || !rules.validates) return [];
  const schema = inputSchemaOf(tool);
  const properties = schema instanceof Map ? schema.get('properties') : undefined;
  const declared = properties instanceof Map ? [...properties.keys()] : [];
  return findUnfillable(template, new Set([...declared, ...(fixture?.match.keys() ?? [])]));
}
