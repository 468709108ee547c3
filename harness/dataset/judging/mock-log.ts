import { HarnessError } from '../../errors.ts';
import { tooDeepAt } from '../../json/json-depth.ts';
import type { HttpRequest } from '../../tool-call/http-message.ts';
import { isRowObject, textOf } from '../rows/row-value.ts';

/** The state of the mock according to a log of its calls. */
export interface MockLog {
  /** The requests that defined tools, responses and fixtures, in their order. */
  readonly definitions: readonly HttpRequest[];
  /** Whether its calls were made in MCP style (`name`, `arguments`); undefined when it has none. */
  readonly isMcpStyle: boolean | undefined;
}

const DEFINING = /^\/mock\/(?:load-schema|update-response|add-fixture|clear)$/;

/**
 * Reads a log of HTTP calls, one JSON object a line: `m` the method, `t` the path, `req` the body,
 * `st` the status of the answer. Requests that the service refused, and requests that do not define
 * mocks, are left out.
 *
 * @throws HarnessError `unreadable` at the first line that is not such an object.
 */
export function readMockLog(text: string, file: string): MockLog {
  const definitions: HttpRequest[] = [];
  let isMcpStyle: boolean | undefined;
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const { method, path, body, status } = readEntry(line, { file, line: index + 1 });
    if (path === '/mock/execute') isMcpStyle = isMcpStyle === true || /^\s*{\s*"name"/.test(body);
    if (!DEFINING.test(path) || method !== 'POST' || status >= 400) continue;
    const headers = [['content-type', 'application/json']] as const;
    definitions.push({ method, path, headers, body: new TextEncoder().encode(body) });
  }
  return { definitions, isMcpStyle };
}

function readEntry(line: string, place: { readonly file: string; readonly line: number }) {
  if (tooDeepAt(line) !== undefined) throw unreadable('the line is nested too deep', place);
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw unreadable('the line is not valid JSON', place);
  }
  if (!isRowObject(value)) throw unreadable('the line holds no JSON object', place);
  const [method, path] = [textOf(value['m']), textOf(value['t'])];
  const status = typeof value['st'] === 'number' ? value['st'] : 200;
  if (method === undefined || path === undefined) throw unreadable('m or t is missing', place);
  return { method, path, body: textOf(value['req']) ?? '', status };
}

function unreadable(reason: string, place: { readonly file: string; readonly line: number }) {
  return new HarnessError({
    code: 'unreadable',
    problem: `Failed to read the log of mock calls: ${reason}`,
    next: 'Give one object a line: {"m": method, "t": path, "req": body, "st": status}.',
    ...place,
  });
}
