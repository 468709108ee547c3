import type { Contract } from './contract.ts';
import { encodeKeySegment } from './key.ts';
import { readVfsPath } from './vfs-path.ts';

/** A file of the virtual filesystem as the store keeps it, one key a file. */
export interface VfsFile {
  /** As spelt by the write that made the file. */
  readonly path: string;
  /** When the file was first written, in milliseconds since the Unix epoch. */
  readonly written: number;
  /**
   * How many files the session had just then. It orders files first written in one millisecond,
   * unless one was deleted between them: then the canonical path does.
   */
  readonly after: number;
  readonly content: string;
}

/** What the keys of all files of a session, and no others, begin with. */
export function sessionKeyPrefix(session: string): string {
  return `vfs/${encodeKeySegment(session)}/`;
}

/**
 * The key of a file.
 *
 * @param path canonical in the contract `spintape`, literal in `deepfabric-4`
 */
export function fileKey(session: string, path: string): string {
  return sessionKeyPrefix(session) + encodeKeySegment(path);
}

/** The value of a file's key: JSON text. */
export function printVfsFile({ path, written, after, content }: VfsFile): string {
  return JSON.stringify({ path, written, after, content });
}

/** The inverse of {@link printVfsFile}; null when the text is no file, because others wrote it. */
export function parseVfsFile(text: string): VfsFile | null {
  let value: Partial<Record<keyof VfsFile, unknown>> | null;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const { path, written, after, content } = value ?? {};
  if (typeof path !== 'string' || typeof content !== 'string') return null;
  if (typeof written !== 'number' || typeof after !== 'number') return null;
  return { path, written, after, content };
}

/** A file that is there before a session's first call. */
export interface StartingFile {
  readonly session: string;
  readonly path: string;
  readonly content: string;
  /** The place among the session's starting files, from 0; they are listed in this order. */
  readonly position: number;
  readonly contract: Contract;
}

/**
 * The store entry of a starting file; any path is allowed, those that no call may write included.
 * Null when the path names no file: empty, a directory, or above the root.
 */
export function startingFileEntry(
  file: StartingFile,
): { readonly key: string; readonly value: string } | null {
  const { session, path, content, position, contract } = file;
  const value = printVfsFile({ path, written: 0, after: position, content });
  if (contract === 'deepfabric-4') return { key: fileKey(session, path), value };
  const read = readVfsPath(path);
  if (read === null || read.isDirectory || path.includes('\0')) return null;
  return { key: fileKey(session, read.canonical), value };
}
