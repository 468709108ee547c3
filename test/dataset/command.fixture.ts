import type { Terminal } from '../../harness/cli/terminal.ts';

type Command = (args: readonly string[], terminal: Terminal) => Promise<number>;

/** Runs a command in this process, and gives its output. */
export async function runCommand(command: Command, args: readonly string[]) {
  const printed = { out: '', err: '' };
  const terminal: Terminal = {
    out: (text) => {
      printed.out += text;
    },
    err: (text) => {
      printed.err += text;
    },
    note: (line) => {
      printed.err += `${line}\n`;
    },
    status: () => undefined,
    isTerminal: { out: false, err: false },
    columns: 80,
    env: {},
    interrupted: () => new Promise(() => undefined),
    now: () => 0,
  };
  const workers = args.includes('--workers') ? [] : ['--workers', '1'];
  const code = await command([...args, ...workers], terminal);
  return { code, ...printed };
}
