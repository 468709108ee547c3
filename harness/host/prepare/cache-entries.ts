import { lstat, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RECORD_FILE } from './prepared-record.ts';
import { isOwn } from './private-folder.ts';

/** A prepared component in the cache. */
export interface CacheEntry {
  readonly folder: string;
  /** SHA-256 of the component in hexadecimal digits. */
  readonly digest: string;
  /** Of all its files. */
  readonly bytes: number;
  /** Where the component was when it was last used, if that is known. */
  readonly source: string | undefined;
  /** When it was last used, in milliseconds since the Unix epoch. */
  readonly usedMs: number;
}

/** Entries that nobody has used for so long go: 30 days. */
const OLD_MS = 30 * 24 * 60 * 60 * 1000;
/** Beyond this, those that have not been used for longest go: 2 GiB. */
const MOST_BYTES = 2 * 1024 ** 3;

/** The names of entries, as `loadPrepared` makes them. */
const ENTRY = /^([0-9a-f]{64})-\d+-jco-[\w.-]+$/;

/** Holds the path of the component; the time of the file is that of its last use. */
const USE_FILE = 'used-for';

/** Notes that an entry is used. A cache that cannot be written is used all the same. */
export async function noteUse(folder: string, source: string): Promise<void> {
  await writeFile(join(folder, USE_FILE), source).catch(() => undefined);
}

/** The entries of a cache folder, the last used first. */
export async function cacheEntries(cache: string): Promise<CacheEntry[]> {
  const names = await readdir(cache).catch((): string[] => []);
  const entries = await Promise.all(names.map((name) => entryAt(cache, name)));
  return entries
    .filter((entry) => entry !== undefined)
    .sort((a, b) => b.usedMs - a.usedMs || (a.digest < b.digest ? -1 : 1));
}

/** Removes entries. One that cannot be removed stays. */
export async function removeEntries(entries: readonly CacheEntry[]): Promise<void> {
  const settings = { recursive: true, force: true } as const;
  for (const { folder } of entries) await rm(folder, settings).catch(() => undefined);
}

/**
 * Removes what has not been used for 30 days, and, if the cache is larger than 2 GiB, what has not
 * been used for longest. It is measured from the last use of any entry, which is at most a moment
 * ago when one was just made.
 */
export async function removeOldEntries(cache: string): Promise<void> {
  const entries = await cacheEntries(cache);
  const now = entries[0]?.usedMs ?? 0;
  let bytes = 0;
  const old = entries.filter((entry, index) => {
    bytes += entry.bytes;
    return index > 0 && (entry.usedMs < now - OLD_MS || bytes > MOST_BYTES);
  });
  await removeEntries(old);
}

async function entryAt(cache: string, name: string): Promise<CacheEntry | undefined> {
  const [, digest] = ENTRY.exec(name) ?? [];
  const folder = join(cache, name);
  if (digest === undefined || !(await isOwn(folder, 'folder'))) return undefined;
  const files = await readdir(folder).catch((): string[] => []);
  const found = await Promise.all(
    files.map(async (file) => {
      const stats = await lstat(join(folder, file)).catch(() => undefined);
      return { file, bytes: stats?.size ?? 0, time: stats?.mtimeMs ?? 0 };
    }),
  );
  const timeOf = (name: string): number | undefined =>
    found.find(({ file }) => file === name)?.time;
  const source = await readFile(join(folder, USE_FILE), 'utf8').catch(() => undefined);
  const bytes = found.reduce((sum, each) => sum + each.bytes, 0);
  const usedMs = timeOf(USE_FILE) ?? timeOf(RECORD_FILE) ?? 0;
  return { folder, digest, bytes, source, usedMs };
}
