import { escapedUnits, visibleText } from './visible-text.ts';

/** The place where GitHub shows a message. */
export interface CommandPlace {
  /** The path of a file from the repository's root; undefined for what is in none. */
  readonly file?: string | undefined;
  readonly line?: number | undefined;
  readonly title: string;
}

/** Commands to GitHub's runner, one per line; only this class makes them. */
export class WorkflowCommands {
  readonly #lines: string[] = [];

  /** Shows a message of one or more lines at a place. */
  add(kind: 'error' | 'warning', { file, line, title }: CommandPlace, message: string): void {
    const properties = [
      ...(file === undefined ? [] : [`file=${property(file)}`]),
      ...(line === undefined ? [] : [`line=${line}`]),
      `title=${property(title)}`,
    ];
    this.#lines.push(`::${kind} ${properties.join(',')}::${data(message)}`);
  }

  toString(): string {
    return this.#lines.map((line) => `${line}\n`).join('');
  }
}

/**
 * A line in which GitHub's runner finds no command. It looks for `::` at the beginning, and for
 * `##[` anywhere (actions/runner, ActionCommand.cs).
 */
export function withoutCommands(line: string): string {
  return line
    .replace(/^(\s*):(?=:)/, (_, space: string) => space + escapedUnits(':'))
    .replaceAll('##[', `##${escapedUnits('[')}`);
}

// The escapes of GitHub's runner (actions/toolkit, packages/core/src/command.ts).
function data(text: string): string {
  const lines = text.split('\n').map((line) => withoutCommands(visibleText(line)));
  return lines.join('\n').replaceAll('%', '%25').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(visibleText(text)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
