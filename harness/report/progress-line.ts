import { visibleText } from './visible-text.ts';

/** How far a command has come. */
export interface Progress {
  readonly done: number;
  readonly total: number;
  /** Files that are done and not the same. */
  readonly notSame: number;
  /** The name of the file that was begun or went on last. */
  readonly current: string;
}

/** Clears the terminal's line; what stood there is gone when the next text is written. */
export const CLEAR_LINE = '\r\u001b[K';

/** One line that says how far a command has come, cut to the width of the terminal. */
export function progressLine({ done, total, notSame, current }: Progress, columns: number): string {
  const counts = `${done} of ${total}${notSame > 0 ? `, ${notSame} not the same` : ''}`;
  // The last column is left free, because some terminals begin a new line after it.
  const text = [...`${counts}: ${visibleText(current)}`].slice(0, Math.max(columns - 1, 1));
  return CLEAR_LINE + text.join('');
}
