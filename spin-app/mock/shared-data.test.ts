import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inbound, memoryPlatform } from '../protocol/memory-platform.fixture.ts';
import { handleMock } from './handle-mock.ts';
import { type Json, jsonObject } from './json/json.ts';
import { parseJson } from './json/parse.ts';
import { printJson } from './json/print.ts';
import { fillTemplate } from './template/fill-template.ts';

const folder = process.env['SPINTAPE_DATA'];
const isThere = folder !== undefined && existsSync(join(folder, 'github-mcp-tools.json'));
if (!isThere) {
  console.warn(
    'SKIPPED: real MCP schemas and mock data: set SPINTAPE_DATA to a folder with ' +
      'github-mcp-tools.json and deepfabric-mock/*.json',
  );
}

const read = (name: string) => readFileSync(join(folder ?? '.', name), 'utf8');
const member = (json: Json | undefined, name: string) =>
  json instanceof Map ? json.get(name) : undefined;

describe.skipIf(!isThere)('the schemas and mock data of SPINTAPE_DATA', () => {
  it.each(['github', 'figma'])('load, and every fixture of %s is hit', async (name) => {
    const platform = memoryPlatform();
    const post = async (path: string, body: string) => {
      const answer = await handleMock(inbound('POST', `/mock/${path}`, body), platform);
      return parseJson(answer.body);
    };
    const schemas = read('github-mcp-tools.json');
    expect(printJson(member(await post('load-schema', schemas), 'loaded') ?? null)).toBe('117');
    const data = read(`deepfabric-mock/${name}-mock-data.json`);
    expect(member(await post('load-schema', data), 'error')).toBeUndefined();
    const listing = await handleMock(inbound('GET', '/mock/list-tools'), platform);
    const fixtures = member(parseJson(data), 'fixtures');
    const tools = member(parseJson(listing.body), 'tools');
    let hits = 0;
    for (const [tool, list] of fixtures instanceof Map ? fixtures : []) {
      for (const fixture of Array.isArray(list) ? list : []) {
        const args = completed(member(fixture, 'match') ?? null, schemaOf(tools, tool));
        const call = jsonObject({ name: tool, arguments: args });
        const answer = await post('execute', printJson(call));
        const expected = fillTemplate(member(fixture, 'response') ?? null, args);
        expect(printJson(answer)).toBe(printJson(jsonObject({ result: expected })));
        hits += 1;
      }
    }
    expect(hits).toBe({ github: 18, figma: 6 }[name]);
  });
});

function schemaOf(tools: Json | undefined, name: string): Json | undefined {
  const all = Array.isArray(tools) ? tools : [];
  return member(
    all.find((tool) => member(tool, 'name') === name),
    'inputSchema',
  );
}

/** The matched arguments and something that fits for every other required one. */
function completed(match: Json, schema: Json | undefined): Json {
  const args = new Map(match instanceof Map ? match : []);
  const required = member(schema, 'required');
  for (const name of Array.isArray(required) ? required : []) {
    const property = member(member(schema, 'properties'), String(name));
    const choices = member(property, 'enum');
    const text = Array.isArray(choices) ? (choices[0] ?? null) : 'x';
    if (!args.has(String(name))) args.set(String(name), text);
  }
  return args;
}
