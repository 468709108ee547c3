#!/usr/bin/env node
import { COMMON_HELP } from './options.ts';
import { shippedVersion } from './package-files.ts';
import { reportError } from './report-error.ts';
import { processTerminal, type Terminal } from './terminal.ts';

interface Command {
  readonly help: string;
  run(args: readonly string[], terminal: Terminal): Promise<number>;
}

// Each command is loaded when it is called, because what one command needs another would wait for.
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => {
    const { serve, SERVE_HELP } = await import('./serve.ts');
    return { help: SERVE_HELP, run: serve };
  },
  record: async () => {
    const { record, RECORD_HELP } = await import('./record.ts');
    return { help: RECORD_HELP, run: record };
  },
  replay: async () => {
    const { replay, REPLAY_HELP } = await import('./replay.ts');
    return { help: REPLAY_HELP, run: replay };
  },
  convert: async () => {
    const { convert, CONVERT_HELP } = await import('./convert.ts');
    return { help: CONVERT_HELP, run: convert };
  },
  reproduce: async () => {
    const { reproduce, REPRODUCE_HELP } = await import('./reproduce.ts');
    return { help: REPRODUCE_HELP, run: reproduce };
  },
  run: async () => {
    const { run, RUN_HELP } = await import('./run.ts');
    return { help: RUN_HELP, run };
  },
  check: async () => {
    const { check, CHECK_HELP } = await import('./check.ts');
    return { help: CHECK_HELP, run: check };
  },
  show: async () => {
    const { show, SHOW_HELP } = await import('./show.ts');
    return { help: SHOW_HELP, run: show };
  },
  verify: async () => {
    const { verify, VERIFY_HELP } = await import('./verify.ts');
    return { help: VERIFY_HELP, run: verify };
  },
};

const HELP: readonly string[] = ['--help', '-h'];

/** Runs a command line and gives its exit code: see `docs/command-line.md`. */
export async function main(args: readonly string[], terminal: Terminal): Promise<number> {
  const [name, ...rest] = args;
  try {
    if (name === '--version' || name === '-V') {
      terminal.out(`${shippedVersion()}\n`);
      return 0;
    }
    if (name === undefined || HELP.includes(name) || name === 'help') {
      terminal.out(await help(Object.keys(COMMANDS)));
      return name === undefined ? 2 : 0;
    }
    const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (load === undefined) return unknownCommand(name, terminal);
    if (rest.some((argument) => HELP.includes(argument))) {
      terminal.out(await help([name]));
      return 0;
    }
    return await (await load()).run(rest, terminal);
  } catch (error) {
    return reportError(error, { terminal, debug: rest.includes('--debug') });
  }
}

const VERSION_HELP = '\nspintape --version prints the version.\n';

async function help(names: readonly string[]): Promise<string> {
  const commands = await Promise.all(names.map((name) => COMMANDS[name]?.()));
  const texts = commands.map((command) => command?.help ?? '');
  return `${texts.join('\n')}\nEvery command takes\n${COMMON_HELP}\n${VERSION_HELP}`;
}

function unknownCommand(name: string, terminal: Terminal): number {
  const known = Object.keys(COMMANDS).join(', ');
  terminal.err(`spintape: there is no command "${name}". The commands are ${known}.\n`);
  return 2;
}

// Exiting at once would cut off what is still to be written to a pipe.
process.exitCode = await main(process.argv.slice(2), processTerminal);
