import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../../test/temporary-folder.fixture.ts';
import { withTemporaryFolder } from './temporary-folder.ts';

it('lends twenty folders at once with one listener, and keeps none', async () => {
  const folder = temporaryFolder();
  const before = process.listenerCount('exit');
  const counts = Array.from({ length: 20 }, (_, index) =>
    withTemporaryFolder(join(folder, `out-${index}`), async (lent) => {
      expect(existsSync(lent)).toBe(true);
      await new Promise((resolve) => setTimeout(resolve, 10));
      return process.listenerCount('exit');
    }),
  );
  expect(Math.max(...(await Promise.all(counts)))).toBe(before + 1);
  expect([readdirSync(folder), process.listenerCount('exit')]).toEqual([[], before]);
});
