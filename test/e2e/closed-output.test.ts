import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../spintape.fixture.ts';

const command = join(projectRoot, 'dist/harness/cli/main.js');

/** Runs a line of bash in which `$spintape` is the command, and gives its output. */
async function shell(line: string): Promise<{ stdout: string; stderr: string }> {
  const env = { ...process.env, spintape: `${process.execPath} ${command}` };
  return promisify(execFile)('bash', ['-c', line], { cwd: projectRoot, env });
}

describe('the output of a command', () => {
  it.each([
    ['check --law list', 0],
    ['show cassettes/github/read-tools.yaml', 0],
    ['show --json cassettes/github/read-tools.yaml', 0],
    ['--help', 0],
    ['replay nowhere 2>&1', 2],
  ])('may be closed before its end: %s', async (line, code) => {
    // The reader is gone before anything is printed.
    const printed = await shell(`$spintape ${line} | true; echo "\${PIPESTATUS[0]}"`);
    expect(printed).toEqual({ stdout: `${code}\n`, stderr: '' });
  });

  it.runIf(existsSync('/dev/full'))('is an error when it cannot be written', async () => {
    const { stderr } = await shell(
      '$spintape show cassettes/vfs/read-back.yaml > /dev/full; echo "exit code $?" >&2',
    );
    expect(stderr).toBe(
      'spintape: stdout: Failed to write the file: the disk is full. ' +
        'Free some space, then try again.\nexit code 2\n',
    );
  });
});
