import type { Answer, InboundRequest } from '../protocol/http.ts';
import type { Platform } from '../protocol/platform.ts';
import { type Json, type JsonObject, jsonObject } from './json/json.ts';
import { printJson } from './json/print.ts';
import { ownerOf } from './read-request.ts';
import { situationOf } from './situation.ts';

/**
 * `GET /mock/list-tools`: the tools that the owner sees in the order of their first loads, fields
 * and properties in the order in which they were written. Properties are given as objects without
 * null descriptions, because DeepFabric's client refuses the whole list otherwise.
 */
export function listMockTools(request: InboundRequest, platform: Platform): Answer {
  const { rules, storeOf } = situationOf(platform);
  const stored = storeOf(ownerOf(request, null)).list();
  const tools = stored.map(({ definition }) => rules.present(presentable(definition)));
  return { status: 200, body: printJson(jsonObject({ tools })) };
}

function presentable(definition: JsonObject): JsonObject {
  const schema = definition.get('inputSchema');
  if (!(schema instanceof Map)) return definition;
  const properties = schema.get('properties');
  if (!(properties instanceof Map)) return definition;
  const shown = new Map([...properties].map(([name, value]) => [name, propertyOf(value)] as const));
  return new Map(definition).set('inputSchema', new Map(schema).set('properties', shown));
}

function propertyOf(property: Json): Json {
  if (property === true) return new Map();
  if (property === false) return jsonObject({ not: new Map() });
  if (!(property instanceof Map) || property.get('description') !== null) return property;
  const described = new Map(property);
  described.delete('description');
  return described;
}
