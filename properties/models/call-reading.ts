import type { Step } from '../step.ts';

/** Which style of call a route takes besides the component style: MCP's, by `name`. */
const TAKES_MCP: ReadonlyMap<string, boolean> = new Map([
  ['/execute', true],
  ['/vfs/execute', false],
  ['/mock/execute', true],
  ['/github/execute', false],
]);

/**
 * Whether a request goes where calls are made and is none: its body is no UTF-8, no JSON, no
 * object, or names no tool in a string. False for anything of which that is not certain.
 */
export function isNoCall(step: Step): boolean {
  if (step.kind !== 'raw') return false;
  const { method, path, body } = step.request;
  const takesMcp = TAKES_MCP.get(path.split('?', 1)[0] ?? '');
  if (method !== 'POST' || takesMcp === undefined) return false;
  const value = parsed(body);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return true;
  const { tool, name } = value as { readonly tool?: unknown; readonly name?: unknown };
  return typeof (tool === undefined && takesMcp ? name : tool) !== 'string';
}

function parsed(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}
