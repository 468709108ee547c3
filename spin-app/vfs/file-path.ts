import { failed, type ToolResult } from '../protocol/answer.ts';
import type { Contract } from '../protocol/contract.ts';
import { readVfsPath } from '../protocol/vfs-path.ts';

/** The argument `file_path` of a call, as far as it can name a file. */
export interface FilePath {
  /** As the call has it. */
  readonly spelling: string;
  /** The path that the file's key is made from. */
  readonly key: string;
  /** Of the system: readable where a starting world has it, and never changed. */
  readonly isSystem: boolean;
  /** There are no directories, and every spelling is a file of its own (DeepFabric 4). */
  readonly isLiteral: boolean;
}

/** A path, or the result of a call whose path names no file. */
export type FilePathReading =
  | { readonly ok: true; readonly path: FilePath }
  | { readonly ok: false; readonly refusal: ToolResult };

/** Reads the argument `file_path`. */
export function readFilePath(spelling: string, contract: Contract): FilePathReading {
  if (contract === 'deepfabric-4') {
    return { ok: true, path: { spelling, key: spelling, isSystem: false, isLiteral: true } };
  }
  if (spelling === '') return invalid('file_path must not be empty');
  if (spelling.includes('\0')) return invalid('file_path must not contain NUL');
  const path = readVfsPath(spelling);
  if (path === null || (path.isSystem && path.isDirectory)) {
    return { ok: false, refusal: failed('PermissionDenied', 'Access denied') };
  }
  if (path.isDirectory) return invalid(`Is a directory: ${spelling}`);
  const { canonical, isSystem } = path;
  return { ok: true, path: { spelling, key: canonical, isSystem, isLiteral: false } };
}

/** The nearest to the root of the path's directories that is a file, or null. */
export function notADirectory(path: FilePath, isFile: (path: string) => boolean): string | null {
  const segments = path.key.split('/');
  for (let length = 1; length < segments.length; length += 1) {
    const ancestor = segments.slice(0, length).join('/');
    if (isFile(ancestor)) return ancestor;
  }
  return null;
}

function invalid(message: string): FilePathReading {
  return { ok: false, refusal: failed('InvalidArguments', message) };
}
