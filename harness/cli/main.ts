#!/usr/bin/env node
import { fileFailure } from '../cassette/store/file-failure.ts';
import type { HarnessError } from '../errors.ts';
import { shippedVersion } from '../package-files.ts';
import { suggestion } from '../suggestion.ts';
import { withErrorDocument } from './error-document.ts';
import { reportHarmlessly } from './files/printed-into-input.ts';
import { COMMON_HELP, usageError } from './options/options.ts';
import { reportError } from './report-error.ts';
import { processTerminal, type Terminal } from './terminal.ts';
import { watchOutput } from './watch-output.ts';

interface Command {
  readonly help: string;
  run(args: readonly string[], terminal: Terminal): Promise<number>;
}

// Each command is loaded when it is called, because what one command needs another would wait for.
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => {
    const { SERVE_HELP } = await import('./options/serve-options.ts');
    const { serve } = await import('./commands/serve.ts');
    return { help: SERVE_HELP, run: serve };
  },
  record: async () => {
    const { record, RECORD_HELP } = await import('./commands/record.ts');
    return { help: RECORD_HELP, run: record };
  },
  replay: async () => {
    const { replay, REPLAY_HELP } = await import('./commands/replay.ts');
    return { help: REPLAY_HELP, run: replay };
  },
  convert: async () => {
    const { convert, CONVERT_HELP } = await import('./commands/convert.ts');
    return { help: CONVERT_HELP, run: convert };
  },
  reproduce: async () => {
    const { reproduce, REPRODUCE_HELP } = await import('./commands/reproduce.ts');
    return { help: REPRODUCE_HELP, run: reproduce };
  },
  run: async () => {
    const { run, RUN_HELP } = await import('./commands/run.ts');
    return { help: RUN_HELP, run };
  },
  check: async () => {
    const { check, CHECK_HELP } = await import('./commands/check.ts');
    return { help: CHECK_HELP, run: check };
  },
  show: async () => {
    const { show, SHOW_HELP } = await import('./commands/show.ts');
    return { help: SHOW_HELP, run: show };
  },
  verify: async () => {
    const { verify, VERIFY_HELP } = await import('./commands/verify.ts');
    return { help: VERIFY_HELP, run: verify };
  },
};

const HELP: readonly string[] = ['--help', '-h'];
const VERSION: readonly string[] = ['--version', '-V'];

/** Runs a command line and gives its exit code: see `docs/command-line.md`. */
export async function main(args: readonly string[], terminal: Terminal): Promise<number> {
  const [first, ...others] = args;
  // `help replay` is `replay --help`.
  const [name, ...rest] = first === 'help' ? [...others.slice(0, 1), '--help'] : args;
  const end = rest.indexOf('--');
  const options = end < 0 ? rest : rest.slice(0, end);
  const asks = (names: readonly string[]): boolean => options.some((one) => names.includes(one));
  try {
    if (name === undefined || HELP.includes(name)) {
      terminal.out(await help(Object.keys(COMMANDS)));
      return name === undefined ? 2 : 0;
    }
    if (VERSION.includes(name)) return version(terminal);
    const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (load === undefined) throw unknownCommand(name);
    if (asks(VERSION)) return version(terminal);
    if (asks(HELP)) {
      terminal.out(await help([name]));
      return 0;
    }
    const { run } = await load();
    // A service prints where it listens, and no document.
    if (name === 'serve') return await run(rest, terminal);
    return await withErrorDocument({ command: name, args: rest, terminal }, run);
  } catch (error) {
    const hasDocument = options.includes('--json') && name !== 'serve';
    return reportHarmlessly(error, { terminal, debug: options.includes('--debug'), hasDocument });
  }
}

function version(terminal: Terminal): number {
  terminal.out(`${shippedVersion()}\n`);
  return 0;
}

const VERSION_HELP = '\nspintape --version prints the version.\n';

async function help(names: readonly string[]): Promise<string> {
  const commands = await Promise.all(names.map((name) => COMMANDS[name]?.()));
  const texts = commands.map((command) => command?.help ?? '');
  return `${texts.join('\n')}\nEvery command takes\n${COMMON_HELP}\n${VERSION_HELP}`;
}

function unknownCommand(name: string): HarnessError {
  const known = Object.keys(COMMANDS);
  const commands = `The commands are ${known.join(', ')}.`;
  if (name.startsWith('-')) {
    return usageError(`${name} stands where a command is wanted`, `Name one first. ${commands}`);
  }
  const near = suggestion(name, known);
  const next = near === undefined ? commands : `Did you mean ${near}?`;
  return usageError(`there is no command ${JSON.stringify(name)}`, next);
}

watchOutput(process, (cause, name) => {
  const error = fileFailure('write', name, cause);
  process.exitCode = reportError(error, { terminal: processTerminal, debug: false });
});
const code = await main(process.argv.slice(2), processTerminal);
// Exiting at once would cut off what is still to be written to a pipe.
process.exitCode ??= code;
