/** What a part of a report is, for those that show it in colour. */
export type Style = 'good' | 'doubtful' | 'bad' | 'strong' | 'faint';

/** Gives a text the look of a style. */
export type Paint = (style: Style, text: string) => string;

/** No colours at all. */
export const plainPaint: Paint = (_style, text) => text;

// Select Graphic Rendition (ECMA-48, 8.3.117): what begins and what ends each style.
const CODES: Readonly<Record<Style, readonly [begin: number, end: number]>> = {
  good: [32, 39],
  doubtful: [33, 39],
  bad: [31, 39],
  strong: [1, 22],
  faint: [2, 22],
};

/** The colours of a terminal. */
export const terminalPaint: Paint = (style, text) => {
  const [begin, end] = CODES[style];
  return `\u001b[${begin}m${text}\u001b[${end}m`;
};

/**
 * Whether to print in colour: where the reader is a terminal, unless `NO_COLOR` or a dumb terminal
 * says otherwise; `FORCE_COLOR` decides before both (0 and false are no), as it does in Node.
 */
export function wantsColour(
  environment: Readonly<Record<string, string | undefined>>,
  isTerminal: boolean,
): boolean {
  const { FORCE_COLOR: force, NO_COLOR: no, TERM: terminal } = environment;
  if (force !== undefined && force !== '') return force !== '0' && force !== 'false';
  if (no !== undefined && no !== '') return false;
  return isTerminal && terminal !== 'dumb';
}
