import { COMPLETION } from '../command-table/completion-command.ts';
import { SHELL_SCRIPTS } from '../completion/shell-scripts.ts';
import { readCommandLine } from '../options/read-command-line.ts';
import type { Terminal } from '../terminal.ts';

/** `spintape completion SHELL`: exit code 0. */
export async function completion(args: readonly string[], terminal: Terminal): Promise<number> {
  const { positionals: shell } = readCommandLine(COMPLETION, args, terminal);
  terminal.out(SHELL_SCRIPTS[shell]);
  return 0;
}
