import {
  errorAnswer,
  failed,
  invalidRequestAnswer,
  mcpAnswer,
  refusalAnswer,
  type ToolResult,
  toolAnswer,
} from '../protocol/answer.ts';
import { BUILT_IN_TOOLS } from '../protocol/built-in-tools.ts';
import type { Answer, InboundRequest } from '../protocol/http.ts';
import { copyKey, toolKey } from '../protocol/mock-key.ts';
import { type Platform, SandboxRefusal } from '../protocol/platform.ts';
import { platformFailure } from '../protocol/platform-failure.ts';
import { askComponent, COMPONENTS, type ComponentName } from './component.ts';
import { type GatewayCall, readGatewayCall } from './gateway-call.ts';

/** `POST /execute`: passes a call on to the component that has the tool. */
export async function executeByName(request: InboundRequest, platform: Platform): Promise<Answer> {
  const reading = readGatewayCall(request);
  if (!reading.ok) return invalidRequestAnswer(reading.reason);
  const { call } = reading;
  try {
    const owners = ownersOf(call, platform);
    const [owner = 'mock'] = owners;
    if (owners.length > 1) return answerInStyle(call, ambiguous(call.tool, owners));
    return await passOn(call, owner, { query: request.query, platform });
  } catch (error) {
    return answerInStyle(call, platformFailure(error));
  }
}

/**
 * The components that have the built-in tool of the name, and the mock if it has one of the same
 * name; none for every other name, because whether there is such a tool is the mock's to say.
 */
function ownersOf(call: GatewayCall, platform: Platform): ComponentName[] {
  const builtIn: ComponentName[] = (['vfs', 'github'] as const).filter((component) =>
    BUILT_IN_TOOLS[component].some((name) => name === call.tool),
  );
  if (builtIn.length === 0) return [];
  const mocked = isMocked(call, platform);
  return COMPONENTS.filter((name) => builtIn.includes(name) || (name === 'mock' && mocked));
}

/**
 * Looks where the mock keeps its tools, because asking the mock would cost every call of a built-in
 * tool an instance more. Where the manifest grants no store, nothing can be mocked.
 *
 * @throws StoreFailure when the store fails: the call might be another component's as well.
 */
function isMocked({ tool, session }: GatewayCall, platform: Platform): boolean {
  const keys = [toolKey(null, tool)];
  if (session !== undefined) keys.push(toolKey(session, tool), copyKey(session, tool));
  try {
    const store = platform.openStore('default');
    return keys.some((key) => store.exists(key));
  } catch (error) {
    if (error instanceof SandboxRefusal) return false;
    throw error;
  }
}

function ambiguous(tool: string, owners: readonly ComponentName[]): ToolResult {
  const paths = owners.map((name) => `/${name}/execute`).join(' or ');
  const choices = owners.join(' and ');
  return failed('UnknownTool', `Ambiguous tool: ${tool} is in ${choices}; call ${paths}`);
}

async function passOn(
  call: GatewayCall,
  owner: ComponentName,
  { query, platform }: { readonly query: string; readonly platform: Platform },
): Promise<Answer> {
  const { session, tool, args } = call;
  const translated = call.style === 'mcp' && owner !== 'mock';
  const body = translated ? JSON.stringify({ session_id: session, tool, args }) : call.text;
  const target = query === '' ? '/execute' : `/execute?${query}`;
  const answer = await askComponent(platform, owner, { method: 'POST', target, body });
  const { success, result } = answer.value;
  if (!translated || answer.status !== 200) return { status: answer.status, body: answer.text };
  return success === true ? mcpAnswer(result) : errorAnswer(400, String(result));
}

function answerInStyle({ style }: GatewayCall, result: ToolResult): Answer {
  return style === 'component' ? toolAnswer(result) : refusalAnswer(400, result);
}
