import { succeeded, type ToolResult } from '../../../spin-app/protocol/answer.ts';
import type { FilePath } from '../../../spin-app/vfs/file-path.ts';
import * as real from '../../../spin-app/vfs/files.ts';
import type { SessionFiles } from '../../../spin-app/vfs/session-files.ts';
import { isActive } from '../active-mutant.ts';

export * from '../../../spin-app/vfs/files.ts';

export function readFile(files: SessionFiles, path: FilePath): ToolResult {
  const { result, ...kind } = real.readFile(files, path);
  return { ...kind, result: spoilt(result) };
}

function spoilt(content: string): string {
  if (isActive('line-ends-changed')) return content.replace(/\r\n?/g, '\n');
  if (isActive('content-trimmed')) return content.trimEnd();
  if (isActive('tabs-as-spaces')) return content.replaceAll('\t', '  ');
  return isActive('long-contents-cut') ? content.slice(0, 65_536) : content;
}

export function writeFile(
  files: SessionFiles,
  path: FilePath,
  file: { readonly content: string; readonly now: number },
): ToolResult {
  const done = real.writeFile(files, path, file);
  if (!done.success) return done;
  const { content, now } = file;
  if (isActive('clock-in-the-answer')) return succeeded(`${done.result} at ${now}`);
  if (!isActive('bytes-as-utf-16')) return done;
  return succeeded(`Successfully wrote ${content.length} bytes to ${path.spelling}`);
}

export function deleteFile(files: SessionFiles, path: FilePath): ToolResult {
  const isForgotten = isActive('deletion-forgotten') && files.has(path.key);
  if (isForgotten) return succeeded(`Successfully deleted ${path.spelling}`);
  return real.deleteFile(files, path);
}
