import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../test/temporary-folder.fixture.ts';
import { setAsidePath, sweepSetAside } from './set-aside.ts';

/** The number of a process that has ended. */
function endedProcess(): number {
  return spawnSync(process.execPath, ['-e', '']).pid;
}

function writtenBy(pid: number, path: string): string {
  return setAsidePath(path).replace(`.${process.pid}-`, `.${pid}-`);
}

function age(path: string, ms: number): void {
  const then = Date.now() / 1000 - ms / 1000;
  utimesSync(path, then, then);
}

const HOURS = 60 * 60 * 1000;

describe('sweepSetAside', () => {
  it('removes files and folders of processes that have ended', () => {
    const folder = temporaryFolder();
    const gone = endedProcess();
    writeFileSync(writtenBy(gone, join(folder, 'a.yaml')), '');
    const kept = writtenBy(gone, join(folder, 'b'));
    mkdirSync(kept);
    writeFileSync(join(kept, 'part'), '');
    sweepSetAside(folder);
    expect(readdirSync(folder)).toEqual([basename(kept)]);
    sweepSetAside(folder, 'folders');
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([
    ['a file of somebody else', 'report.01234567-89ab-cdef-0123-456789abcdef.tmp'],
    ['a hidden one', '.report.01234567-89ab-cdef-0123-456789abcdef.tmp'],
    ['one that names a process', 'a.7-00000000.01234567-89ab-cdef-0123-456789abcdef.tmp'],
    ['a hidden one of two dots', '..a.7-00000000.01234567-89ab-cdef-0123-456789abcdef.tmp'],
  ])('leaves %s and a folder of that name, however old', (_, name) => {
    const [files, folders] = [temporaryFolder(), temporaryFolder()];
    writeFileSync(join(files, name), 'mine');
    mkdirSync(join(folders, name));
    writeFileSync(join(folders, name, 'photo'), 'mine');
    for (const folder of [files, folders]) {
      age(join(folder, name), 1000 * HOURS);
      for (const kind of ['files', 'folders'] as const) sweepSetAside(folder, kind);
      expect(readdirSync(folder)).toEqual([name]);
    }
  });

  it('keeps files of running processes, of this one and others', () => {
    const folder = temporaryFolder();
    const paths = [setAsidePath(join(folder, 'a')), writtenBy(process.ppid, join(folder, 'b'))];
    for (const path of paths) writeFileSync(path, '');
    sweepSetAside(folder);
    expect(readdirSync(folder).sort()).toEqual(paths.map((path) => basename(path)).sort());
  });

  it('removes files with its own process number that are older than itself', () => {
    const folder = temporaryFolder();
    const path = setAsidePath(join(folder, 'a'));
    writeFileSync(path, '');
    age(path, (process.uptime() + 60) * 1000);
    sweepSetAside(folder);
    expect(existsSync(path)).toBe(false);
  });

  it('removes names of another machine only after a day', () => {
    const name = '.a.yaml.7-00000000.01234567-89ab-cdef-0123-456789abcdef.tmp';
    const folder = temporaryFolder();
    writeFileSync(join(folder, name), '');
    age(join(folder, name), 23 * HOURS);
    sweepSetAside(folder);
    expect(readdirSync(folder)).toEqual([name]);
    age(join(folder, name), 25 * HOURS);
    sweepSetAside(folder);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('follows no symbolic link, and removes none', () => {
    const folder = temporaryFolder();
    const target = temporaryFolder();
    writeFileSync(join(target, 'precious'), '');
    symlinkSync(target, writtenBy(endedProcess(), join(folder, 'a')));
    sweepSetAside(folder);
    expect(readdirSync(folder)).toHaveLength(1);
    expect(readdirSync(target)).toEqual(['precious']);
  });

  it('keeps files with other names, however old, and ignores a missing folder', () => {
    sweepSetAside(join(temporaryFolder(), 'none'));
    fc.assert(
      fc.property(fc.stringMatching(/^[\w.-]{1,40}$/), (text) => {
        const name = `${text}.tmp`;
        if (/\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.tmp$/.test(name)) return;
        const folder = temporaryFolder();
        writeFileSync(join(folder, name), '');
        age(join(folder, name), 1000 * HOURS);
        sweepSetAside(folder);
        expect(readdirSync(folder)).toEqual([name]);
      }),
      { numRuns: 50 },
    );
  });
});

describe('setAsidePath', () => {
  it('gives hidden names next to the file, short enough for any file system', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[^/\0]{1,300}$/), (name) => {
        if (name === '.' || name === '..') return;
        const path = setAsidePath(join('/folder', name));
        expect(path.startsWith('/folder/.')).toBe(true);
        expect(basename(path).length).toBeLessThan(180);
      }),
    );
  });
});
