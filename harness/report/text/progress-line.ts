import { visibleText } from '../../output/visible-text.ts';

/** The progress of a command. */
export interface Progress {
  readonly done: number;
  readonly total: number;
  /** How many of the files that are done are not the same. */
  readonly notSame: number;
  /** The name of the file that last began or made progress. */
  readonly current: string;
}

/** The progress of a command on one line, cut to the width of the terminal. */
export function progressLine({ done, total, notSame, current }: Progress, columns: number): string {
  const counts = `${done} of ${total}${notSame > 0 ? `, ${notSame} not the same` : ''}`;
  return statusLine(`${counts}: ${current}`, columns);
}

/** One line of text, cut to the width of the terminal. */
export function statusLine(text: string, columns: number): string {
  // The last column is left free, because some terminals begin a new line after it.
  return [...visibleText(text)].slice(0, Math.max(columns - 1, 1)).join('');
}
