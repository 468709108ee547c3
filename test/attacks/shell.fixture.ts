import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../spintape.fixture.ts';

const command = join(projectRoot, 'dist/harness/cli/main.js');

/** How a line of a shell ended. */
export interface ShellEnd {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a line of bash in which `$spintape` is the command as the build made it. */
export function shell(line: string, cwd: string): Promise<ShellEnd> {
  const spintape = `${process.execPath} ${command}`;
  const env = { ...process.env, spintape, GITHUB_ACTIONS: '', FORCE_COLOR: '' };
  return new Promise((resolve) => {
    const ran = execFile('bash', ['-c', line], { cwd, env }, (_, stdout, stderr) =>
      resolve({ code: ran.exitCode ?? -1, stdout, stderr }),
    );
  });
}
