/** What a path of the virtual filesystem names. */
export interface VfsPath {
  /**
   * The one spelling that all spellings of a file share: segments joined by `/`; empty = the root.
   */
  readonly canonical: string;
  /** Spelt as a directory: the root itself, or with a slash or dot segment at the end. */
  readonly isDirectory: boolean;
  /** An absolute path into one of the directories that belong to the system. */
  readonly isSystem: boolean;
}

const SYSTEM_DIRECTORY = /^(?:etc|proc|sys|dev|boot|root|usr|bin|sbin|lib.*|run)$/s;

/**
 * Reads a path by the rules of POSIX in a filesystem whose root is also the working directory, so
 * that `a.txt`, `./a.txt`, `/a.txt` and `b/../a.txt` are one file. Null when the path climbs above
 * the root. Only absolute paths are of the system: `lib/index.js` is a file of the project.
 */
export function readVfsPath(text: string): VfsPath | null {
  const segments: string[] = [];
  for (const segment of text.split('/')) {
    if (segment === '..') {
      if (segments.pop() === undefined) return null;
    } else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  return {
    canonical: segments.join('/'),
    isDirectory: /(?:^|\/)\.{0,2}$/.test(text),
    isSystem: text.startsWith('/') && SYSTEM_DIRECTORY.test(segments[0] ?? ''),
  };
}
