import { failed, succeeded, type ToolResult } from '../protocol/answer.ts';
import type { VfsFile } from '../protocol/vfs-file.ts';
import { type FilePath, notADirectory } from './file-path.ts';
import type { SessionFiles } from './session-files.ts';

/** The content of a file. */
export function readFile(files: SessionFiles, path: FilePath): ToolResult {
  const file = files.read(path.key);
  return file === null ? missing(files, path) : succeeded(file.content);
}

/** Makes or replaces a file; a replaced file keeps its spelling and its place in the list. */
export function writeFile(
  files: SessionFiles,
  path: FilePath,
  { content, now }: { readonly content: string; readonly now: number },
): ToolResult {
  if (path.isSystem) return accessDenied();
  const old = files.read(path.key);
  const place = old ?? placeOfNewFile(files, path, now);
  if ('error_type' in place) return place;
  files.write(path.key, { ...place, content });
  const bytes = new TextEncoder().encode(content).length;
  return succeeded(`Successfully wrote ${bytes} bytes to ${path.spelling}`);
}

/** The paths of all files as JSON text. */
export function listFiles(files: SessionFiles): ToolResult {
  return succeeded(JSON.stringify(files.list().map(({ path }) => path)));
}

/** Deletes a file. */
export function deleteFile(files: SessionFiles, path: FilePath): ToolResult {
  if (path.isSystem) return accessDenied();
  // Not read as a file, so that a damaged record can be got rid of.
  if (!files.has(path.key)) return missing(files, path);
  files.delete(path.key);
  return succeeded(`Successfully deleted ${path.spelling}`);
}

function placeOfNewFile(
  files: SessionFiles,
  path: FilePath,
  now: number,
): Omit<VfsFile, 'content'> | ToolResult {
  const keys = files.keys();
  const place = { path: path.spelling, written: now, after: keys.length };
  if (path.isLiteral) return place;
  if (files.isDirectory(path.key, keys)) return isADirectory(path);
  const file = notADirectory(path, (ancestor) => files.has(ancestor));
  if (file !== null) return failed('InvalidArguments', `Not a directory: ${file}`);
  return place;
}

function missing(files: SessionFiles, path: FilePath): ToolResult {
  if (path.isSystem) return accessDenied();
  if (!path.isLiteral && files.isDirectory(path.key, files.keys())) return isADirectory(path);
  return failed('FileNotFound', `File not found: ${path.spelling}`);
}

function isADirectory(path: FilePath): ToolResult {
  return failed('InvalidArguments', `Is a directory: ${path.spelling}`);
}

function accessDenied(): ToolResult {
  return failed('PermissionDenied', 'Access denied');
}
