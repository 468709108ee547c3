import { requestOf, type Step } from '../runner/step.ts';

/** Which style of call a route takes besides the component style: MCP's, by `name`. */
const TAKES_MCP: ReadonlyMap<string, boolean> = new Map([
  ['/execute', true],
  ['/vfs/execute', false],
  ['/mock/execute', true],
  ['/github/execute', false],
]);

/** The tools that work in a session and in nothing else. */
export const FILE_TOOLS: readonly string[] = [
  'read_file',
  'write_file',
  'list_files',
  'delete_file',
];

/**
 * Whether a request goes where calls are made and is none: its body is no UTF-8, no JSON, no
 * object, or names no tool in a string. False for anything of which that is not certain.
 */
export function isNoCall(step: Step): boolean {
  if (step.kind !== 'raw') return false;
  const { method, path, body } = step.request;
  const takesMcp = TAKES_MCP.get(path.split('?', 1)[0] ?? '');
  if (method !== 'POST' || takesMcp === undefined) return false;
  const value = parsedBody(body);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return true;
  const { tool, name } = value as { readonly tool?: unknown; readonly name?: unknown };
  return typeof (tool === undefined && takesMcp ? name : tool) !== 'string';
}

/**
 * Whether a request asks for a tool in the component style, so that it can be answered with 200 in
 * no other: it names the tool by `tool` and not by MCP's `name` as well.
 */
export function asksInComponentStyle(step: Step): boolean {
  if (step.kind !== 'raw') return step.kind === 'tool';
  const { method, path, body } = step.request;
  if (method !== 'POST' || !TAKES_MCP.has(path.split('?', 1)[0] ?? '')) return false;
  const { tool, name } = Object(parsedBody(body)) as Readonly<Record<string, unknown>>;
  return typeof tool === 'string' && name === undefined;
}

/**
 * Whether a request is certainly a call in the component style: it has all that the tool's
 * component asks for, no other session in its query, and a body that no two readers of JSON
 * understand otherwise (one has a limit of its own on how deep lists may be, another on keys that
 * stand there twice).
 */
export function isCall(step: Step): boolean {
  if (!asksInComponentStyle(step)) return false;
  const { path, body } = requestOf(step);
  const value = Object(parsedBody(body)) as Readonly<Record<string, unknown>>;
  const { tool, session_id: session } = value;
  const isGateway = path === '/execute' && FILE_TOOLS.includes(String(tool));
  const needsSession = isGateway || path === '/vfs/execute';
  const hasSession = typeof session === 'string' || (session === undefined && !needsSession);
  const isPlain = step.kind === 'tool' || (isCanonical(body) && isShallow(value));
  return hasSession && isPlain && Object.hasOwn(value, 'args') && !path.includes('?');
}

/** A body as JSON; undefined where it is none. */
export function parsedBody(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}

function isCanonical(body: Uint8Array): boolean {
  return JSON.stringify(parsedBody(body)) === new TextDecoder().decode(body);
}

/** Lists and objects within one another that every reader of JSON takes. */
const SAFE_DEPTH = 50;

function isShallow(value: unknown, most = SAFE_DEPTH): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return most > 0 && Object.values(value).every((each) => isShallow(each, most - 1));
}
