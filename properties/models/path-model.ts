import { posix } from 'node:path';

/** The meaning of a path in POSIX, with the root as the working directory. */
export type PathMeaning =
  | { readonly kind: 'invalid' }
  | { readonly kind: 'denied' }
  | { readonly kind: 'directory' }
  /** An absolute path into a system directory: it can be read but not changed. */
  | { readonly kind: 'system'; readonly name: string }
  /** All spellings of one file have one name. */
  | { readonly kind: 'file'; readonly name: string };

const SYSTEM = ['etc', 'proc', 'sys', 'dev', 'boot', 'root', 'usr', 'bin', 'sbin', 'run'];

/**
 * Reads a path by Node's own rules for POSIX, which keep `..` at the front exactly when a path
 * climbs above where it starts.
 */
export function meaningOf(path: string): PathMeaning {
  if (path === '' || path.includes('\0')) return { kind: 'invalid' };
  const name = posix.normalize(`./${path.replace(/^\/+/, '')}`).replace(/\/$/, '');
  const [first = ''] = name.split('/');
  if (first === '..') return { kind: 'denied' };
  const isSystem = SYSTEM.includes(first) || first.startsWith('lib');
  const isDirectory = ['', '.', '..'].includes(path.split('/').at(-1) ?? '');
  if (posix.isAbsolute(path) && isSystem) {
    return isDirectory ? { kind: 'denied' } : { kind: 'system', name };
  }
  return isDirectory ? { kind: 'directory' } : { kind: 'file', name };
}
