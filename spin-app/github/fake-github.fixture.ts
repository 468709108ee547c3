import { readFileSync } from 'node:fs';
import type { Answer, InboundRequest } from '../protocol/http.ts';
import type { FetchRequest, FetchResponse, Platform } from '../protocol/platform.ts';
import { handleGithub } from './github.ts';
import { type Json, listAt, textAt, valueAt } from './json.ts';

/** How the fake GitHub answers one request. */
export interface FakeAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: Json;
  readonly bytes?: Uint8Array;
}

/** A platform whose GitHub is a function, and the requests that reached it. */
export interface FakeWorld {
  readonly platform: Platform;
  readonly requests: FetchRequest[];
}

/** Stands in for the edge of the machine: variables and outbound HTTP. */
export function fakeWorld(
  answer: (request: FetchRequest) => FakeAnswer,
  variables: Readonly<Record<string, string>> = {},
): FakeWorld {
  const requests: FetchRequest[] = [];
  const platform: Platform = {
    openStore: () => {
      throw new Error('the github component has no store');
    },
    variable: (name) => variables[name] ?? null,
    fetch: async (request) => {
      requests.push(request);
      return responseOf(answer(request));
    },
    now: () => 0,
  };
  return { platform, requests };
}

/** Calls a tool and gives the answer's body. */
export async function callTool(world: FakeWorld, tool: string, args: unknown): Promise<unknown> {
  const body = new TextEncoder().encode(JSON.stringify({ session_id: 's', tool, args }));
  const answer = await handleGithub(
    { method: 'POST', path: '/github/execute', query: '', body },
    world.platform,
  );
  return JSON.parse(answer.body);
}

/** Sends a request without a body. */
export function request(world: FakeWorld, method: string, target: string): Promise<Answer> {
  const [path = '', query = ''] = target.split('?');
  const inbound: InboundRequest = { method, path, query, body: new Uint8Array() };
  return handleGithub(inbound, world.platform);
}

let documentation: Json | undefined;

/** An answer that GitHub's own OpenAPI description gives as an example, by its name there. */
export function documented(name: string): Json {
  documentation ??= readJson('@octokit/openapi/generated/api.github.com.json');
  const value = valueAt(documentation, 'components', 'examples', name, 'value');
  if (value === null) throw new Error(`GitHub documents no example ${name}`);
  return value;
}

/**
 * The answers of one recorded session with GitHub (@octokit/fixtures), by method, path and query.
 */
export function recorded(scenario: string): (request: FetchRequest) => FakeAnswer {
  const path = `@octokit/fixtures/scenarios/api.github.com/${scenario}/normalized-fixture.json`;
  const exchanges = listAt({ all: readJson(path) }, 'all');
  return ({ method, url }) => {
    const { pathname, search } = new URL(url);
    const exchange = exchanges.find(
      (each) =>
        textAt(each, 'method') === method.toLowerCase() &&
        textAt(each, 'path') === `${pathname}${search}`,
    );
    if (exchange === undefined) throw new Error(`not recorded: ${method} ${url}`);
    const body = valueAt(exchange, 'response');
    return {
      status: Number(valueAt(exchange, 'status')),
      headers: Object.fromEntries(
        Object.entries(valueAt(exchange, 'headers') ?? {}).map(([key, value]) => [key, `${value}`]),
      ),
      ...(typeof body === 'string' ? { bytes: new TextEncoder().encode(body) } : { json: body }),
    };
  };
}

function readJson(path: string): Json {
  return JSON.parse(readFileSync(new URL(`../../node_modules/${path}`, import.meta.url), 'utf8'));
}

function responseOf({ status = 200, headers = {}, json, bytes }: FakeAnswer): FetchResponse {
  const names = new Map(Object.entries(headers).map(([key, value]) => [key.toLowerCase(), value]));
  const text = json === undefined ? '' : JSON.stringify(json);
  return {
    status,
    header: (name) => names.get(name.toLowerCase()) ?? null,
    body: bytes ?? new TextEncoder().encode(text),
  };
}
