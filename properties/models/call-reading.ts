import { requestOf, type Step } from '../runner/step.ts';

/** Whether a route also accepts MCP's style, by `name`, in addition to the component style. */
const TAKES_MCP: ReadonlyMap<string, boolean> = new Map([
  ['/execute', true],
  ['/vfs/execute', false],
  ['/mock/execute', true],
  ['/github/execute', false],
]);

/** The tools that only work in a session. */
export const FILE_TOOLS: readonly string[] = [
  'read_file',
  'write_file',
  'list_files',
  'delete_file',
];

/**
 * Whether a request to a call route certainly is not a call: its body is not UTF-8, not JSON, not
 * an object, or does not name a tool in a string. False if in doubt.
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
 * Whether a request calls a tool in the component style only, so that a 200 must have the same
 * style: it names the tool by `tool` and not also by MCP's `name`.
 */
export function asksInComponentStyle(step: Step): boolean {
  if (step.kind !== 'raw') return step.kind === 'tool';
  const { method, path, body } = step.request;
  if (method !== 'POST' || !TAKES_MCP.has(path.split('?', 1)[0] ?? '')) return false;
  const { tool, name } = Object(parsedBody(body)) as Readonly<Record<string, unknown>>;
  return typeof tool === 'string' && name === undefined;
}

/**
 * Whether a request is certainly a call in the component style: it has everything that the tool's
 * component requires, no other session in its query, and a body that all JSON readers understand in
 * the same way (they differ in nesting limits and in repeated keys).
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

/** A body as JSON; undefined if it is not JSON. */
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
