import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';

const END_MARK = 'end-of-command';
const PATIENCE_MS = 200_000;

/** The result of a command. */
export interface Ran {
  readonly code: number;
  /** Its trimmed output on stdout and stderr. */
  readonly output: string;
}

/** A bash that runs one command after another, like a reader of a document. */
export class ShellSession {
  readonly #shell: ChildProcess;
  #printed = '';

  /** @param env the whole environment */
  constructor(folder: string, env: Readonly<Record<string, string>>) {
    // A group of its own, so that servers in the background can be ended with it.
    this.#shell = spawn('bash', ['--noprofile', '--norc'], { cwd: folder, env, detached: true });
    for (const stream of [this.#shell.stdout, this.#shell.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.#printed += text;
      });
    }
    this.#shell.stdin?.write('exec 2>&1\n');
  }

  /**
   * Runs a command to its end; one in the background only until it has printed the expected output.
   *
   * @throws Error with what was printed when that takes too long.
   */
  async run(command: string, expected = ''): Promise<Ran> {
    this.#printed = '';
    const script = `{\n${command}\n} < /dev/null\nprintf '\\n%s %d\\n' ${END_MARK} $?\n`;
    this.#shell.stdin?.write(script);
    const ended = new RegExp(`\\n${END_MARK} (\\d+)\\n`);
    const isBackground = command.endsWith('&');
    const isDone = () =>
      ended.test(this.#printed) && (!isBackground || this.#printed.includes(expected));
    const patience = Date.now() + PATIENCE_MS;
    while (!isDone()) {
      if (Date.now() > patience) throw new Error(`no end of ${command}\n${this.#printed}`);
      await delay(10);
    }
    const code = Number(ended.exec(this.#printed)?.[1]);
    return { code, output: this.#printed.replace(ended, '').trim() };
  }

  /** Ends the shell and what it left running. */
  async end(): Promise<void> {
    const { pid, exitCode, signalCode } = this.#shell;
    if (pid === undefined || exitCode !== null || signalCode !== null) return;
    const closed = once(this.#shell, 'close');
    process.kill(-pid, 'SIGTERM');
    await closed;
  }
}
