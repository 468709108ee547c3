import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../dist/harness/cli/main.js', import.meta.url));

/** A `spintape serve` that answers. */
export interface ServedApp {
  readonly url: string;
  /** Asks it to end, and gives its exit code. */
  readonly stop: () => Promise<number | null>;
}

/** Starts the built `spintape serve` on a free port, and waits until it is ready. */
export async function startSpintape(args: readonly string[] = []): Promise<ServedApp> {
  const child = spawn(process.execPath, [MAIN, 'serve', '--listen', '127.0.0.1:0', ...args]);
  const complaint = text(child.stderr);
  const url = await readyUrl(child);
  if (url === undefined) {
    throw new Error(`spintape serve did not start (npm run build makes it): ${await complaint}`);
  }
  return {
    url,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      child.kill('SIGTERM');
      const [code] = await once(child, 'exit');
      return code;
    },
  };
}

/** Runs the built `spintape` to its end. */
export async function runSpintape(
  args: readonly string[],
): Promise<{ readonly code: number | null; readonly stdout: string }> {
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [stdout, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  return { code, stdout };
}

function readyUrl(child: ChildProcess): Promise<string | undefined> {
  return new Promise((resolve) => {
    let output = '';
    child.stdout?.on('data', (data: Buffer) => {
      output += data;
      const url = /^listening on (\S+)$/m.exec(output)?.[1];
      if (url !== undefined) resolve(url);
    });
    child.once('exit', () => resolve(undefined));
  });
}
