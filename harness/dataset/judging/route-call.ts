import { BUILT_IN_TOOLS } from '../../../spin-app/protocol/built-in-tools.ts';
import type { DeepFabricConfig } from '../../formats/deepfabric/deepfabric-config.ts';
import type { CalledTool } from './called-tool.ts';

/** How a call is written: `{session_id, tool, args}`, or `{name, arguments}`. */
export type CallStyle = 'component' | 'mcp';

/** The destination of a call. */
export interface CallRoute {
  /** The component that has the tool. */
  readonly component: 'vfs' | 'mock' | 'github';
  readonly path: string;
  /** The styles in which it may have been made; several only if calls change nothing. */
  readonly styles: readonly CallStyle[];
}

/** The information that determines routes. */
export interface Routing {
  readonly config: DeepFabricConfig | undefined;
  /** The tools that the mock is known to have. */
  readonly mocked: ReadonlySet<string>;
  /** Whether the log shows calls of the mock in MCP style; undefined if it has none. */
  readonly isMcpStyle: boolean | undefined;
}

/** The route of a tool, by the configuration or else by names; undefined if no component has it. */
export function routeCall(tool: CalledTool, routing: Routing): CallRoute | undefined {
  const component = componentOf(tool, routing);
  const { config, isMcpStyle } = routing;
  if (config?.toolExecutePath !== undefined) {
    const path = withSlash(config.toolExecutePath);
    const fixed = COMPONENTS.find((name) => path === `/${name}/execute`);
    const owner = fixed ?? component;
    return owner === undefined ? undefined : { component: owner, path, styles: ['mcp'] };
  }
  if (component === undefined) return undefined;
  const path = `/${component}/execute`;
  if (component !== 'mock') return { component, path, styles: ['component'] };
  return { component, path, styles: mockStyles(config, isMcpStyle) };
}

const COMPONENTS = ['vfs', 'mock', 'github'] as const;

function mockStyles(config: unknown, isMcpStyle: boolean | undefined): CallStyle[] {
  if (config !== undefined || isMcpStyle === false) return ['component'];
  return isMcpStyle === true ? ['mcp'] : ['mcp', 'component'];
}

function componentOf(
  { name: tool, parameters }: CalledTool,
  { config, mocked }: Routing,
): CallRoute['component'] | undefined {
  const configured = [...(config?.components ?? [])].find(([, tools]) => tools.includes(tool))?.[0];
  const known = COMPONENTS.find((name) => name === configured);
  if (known !== undefined) return known;
  // Somebody else's component, whose tools may be mocked.
  if (mocked.has(tool)) return 'mock';
  if (configured !== undefined && configured !== '') return undefined;
  if (BUILT_IN_TOOLS.github.some((known) => known === tool)) return 'github';
  const ours = BUILT_IN_TOOLS.vfs.find((known) => known === tool);
  if (ours === undefined) return undefined;
  const isOurs = parameters === undefined || isSameSet(parameters, VFS_PARAMETERS[ours]);
  return isOurs ? 'vfs' : undefined;
}

/** The arguments of the virtual filesystem's tools; all are required. */
export const VFS_PARAMETERS: Readonly<
  Record<(typeof BUILT_IN_TOOLS.vfs)[number], readonly string[]>
> = {
  read_file: ['file_path'],
  write_file: ['file_path', 'content'],
  list_files: [],
  delete_file: ['file_path'],
};

function isSameSet(names: ReadonlySet<string>, others: readonly string[]): boolean {
  return names.size === others.length && others.every((name) => names.has(name));
}

function withSlash(path: string): string {
  return path.startsWith('/') ? path : `/${path}`;
}
