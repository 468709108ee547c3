#!/usr/bin/env node
import { fileFailure } from '../cassette/store/file-failure.ts';
import type { HarnessError } from '../errors.ts';
import { shippedVersion } from '../package-files.ts';
import { suggestion } from '../suggestion.ts';
import { COMMANDS, type CommandName, isCommand } from './command-table/commands.ts';
import { asksForDocument, withErrorDocument } from './error-document.ts';
import { reportHarmlessly } from './files/printed-into-input.ts';
import { commandHelp, overview } from './options/help.ts';
import { usageError, withHelpOf } from './options/usage-error.ts';
import { withProject } from './project/with-project.ts';
import { reportError } from './report-error.ts';
import { processTerminal, type Terminal } from './terminal.ts';
import { watchOutput } from './watch-output.ts';

/** Runs a command with the words after its name, and returns its exit code. */
type Run = (args: readonly string[], terminal: Terminal) => Promise<number>;

// Each command is loaded when it is called, so that it need not wait for modules of others.
const RUNS: Readonly<Record<CommandName, () => Promise<Run>>> = {
  record: async () => (await import('./commands/record.ts')).record,
  replay: async () => (await import('./commands/replay.ts')).replay,
  run: async () => (await import('./commands/run.ts')).run,
  show: async () => (await import('./commands/show.ts')).show,
  serve: async () => (await import('./commands/serve.ts')).serve,
  reproduce: async () => (await import('./commands/reproduce.ts')).reproduce,
  verify: async () => (await import('./commands/verify.ts')).verify,
  convert: async () => (await import('./commands/convert.ts')).convert,
  check: async () => (await import('./commands/check.ts')).check,
  init: async () => (await import('./commands/init.ts')).init,
  cache: async () => (await import('./commands/cache.ts')).cache,
  completion: async () => (await import('./commands/completion.ts')).completion,
};

const HELP: readonly string[] = ['--help', '-h'];
const VERSION: readonly string[] = ['--version', '-V'];

/** Runs a command line and returns its exit code: see `docs/command-line.md`. */
export async function main(args: readonly string[], terminal: Terminal): Promise<number> {
  const [first, ...others] = args;
  // `help replay` is `replay --help`.
  const [name, ...rest] = first === 'help' ? [...others.slice(0, 1), '--help'] : args;
  const end = rest.indexOf('--');
  const options = end < 0 ? rest : rest.slice(0, end);
  const asks = (names: readonly string[]): boolean => options.some((one) => names.includes(one));
  try {
    if (name === undefined || HELP.includes(name)) {
      terminal.out(overview(Object.values(COMMANDS)));
      return name === undefined ? 2 : 0;
    }
    if (VERSION.includes(name)) return version(terminal);
    if (name === COMPLETE) return await complete(rest, terminal);
    if (!isCommand(name)) throw unknownCommand(name);
    if (asks(VERSION)) return version(terminal);
    if (asks(HELP)) {
      terminal.out(commandHelp(COMMANDS[name]));
      return 0;
    }
    const run = await commandOf(name);
    // A service prints where it listens, and no document.
    if (name === 'serve') return await run(rest, terminal);
    return await withErrorDocument({ command: name, args: rest, terminal }, run);
  } catch (error) {
    const hasDocument = asksForDocument(options) && name !== 'serve';
    return reportHarmlessly(error, { terminal, debug: options.includes('--debug'), hasDocument });
  }
}

async function commandOf(name: CommandName): Promise<Run> {
  const run = await RUNS[name]();
  return async (args, terminal) => {
    try {
      return await run(
        args,
        NEEDS_NO_PROJECT.includes(name) ? terminal : await withProject(terminal),
      );
    } catch (error) {
      throw withHelpOf(name, error);
    }
  };
}

const NEEDS_NO_PROJECT: readonly CommandName[] = ['completion', 'init', 'cache'];

/** What the scripts of `spintape completion` call, with the words of a command line after `--`. */
const COMPLETE = 'complete';

async function complete([, ...words]: readonly string[], terminal: Terminal): Promise<number> {
  const { completionLines } = await import('./completion/completion-lines.ts');
  terminal.out(completionLines(words));
  return 0;
}

function version(terminal: Terminal): number {
  terminal.out(`${shippedVersion()}\n`);
  return 0;
}

function unknownCommand(name: string): HarnessError {
  const known = Object.keys(COMMANDS);
  const near = nearestTo(name, known);
  const commands = `The commands are ${known.join(', ')}.`;
  const next = near === undefined ? undefined : `Did you mean ${near}?`;
  if (name.startsWith('-')) {
    const reason = `a command is expected before ${name}`;
    return usageError(reason, next ?? `Name one first. ${commands}`);
  }
  return usageError(`there is no command ${JSON.stringify(name)}`, next ?? commands);
}

function nearestTo(name: string, commands: readonly string[]): string | undefined {
  const options = [...HELP, ...VERSION];
  // Every letter is near every other one, so that only its case is taken for a mistake.
  return name.length <= 2
    ? options.find((option) => option.toLowerCase() === name.toLowerCase())
    : suggestion(name, [...commands, 'help', ...options.filter((one) => one.startsWith('--'))]);
}

watchOutput(process, (cause, name) => {
  const error = fileFailure('write', name, cause);
  process.exitCode = reportError(error, { terminal: processTerminal, debug: false });
});
const code = await main(process.argv.slice(2), processTerminal);
// Exiting at once would lose what is not yet written to a pipe.
process.exitCode ??= code;
