import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../../test/temporary-folder.fixture.ts';

const MODULE = new URL('../../../dist/harness/cassette/store/write-temporary.js', import.meta.url)
  .href;

/** Writes next to `path` in a separate process, which then ends as `end` says. */
function write(path: string, end: string): void {
  const script =
    `const { writeTemporary } = await import(${JSON.stringify(MODULE)});` +
    `writeTemporary(${JSON.stringify(path)}, 'x'); ${end}`;
  spawnSync(process.execPath, ['--input-type=module', '-e', script]);
}

it('removes leftovers of killed processes with its first file in a folder', () => {
  const folder = temporaryFolder();
  const path = join(folder, 'a.yaml');
  write(path, "process.kill(process.pid, 'SIGKILL'); await new Promise(() => {});");
  const [left, ...others] = readdirSync(folder);
  expect([left, others]).toEqual([expect.stringMatching(/^\.a\.yaml\..*\.tmp$/), []]);
  write(path, '');
  expect(readdirSync(folder)).toHaveLength(1);
  expect(readdirSync(folder)).not.toContain(left);
});
