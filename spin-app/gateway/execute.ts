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
import { isJsonObject } from '../protocol/json-body.ts';
import { percentEncode } from '../protocol/percent.ts';
import type { Platform } from '../protocol/platform.ts';
import { platformFailure } from '../protocol/platform-failure.ts';
import { absent, askComponent, COMPONENTS, type ComponentName } from './component.ts';
import { type GatewayCall, readGatewayCall } from './gateway-call.ts';

/** `POST /execute`: passes a call on to the component that has the tool. */
export async function executeByName(request: InboundRequest, platform: Platform): Promise<Answer> {
  const reading = readGatewayCall(request);
  if (!reading.ok) return invalidRequestAnswer(reading.reason);
  const { call } = reading;
  try {
    const owners = await ownersOf(call, platform);
    const [owner = 'mock'] = owners;
    if (owners.length > 1) return answerInStyle(call, ambiguous(call.tool, owners));
    return await passOn(call, owner, { query: request.query, platform });
  } catch (error) {
    return answerInStyle(call, platformFailure(error));
  }
}

/**
 * The components that have the tool. The built-in tools are known; the mock is asked only whether
 * it has one of the same name, because for every other name it is the one to say that it has none.
 */
async function ownersOf(call: GatewayCall, platform: Platform): Promise<ComponentName[]> {
  const builtIn: ComponentName[] = (['vfs', 'github'] as const).filter((component) =>
    BUILT_IN_TOOLS[component].some((name) => name === call.tool),
  );
  if (builtIn.length === 0) return ['mock'];
  const mocked = await isMocked(call, platform);
  return COMPONENTS.filter((name) => builtIn.includes(name) || (name === 'mock' && mocked));
}

async function isMocked({ tool, session }: GatewayCall, platform: Platform): Promise<boolean> {
  const owner = session === undefined ? '' : `&session_id=${percentEncode(session)}`;
  const target = `/list-tools?name=${percentEncode(tool)}${owner}`;
  const answer = await askComponent(platform, 'mock', { method: 'GET', target }).catch(absent);
  const tools = answer?.value['tools'];
  return Array.isArray(tools) && tools.some((each) => isJsonObject(each) && each['name'] === tool);
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
