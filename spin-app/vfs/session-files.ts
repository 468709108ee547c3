import { encodeKeySegment } from '../protocol/key.ts';
import type { Store } from '../protocol/platform.ts';
import { StoreFailure } from '../protocol/platform.ts';
import {
  fileKey,
  parseVfsFile,
  printVfsFile,
  sessionKeyPrefix,
  type VfsFile,
} from '../protocol/vfs-file.ts';

/**
 * The files of one session. A store has no compare-and-set and calls run in parallel, so each file
 * is one key, nothing is derived from two keys, and the list is made from the keys themselves.
 */
export class SessionFiles {
  readonly #store: Store;
  readonly #session: string;
  readonly #prefix: string;

  constructor(store: Store, session: string) {
    this.#store = store;
    this.#session = session;
    this.#prefix = sessionKeyPrefix(session);
  }

  /** The file, or null. Throws StoreFailure when the key holds something that is no file. */
  read(path: string): VfsFile | null {
    return this.#readKey(fileKey(this.#session, path));
  }

  has(path: string): boolean {
    return this.#store.get(fileKey(this.#session, path)) !== null;
  }

  write(path: string, file: VfsFile): void {
    this.#store.set(fileKey(this.#session, path), printVfsFile(file));
  }

  delete(path: string): void {
    this.#store.delete(fileKey(this.#session, path));
  }

  /** The keys of all files of the session, in no promised order. */
  keys(): string[] {
    return this.#store.keys().filter((key) => key.startsWith(this.#prefix));
  }

  /** All files in the order of their first writes; ties are broken by the canonical path. */
  list(): VfsFile[] {
    // Sorted by key first: the next sort is stable and so breaks its ties by the key.
    const files = this.keys()
      .sort()
      .map((key) => this.#readKey(key))
      .filter((file) => file !== null);
    return files.sort((a, b) => a.written - b.written || a.after - b.after);
  }

  /** Whether any of the keys is of a file below the path. */
  isDirectory(path: string, keys: readonly string[]): boolean {
    const below = this.#prefix + encodeKeySegment(`${path}/`);
    return keys.some((key) => key.startsWith(below));
  }

  #readKey(key: string): VfsFile | null {
    const text = this.#store.get(key);
    if (text === null) return null;
    const file = parseVfsFile(text);
    if (file === null) throw new StoreFailure('the record of the file is damaged');
    return file;
  }
}
