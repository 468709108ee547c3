import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';

/** The folder of this repository. */
export const projectRoot = fileURLToPath(new URL('..', import.meta.url));

/** The command as the build made it; package.json names it as `bin.spintape`. */
const command = fileURLToPath(new URL('../dist/harness/cli/main.js', import.meta.url));

const running = new Set<ChildProcess>();

// A test that fails half-way leaves no process behind.
afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
});

/** How a process ended, with its output. */
export interface EndedProcess {
  /** The exit code, or the signal that killed it. */
  readonly code: number | NodeJS.Signals;
  readonly stdout: string;
  readonly stderr: string;
}

/** Where and how a command runs. */
export interface RunOptions {
  /** Default: the project root. */
  readonly cwd?: string | undefined;
  /** Added to the environment of the tests. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** A program, with its arguments, that starts the command: `unshare -rn`, say. */
  readonly through?: readonly string[] | undefined;
  /** The program of Node. Default: the one that runs the tests. */
  readonly node?: string | undefined;
}

/** Runs `spintape` with arguments, as a separate process, to its end. */
export async function spintape(
  args: readonly string[],
  options: RunOptions = {},
): Promise<EndedProcess> {
  return await follow(start(args, options)).ended;
}

/** A command that runs. */
export interface StartedProcess {
  /** Sends a signal and waits for the end. */
  end(signal: NodeJS.Signals): Promise<EndedProcess>;
}

/** Starts `spintape` with arguments; at the latest, it is killed after all tests of the file. */
export function startSpintape(args: readonly string[], options: RunOptions = {}): StartedProcess {
  const child = start(args, options);
  const followed = follow(child);
  return {
    end: (signal) => {
      child.kill(signal);
      return followed.ended;
    },
  };
}

/** A `spintape serve` that listens. */
export interface ServedApp {
  /** Such as `http://127.0.0.1:40123`. */
  readonly url: string;
  /** The output on stdout so far. */
  stdout(): string;
  stderr(): string;
  /** Sends a signal and waits for the end. */
  end(signal?: NodeJS.Signals): Promise<EndedProcess>;
}

/**
 * Starts `spintape serve`, on a free port unless the arguments name one; at the latest, it is
 * killed after all tests of the file.
 */
export async function serveApp(
  args: readonly string[] = [],
  options: RunOptions = {},
): Promise<ServedApp> {
  const listen = args.includes('--listen') ? [] : ['--listen', '127.0.0.1:0'];
  const child = start(['serve', ...listen, ...args], options);
  const followed = follow(child);
  const { stdout = null } = child;
  while (!followed.stdout().includes('\n')) {
    const ended = await Promise.race([
      stdout === null ? undefined : once(stdout, 'data').then(() => undefined),
      followed.ended,
    ]);
    if (ended !== undefined) throw new Error(`serve ended: ${JSON.stringify(ended)}`);
  }
  const url = /^listening on (\S+)\n$/.exec(followed.stdout())?.[1];
  if (url === undefined) throw new Error(`serve printed ${JSON.stringify(followed.stdout())}`);
  return {
    url,
    stdout: followed.stdout,
    stderr: followed.stderr,
    end: (signal = 'SIGTERM') => {
      child.kill(signal);
      return followed.ended;
    },
  };
}

function start(
  args: readonly string[],
  { cwd, env, through = [], node = process.execPath }: RunOptions,
): ChildProcess {
  const [program = node, ...rest] = [...through, node, command, ...args];
  const child = spawn(program, rest, {
    cwd: cwd ?? projectRoot,
    // The environment of the tests must not affect reports.
    env: { ...process.env, GITHUB_ACTIONS: '', FORCE_COLOR: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  child.on('close', () => running.delete(child));
  return child;
}

function follow(child: ChildProcess) {
  const printed = { stdout: '', stderr: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    printed.stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    printed.stderr += text;
  });
  const ended = new Promise<EndedProcess>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code: code ?? signal ?? 0, ...printed }));
  });
  return { ended, stdout: () => printed.stdout, stderr: () => printed.stderr };
}
