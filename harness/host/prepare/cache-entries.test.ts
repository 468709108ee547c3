import { existsSync, mkdirSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../../test/temporary-folder.fixture.ts';
import { cacheEntries, noteUse, removeOldEntries } from './cache-entries.ts';
import { withPreparingLock } from './preparing-lock.ts';

const DAY_S = 24 * 60 * 60;
const NOW_S = 1_700_000_000;

/** An entry of so many bytes that was used so many days ago. */
function entry(cache: string, letter: string, made: { bytes: number; days: number }): string {
  const folder = join(cache, `${letter.repeat(64)}-3-jco-1.13.0`);
  mkdirSync(folder);
  writeFileSync(join(folder, 'glue.core.wasm'), '');
  truncateSync(join(folder, 'glue.core.wasm'), made.bytes);
  writeFileSync(join(folder, 'used-for'), `/apps/${letter}.wasm`);
  const time = NOW_S - made.days * DAY_S;
  utimesSync(join(folder, 'used-for'), time, time);
  return folder;
}

it('removes what was not used for 30 days, and what is too much, and nothing else', async () => {
  const cache = temporaryFolder();
  const giant = 1.5 * 1024 ** 3;
  const folders = {
    now: entry(cache, 'a', { bytes: 10, days: 0 }),
    recent: entry(cache, 'b', { bytes: giant, days: 29 }),
    old: entry(cache, 'c', { bytes: 10, days: 31 }),
    unfit: entry(cache, 'd', { bytes: giant, days: 29.5 }),
    other: join(cache, 'something-else'),
  };
  mkdirSync(folders.other);
  await removeOldEntries(cache);
  const left = Object.entries(folders).filter(([, folder]) => existsSync(folder));
  expect(left.map(([name]) => name)).toEqual(['now', 'recent', 'other']);
  expect(await cacheEntries(cache)).toMatchObject([
    { digest: 'a'.repeat(64), bytes: 22, source: '/apps/a.wasm' },
    { digest: 'b'.repeat(64), source: '/apps/b.wasm' },
  ]);
  await noteUse(folders.recent, '/elsewhere/b.wasm');
  expect(await cacheEntries(cache)).toMatchObject([{ source: '/elsewhere/b.wasm' }, {}]);
});

it('keeps others from the same work, and takes over a lock whose process has ended', async () => {
  const path = join(temporaryFolder(), 'lock');
  const order: string[] = [];
  const work = async (name: string): Promise<void> => {
    order.push(`${name} begins`);
    await new Promise((resolve) => setTimeout(resolve, 20));
    order.push(`${name} ends`);
  };
  // No process of this system has such a number.
  writeFileSync(path, '4194305');
  await withPreparingLock(path, () => work('a'));
  expect(existsSync(path)).toBe(false);
  order.length = 0;
  const both = ['a', 'b'].map((name) => withPreparingLock(path, () => work(name)));
  await Promise.all(both);
  const [first = '', , second = ''] = order.map((each) => each.slice(0, 1));
  expect([first, second].sort()).toEqual(['a', 'b']);
  expect(order).toEqual([`${first} begins`, `${first} ends`, `${second} begins`, `${second} ends`]);
});
