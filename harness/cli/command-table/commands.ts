import type { CommandSpec } from '../options/command-spec.ts';
import { COMPLETION } from './completion-command.ts';
import { CONVERT } from './conversion-commands.ts';
import { REPRODUCE, VERIFY } from './dataset-commands.ts';
import { CHECK, REPLAY, RUN, SHOW } from './judging-commands.ts';
import { CACHE, INIT } from './project-commands.ts';
import { RECORD, SERVE } from './recording-commands.ts';

/** All commands, in the order in which the help shows them. */
export const COMMANDS = {
  record: RECORD,
  replay: REPLAY,
  run: RUN,
  show: SHOW,
  serve: SERVE,
  reproduce: REPRODUCE,
  verify: VERIFY,
  convert: CONVERT,
  check: CHECK,
  init: INIT,
  cache: CACHE,
  completion: COMPLETION,
} as const satisfies Readonly<Record<string, CommandSpec>>;

/** The name of a command. */
export type CommandName = keyof typeof COMMANDS;

/** Whether a word is the name of a command. */
export function isCommand(word: string): word is CommandName {
  return Object.hasOwn(COMMANDS, word);
}
