import { spawn } from 'node:child_process';

/**
 * Runs a Node script to its end and keeps what it writes. When this process ends, so does the
 * script.
 *
 * @throws Error with the script's output when its exit code is not 0.
 */
export function runScript(script: string, args: readonly string[], cwd: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const stopAtExit = () => child.kill();
    process.on('exit', stopAtExit);
    const output: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      process.off('exit', stopAtExit);
      if (code === 0) resolve();
      else reject(new Error(`${script} ended with ${code ?? signal}:\n${Buffer.concat(output)}`));
    });
  });
}
