import { defaultCacheDirectory } from '../../host/prepare/cache-directory.ts';
import { type CacheEntry, cacheEntries, removeEntries } from '../../host/prepare/cache-entries.ts';
import { jsonDocument } from '../../report/json-document.ts';
import { counted } from '../../report/text/counted.ts';
import { CACHE } from '../command-table/project-commands.ts';
import { readCommandLine } from '../options/read-command-line.ts';
import { shownPath } from '../shown-path.ts';
import type { Terminal } from '../terminal.ts';

/** `spintape cache`: exit code 0. */
export async function cache(args: readonly string[], terminal: Terminal): Promise<number> {
  const { options } = readCommandLine(CACHE, args);
  const folder = defaultCacheDirectory();
  const entries = await cacheEntries(folder);
  if (options.clear) await removeEntries(entries);
  terminal.out(
    options.json ? document(entries) : text(entries, options.clear ? undefined : folder),
  );
  return 0;
}

/** @param folder where they are; undefined: they were removed */
function text(entries: readonly CacheEntry[], folder: string | undefined): string {
  const all = `${counted(entries.length, 'component')}, ${megabytes(bytesOf(entries))}`;
  if (folder === undefined) return `removed ${all}\n`;
  const rows = entries.map(({ bytes, digest, source }) => {
    const where = source === undefined ? digest.slice(0, 16) : shownPath(source);
    return `${megabytes(bytes).padStart(8)}  ${where}\n`;
  });
  return `${rows.join('')}${all} in ${folder}\n`;
}

function bytesOf(entries: readonly CacheEntry[]): number {
  return entries.reduce((sum, { bytes }) => sum + bytes, 0);
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}

function document(entries: readonly CacheEntry[]): string {
  const results = entries.map(({ digest, bytes, source }) => ({
    digest,
    bytes,
    ...(source === undefined ? {} : { source: shownPath(source) }),
  }));
  const summary = { components: entries.length, bytes: bytesOf(entries) };
  return jsonDocument({ command: 'cache', ok: true }, { summary, results });
}
