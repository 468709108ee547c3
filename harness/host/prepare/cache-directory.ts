import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * The folder for files that can be deleted and made again: `spintape` below `XDG_CACHE_HOME`, or
 * below `~/.cache` when that is not set (XDG Base Directory Specification).
 */
export function defaultCacheDirectory(): string {
  return join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'spintape');
}
