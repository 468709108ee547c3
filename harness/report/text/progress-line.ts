import { visibleText } from '../../output/visible-text.ts';

/** How far a command has come. */
export interface Progress {
  readonly done: number;
  readonly total: number;
  /** Files that are done and not the same. */
  readonly notSame: number;
  /** The name of the file that was begun or went on last. */
  readonly current: string;
}

/** One line that says how far a command has come, cut to the width of the terminal. */
export function progressLine({ done, total, notSame, current }: Progress, columns: number): string {
  const counts = `${done} of ${total}${notSame > 0 ? `, ${notSame} not the same` : ''}`;
  return statusLine(`${counts}: ${current}`, columns);
}

/** One line of text, cut to the width of the terminal. */
export function statusLine(text: string, columns: number): string {
  // The last column is left free, because some terminals begin a new line after it.
  return [...visibleText(text)].slice(0, Math.max(columns - 1, 1)).join('');
}
