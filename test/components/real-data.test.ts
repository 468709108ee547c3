import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { send, startAfresh } from './contract-case.ts';
import { testedApp } from './tested-app.ts';

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

interface Tool {
  readonly name: string;
  readonly inputSchema: {
    readonly required?: string[];
    readonly properties?: Readonly<
      Record<string, { enum?: string[]; type?: string; default?: Json }>
    >;
  };
}

interface MockData {
  readonly mockResponses: Readonly<Record<string, { defaultResponse: Json }>>;
  readonly fixtures: Readonly<Record<string, { match: Record<string, Json>; response: Json }[]>>;
}

const folder = process.env['SPINTAPE_DATA'] ?? '';
const isThere = existsSync(join(folder, 'github-mcp-tools.json'));
if (!isThere) {
  console.warn(
    'SKIPPED: the real MCP schemas and mock data over HTTP. Set SPINTAPE_DATA to a folder with ' +
      'github-mcp-tools.json and deepfabric-mock/*.json to run them.',
  );
}

const readText = (path: string) => readFileSync(join(folder, path), 'utf8');
const dataFiles = isThere ? readdirSync(join(folder, 'deepfabric-mock')).toSorted() : [];

describe.skipIf(!isThere)('the real schemas and mock data of SPINTAPE_DATA', () => {
  const app = testedApp();

  beforeEach(() => startAfresh(app.url));

  const post = async (route: string, body: unknown) => {
    const answer = await send(app.url, `POST /mock/${route}`, body);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    return answer.body as Record<string, Json>;
  };
  const listed = async () =>
    ((await send(app.url, 'GET /mock/list-tools')).body as { tools: Tool[] }).tools;

  it('the 117 GitHub MCP tools load, and are listed as they were loaded', async () => {
    const text = readText('github-mcp-tools.json');
    const names = [...new Set(toolsOf(text).map(({ name }) => name))];
    expect(await post('load-schema', text)).toEqual({ loaded: 117, tools: names });
    expect(await listed()).toEqual(toolsOf(text));
  });

  it('both files of mock data are there', () => {
    expect(dataFiles).toEqual(['figma-mock-data.json', 'github-mock-data.json']);
  });

  it.each(dataFiles)('%s loads, and each of its fixtures and responses answers', async (file) => {
    await post('load-schema', readText('github-mcp-tools.json'));
    const text = readText(`deepfabric-mock/${file}`);
    const { mockResponses, fixtures } = JSON.parse(text) as MockData;
    const expected = Object.values(fixtures).flat().length;
    expect(await post('load-schema', text)).toMatchObject({
      responses: Object.keys(mockResponses).length,
      fixtures: expected,
    });
    const tools = new Map((await listed()).map((tool) => [tool.name, tool]));
    let hits = 0;
    for (const [name, list] of Object.entries(fixtures)) {
      for (const { match, response } of list) {
        const args = { ...requiredOf(tools.get(name)), ...match };
        const known = { ...defaultsOf(tools.get(name)), ...args };
        const answer = await post('execute', { name, arguments: args });
        expect([name, match, answer]).toEqual([name, match, { result: filled(response, known) }]);
        hits += 1;
      }
    }
    expect(hits).toBe(expected);
    for (const [name, { defaultResponse }] of Object.entries(mockResponses)) {
      const args = requiredOf(tools.get(name));
      const known = { ...defaultsOf(tools.get(name)), ...args };
      expect(await post('execute', { name, arguments: args })).toEqual({
        result: filled(defaultResponse, known),
      });
    }
  });
});

function toolsOf(text: string): Tool[] {
  const value = JSON.parse(text) as Tool[] | { tools: Tool[] };
  return Array.isArray(value) ? value : value.tools;
}

/** Something that fits for every argument that a tool requires. */
function requiredOf(tool: Tool | undefined): Record<string, Json> {
  const { required = [], properties = {} } = tool?.inputSchema ?? {};
  const examples: Readonly<Record<string, Json>> = { number: 1, integer: 1, boolean: true };
  return Object.fromEntries(
    required.map((name) => {
      const { enum: choices, type = 'string' } = properties[name] ?? {};
      const example = type === 'array' ? [] : type === 'object' ? {} : (examples[type] ?? 'x');
      return [name, choices?.[0] ?? example];
    }),
  );
}

/** The arguments that a schema fills in for templates. */
function defaultsOf(tool: Tool | undefined): Record<string, Json> {
  const properties = Object.entries(tool?.inputSchema.properties ?? {});
  return Object.fromEntries(
    properties.flatMap(([name, { default: value }]) =>
      value === undefined ? [] : [[name, value]],
    ),
  );
}

/** The templates of these files, filled in the plainest way: they have texts only. */
function filled(template: Json, args: Record<string, Json>): Json {
  if (typeof template === 'string') {
    return template.replace(/\{\{(\w+)\}\}/g, (all, name: string) => {
      const value = args[name];
      if (value === undefined) return all;
      return typeof value === 'string' ? value : JSON.stringify(value);
    });
  }
  if (Array.isArray(template)) return template.map((item) => filled(item, args));
  if (typeof template !== 'object' || template === null) return template;
  return Object.fromEntries(
    Object.entries(template).map(([name, value]) => [name, filled(value, args)]),
  );
}
