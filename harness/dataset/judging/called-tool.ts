import type { ClaimedCall, DatasetRow } from '../rows/dataset-row.ts';
import { isRowObject } from '../rows/row-value.ts';
import type { DatasetWorld } from './dataset-world.ts';

/** A row's description of a tool that it calls. */
export interface CalledTool {
  readonly name: string;
  /**
   * The names of its arguments, which show whether it is our tool: a tool of the same name with
   * other arguments is not. Undefined if they are unknown.
   */
  readonly parameters: ReadonlySet<string> | undefined;
}

/**
 * The tool of a call as its row describes it. If a row is not from DeepFabric and has no
 * descriptions, only the arguments of the call show whether it means our tool, except where the
 * known world has the tool.
 */
export function calledTool(row: DatasetRow, call: ClaimedCall, world: DatasetWorld): CalledTool {
  const { tool: name, args } = call;
  const properties = row.tools.get(name)?.['properties'];
  if (isRowObject(properties)) return { name, parameters: new Set(Object.keys(properties)) };
  const isReported = row.isDeepFabric || world.config !== undefined || world.start !== undefined;
  return { name, parameters: isReported ? undefined : namesIn(args) };
}

function namesIn(args: string | undefined): Set<string> | undefined {
  try {
    const value: unknown = JSON.parse(args ?? '');
    return isRowObject(value) ? new Set(Object.keys(value)) : undefined;
  } catch {
    return undefined;
  }
}
