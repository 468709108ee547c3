import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { spintape } from '../spintape.fixture.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';
import { deepFabricLine } from './deepfabric-row.fixture.ts';

const canMount = spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0;
if (!canMount) process.stderr.write('Full and read-only disks are not tested: no unshare -rm.\n');

const ROW = deepFabricLine([[['list_files', {}, '[]']]], { question: 'What is there?' });

/** The output of `reproduce --json` with a temporary folder prepared by shell commands. */
async function reproduced(disk: string) {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, 'rows.jsonl'), `${ROW}\n`);
  mkdirSync(join(cwd, 'disk'));
  const through = disk === '' ? [] : ['unshare', '-rm', 'sh', '-c', `${disk}; "$@"`, 'sh'];
  const TMPDIR = join(cwd, disk === '' ? 'nowhere' : 'disk');
  const args = ['reproduce', 'rows.jsonl', '--json', '--quiet', '--workers', '1'];
  const { code, stderr } = await spintape(args, { cwd, env: { TMPDIR }, through });
  return { code, stderr: stderr.replaceAll(TMPDIR, 'TMPDIR') };
}

const said = (reason: string) =>
  `spintape: Failed to keep the judged rows in the temporary folder TMPDIR: ${reason}. Name another folder in TMPDIR, or make room in this one; or name a file: --resume FILE.\n`;

it('a temporary folder that is not there is named', async () => {
  expect(await reproduced('')).toEqual({ code: 3, stderr: said('it does not exist') });
});

it.skipIf(!canMount).each([
  ['mount -t tmpfs -o ro none disk', 'the file system is read-only'],
  ['mount -t tmpfs -o size=4k none disk; head -c 4096 /dev/zero > disk/filler', 'the disk is full'],
])('a temporary folder on a faulty disk is named: %s', async (disk, reason) => {
  expect(await reproduced(disk)).toEqual({ code: 3, stderr: said(reason) });
});

it.skipIf(!canMount)('a full disk below the file of --resume is that file\u2019s', async () => {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, 'rows.jsonl'), `${ROW}\n`.repeat(200));
  const disk = 'mkdir disk && mount -t tmpfs -o size=8k none disk; "$@"';
  const args = ['reproduce', 'rows.jsonl', '--quiet', '--workers', '1', '--resume', 'disk/state'];
  const through = ['unshare', '-rm', 'sh', '-c', disk, 'sh'];
  const { code, stderr } = await spintape(args, { cwd, through });
  expect([code, stderr]).toEqual([
    2,
    'spintape: disk/state: Failed to write the file: the disk is full. Free some space, then try again.\n',
  ]);
});
