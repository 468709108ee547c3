import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { UpstreamEntry } from './upstream-answer.ts';

const require = createRequire(import.meta.url);
let description: unknown;

/**
 * The example that GitHub's own description of its API (@octokit/openapi) gives for an operation,
 * as the answer to any request for that operation.
 *
 * @param operation such as `GET /repos/{owner}/{repo}/issues`
 * @param example its name in the description
 */
export function documentedAnswer(operation: string, example = 'default'): UpstreamEntry {
  const [method = '', template = ''] = operation.split(' ');
  const responses = at(readDescription(), ['paths', template, method.toLowerCase(), 'responses']);
  const status = Object.keys(responses ?? {}).find((code) => code.startsWith('2')) ?? '';
  const response = at(responses, [status]);
  const path = pathPattern(template);
  return {
    answer: {
      status: Number(status),
      headers: [['content-type', 'application/json; charset=utf-8'], ...headersOf(response)],
      body: JSON.stringify(exampleOf(response, example)),
    },
    accepts: (request) => request.method === method && path.test(request.url.pathname),
  };
}

function readDescription(): unknown {
  const path = require.resolve('@octokit/openapi/generated/api.github.com.json');
  description ??= JSON.parse(readFileSync(path, 'utf8'));
  return description;
}

/** Only `{path}` may hold slashes. */
function pathPattern(template: string): RegExp {
  const pattern = template
    .replace(/[.]/g, '\\.')
    .replaceAll('{path}', '.+')
    .replace(/\{\w+\}/g, '[^/]+');
  return new RegExp(`^${pattern}$`);
}

/** Some examples refer to another one as their value. */
function exampleOf(response: unknown, name: string): unknown {
  const value = at(response, ['content', 'application/json', 'examples', name, 'value']);
  if (value === undefined) throw new Error(`GitHub documents no example "${name}"`);
  return isRecord(value) && 'value' in value ? value['value'] : value;
}

function headersOf(response: unknown): [string, string][] {
  return Object.keys(at(response, ['headers']) ?? {}).flatMap((name): [string, string][] => {
    const example = at(response, ['headers', name, 'example']);
    return typeof example === 'string' ? [[name, example]] : [];
  });
}

/** The value at a path; references (`$ref`) are followed at each step. */
function at(start: unknown, path: readonly string[]): unknown {
  let value = followed(start);
  for (const key of path) value = followed(isRecord(value) ? value[key] : undefined);
  return value;
}

function followed(value: unknown): unknown {
  const reference = isRecord(value) ? value['$ref'] : undefined;
  if (typeof reference !== 'string') return value;
  return at(readDescription(), reference.replace(/^#\//, '').split('/'));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
