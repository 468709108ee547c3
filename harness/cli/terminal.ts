import { terminalText } from '../output/terminal-text.ts';
import { visibleText } from '../output/visible-text.ts';
import { type WorkflowCommands, withoutCommands } from '../output/workflow-commands.ts';
import { wantsColour } from '../report/text/paint.ts';
import type { Project } from './project/project.ts';

/**
 * What a command needs of its process. Printed text is plain: nothing in it controls a terminal,
 * and nothing is a command to GitHub's runner.
 */
export interface Terminal {
  /** Results. */
  out(text: string | WorkflowCommands): void;
  /** One line on stderr, even if the text has line breaks: it may quote a file or an upstream. */
  note(line: string): void;
  /** Texts of several lines on stderr. */
  err(text: string | WorkflowCommands): void;
  /** A line on stderr that the next one overwrites; an empty one removes it. */
  status(line: string): void;
  /** Whether people read these as they are printed. */
  readonly isTerminal: { readonly out: boolean; readonly err: boolean };
  /** How many characters a line of stderr holds. */
  readonly columns: number;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Of the working folder; absent: it belongs to none. */
  readonly project?: Project | undefined;
  /** Resolves with the signal's name when the process is asked to end. */
  interrupted(): Promise<NodeJS.Signals>;
  /** The time in milliseconds since the Unix epoch. */
  now(): number;
}

/** The streams, environment and signals of this process. */
export const processTerminal: Terminal = {
  out: (text) => {
    const colours = wantsColour(process.env, process.stdout.isTTY === true);
    process.stdout.write(printed(text, colours));
  },
  err: (text) => {
    process.stderr.write(printed(text, false));
  },
  note: (line) => {
    process.stderr.write(`${withoutCommands(visibleText(line))}\n`);
  },
  status: (line) => {
    process.stderr.write(CLEAR_LINE + visibleText(line));
  },
  isTerminal: { out: process.stdout.isTTY === true, err: process.stderr.isTTY === true },
  get columns() {
    return process.stderr.columns ?? 80;
  },
  env: process.env,
  interrupted: () =>
    new Promise((resolve) => {
      process.once('SIGINT', resolve);
      process.once('SIGTERM', resolve);
    }),
  now: () => Date.now(),
};

/** Clears the terminal's line, so that the next text replaces it. */
const CLEAR_LINE = '\r\u001b[K';

function printed(text: string | WorkflowCommands, colours: boolean): string {
  return typeof text === 'string' ? terminalText(text, { colours }) : text.toString();
}
