import { failed, invalidRequestAnswer, type ToolResult, toolAnswer } from '../protocol/answer.ts';
import { type Contract, contractOf } from '../protocol/contract.ts';
import type { Answer, InboundRequest } from '../protocol/http.ts';
import type { Platform } from '../protocol/platform.ts';
import { platformFailure } from '../protocol/platform-failure.ts';
import { readToolCall } from '../protocol/tool-call.ts';
import { readArguments } from './arguments.ts';
import { readFilePath } from './file-path.ts';
import { deleteFile, listFiles, readFile, writeFile } from './files.ts';
import { SessionFiles } from './session-files.ts';

/** What a tool needs besides its arguments. */
interface Situation {
  readonly files: () => SessionFiles;
  readonly contract: Contract;
  readonly now: () => number;
}

/** `POST /vfs/execute`: one tool call. */
export function executeTool(request: InboundRequest, platform: Platform): Answer {
  const reading = readToolCall(request.body);
  if (!reading.ok) return invalidRequestAnswer(reading.reason);
  const { session, tool, args } = reading.call;
  if (session === undefined) return invalidRequestAnswer('missing field `session_id`');
  // The store is opened late, so that a refused call costs nothing.
  const files = () => new SessionFiles(platform.openStore('default'), session);
  const situation = { files, contract: contractOf(platform), now: () => platform.now() };
  try {
    return toolAnswer(runTool(tool, args, situation));
  } catch (error) {
    return toolAnswer(platformFailure(error));
  }
}

function runTool(tool: string, args: unknown, { files, contract, now }: Situation): ToolResult {
  if (tool === 'list_files') {
    const none = readArguments(args, [], contract);
    return none.ok ? listFiles(files()) : none.refusal;
  }
  if (tool === 'write_file') {
    const read = readArguments(args, ['file_path', 'content'], contract);
    if (!read.ok) return read.refusal;
    const path = readFilePath(read.values.file_path, contract);
    if (!path.ok) return path.refusal;
    return writeFile(files(), path.path, { content: read.values.content, now: now() });
  }
  const onFile = tool === 'read_file' ? readFile : tool === 'delete_file' ? deleteFile : null;
  if (onFile === null) return failed('UnknownTool', `Unknown tool: ${tool}`);
  const read = readArguments(args, ['file_path'], contract);
  if (!read.ok) return read.refusal;
  const path = readFilePath(read.values.file_path, contract);
  return path.ok ? onFile(files(), path.path) : path.refusal;
}
