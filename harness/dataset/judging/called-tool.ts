import type { ClaimedCall, DatasetRow } from '../rows/dataset-row.ts';
import { isRowObject } from '../rows/row-value.ts';
import type { DatasetWorld } from './dataset-world.ts';

/** What a row tells of a tool that it calls. */
export interface CalledTool {
  readonly name: string;
  /**
   * The names of its arguments, where they say whose tool it is: one with other arguments than
   * ours is another's, whatever its name. Undefined where nothing tells them.
   */
  readonly parameters: ReadonlySet<string> | undefined;
}

/**
 * The tool of a call as its row describes it. A row that is not DeepFabric's and describes nothing
 * shows only by its arguments whether it means our tool, unless its world is known to have it.
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
