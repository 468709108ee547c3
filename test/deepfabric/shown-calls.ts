import type { ReportedCall } from './dataset-row.ts';
import type { ProxiedCall } from './recording-proxy.ts';

/**
 * The tool calls that crossed the proxy, each with the text that DeepFabric makes of the answer:
 * of the component style its `result`, of the MCP style Python's `json.dumps` of it.
 */
export function shownCalls(calls: readonly ProxiedCall[]): ReportedCall[] {
  return calls.filter(({ path }) => path.endsWith('/execute')).map(shown);
}

function shown({ request, status, response }: ProxiedCall): ReportedCall {
  const { tool, args, name, arguments: mcpArguments } = JSON.parse(request);
  const answer = JSON.parse(response);
  const call = name === undefined ? { tool, args } : { tool: name, args: mcpArguments };
  if (status !== 200) return { ...call, content: `Error (HTTPError): ${answer.error}` };
  if (name !== undefined) return { ...call, content: pythonJson(answer.result) };
  const failed = `Error (${answer.error_type}): ${answer.result}`;
  return { ...call, content: answer.success ? answer.result : failed };
}

/** Python's `json.dumps` of a value, except numbers that JavaScript prints differently. */
function pythonJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(pythonJson).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(
      ([name, member]) => `${pythonJson(name)}: ${pythonJson(member)}`,
    );
    return `{${members.join(', ')}}`;
  }
  return JSON.stringify(value).replace(
    /[^ -~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
