import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot, spintape } from '../spintape.fixture.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';

const canMount = spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0;
if (!canMount) process.stderr.write('Full and read-only disks are not tested: no unshare -rm.\n');

const SCENARIO = join(projectRoot, 'scenarios/vfs/read-back.yaml');
const SHIPPED = join(projectRoot, 'cassettes/vfs/read-back.yaml');

/** Commands of a shell that put a disk at `cassettes`, with a recording on it. */
const DISKS = {
  full: 'mount -t tmpfs -o size=24k none disk && mkdir disk/vfs && cp old.yaml disk/vfs/read-back.yaml && { head -c 99999 /dev/zero > disk/filler 2>/dev/null || true; }',
  'read-only':
    'mount -t tmpfs none disk && mkdir disk/vfs && cp old.yaml disk/vfs/read-back.yaml && mount -o remount,ro disk',
} as const;

describe.skipIf(!canMount).each([
  ['full', 'the disk is full. Free some space, then try again.'],
  ['read-only', 'the file system is read-only. Check the path and its permissions.'],
] as const)('recording on a disk that is %s', (kind, reason) => {
  it('says so, and leaves the older recording as it was', async () => {
    const cwd = temporaryFolder();
    cpSync(SHIPPED, join(cwd, 'old.yaml'));
    const keep = 'cp disk/vfs/read-back.yaml after.yaml; ls -A disk/vfs > files; exit $code';
    const script = `mkdir disk && ${DISKS[kind]} && "$@"; code=$?; ${keep}`;
    const { code, stderr } = await spintape(['record', SCENARIO, '--out', 'disk'], {
      cwd,
      through: ['unshare', '-rm', 'sh', '-c', script, 'sh'],
    });
    const where = 'disk/vfs/read-back.yaml';
    expect([code, stderr]).toEqual([
      2,
      `spintape: ${where}: Failed to write the file: ${reason}\n`,
    ]);
    expect(readFileSync(join(cwd, 'after.yaml'))).toEqual(readFileSync(SHIPPED));
    expect(readFileSync(join(cwd, 'files'), 'utf8')).toBe('read-back.yaml\n');
  });

  it('shows the differences although replay --update cannot write them', async () => {
    const cwd = temporaryFolder();
    const old = readFileSync(SHIPPED, 'utf8').replace('File not found', 'No such file');
    writeFileSync(join(cwd, 'old.yaml'), old);
    const script = `mkdir disk && ${DISKS[kind]} && "$@"; code=$?; cp disk/vfs/read-back.yaml after.yaml; exit $code`;
    const { code, stdout, stderr } = await spintape(['replay', 'disk', '--update'], {
      cwd,
      through: ['unshare', '-rm', 'sh', '-c', script, 'sh'],
    });
    const where = 'disk/vfs/read-back.yaml';
    expect([code, stderr]).toEqual([
      2,
      `spintape: ${where}: Failed to write the file: ${reason}\n`,
    ]);
    expect(stdout).toContain('  recorded: "No such file');
    expect(stdout).toContain('1 differs; 6 calls\n');
    expect(readFileSync(join(cwd, 'after.yaml'), 'utf8')).toBe(old);
  });
});
