import { failed, invalidRequestAnswer, jsonAnswer, toolAnswer } from '../protocol/answer.ts';
import type { GithubErrorType } from '../protocol/error-type.ts';
import type { Answer, InboundRequest } from '../protocol/http.ts';
import type { Platform } from '../protocol/platform.ts';
import { platformFailure } from '../protocol/platform-failure.ts';
import { readToolCall, type ToolCall } from '../protocol/tool-call.ts';
import { GithubApi } from './api.ts';
import { Arguments } from './arguments.ts';
import { GithubFailure } from './github-failure.ts';
import type { GithubOutcome } from './github-tool.ts';
import { readSettings, type Settings } from './settings.ts';
import { githubTools } from './tools.ts';

/** `POST /github/execute`: one tool call. No tool keeps anything, so that no session is needed. */
export async function executeTool(request: InboundRequest, platform: Platform): Promise<Answer> {
  const reading = readToolCall(request.body);
  if (!reading.ok) return invalidRequestAnswer(reading.reason);
  const settings = readSettings(platform);
  try {
    const { result, beside } = await runTool(reading.call, settings, platform);
    return jsonAnswer(200, { success: true, result, error_type: null, ...beside });
  } catch (error) {
    if (!(error instanceof GithubFailure)) return toolAnswer(platformFailure(error));
    return toolAnswer(failed(errorType(error, settings), error.message));
  }
}

function runTool(call: ToolCall, settings: Settings, platform: Platform): Promise<GithubOutcome> {
  const tool = githubTools.find(({ name }) => name === call.tool);
  if (tool === undefined) throw new GithubFailure('UnknownTool', `Unknown tool: ${call.tool}`);
  if (tool.writes && !settings.writesEnabled) {
    throw new GithubFailure(
      'WriteNotAllowed',
      `Write operation '${tool.name}' is disabled. Set SPIN_VARIABLE_ALLOW_WRITES=true to enable.`,
    );
  }
  return tool.run({
    args: new Arguments(tool.parameters, call.args, { strict: !settings.deepfabric4 }),
    api: new GithubApi(platform, settings),
    allowed: settings.allowed,
  });
}

/** DeepFabric 4 knows one error type for all that goes wrong between it and GitHub. */
function errorType({ type }: GithubFailure, { deepfabric4 }: Settings): GithubErrorType {
  const isUpstream = ['NotFound', 'Unauthorized', 'RateLimited', 'NetworkError'].includes(type);
  return deepfabric4 && isUpstream ? 'APIError' : type;
}
