/** The role of a part of a report, for reports in colour. */
export type Style = 'good' | 'doubtful' | 'bad' | 'strong' | 'faint';

/** Shows a text in a style. */
export type Paint = (style: Style, text: string) => string;

/** No colours at all. */
export const plainPaint: Paint = (_style, text) => text;

// Select Graphic Rendition (ECMA-48, 8.3.117): the codes that begin and end each style.
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
 * Whether to print in colour: on a terminal, except with `NO_COLOR` or on a dumb terminal.
 * `FORCE_COLOR` overrides both (0 and false mean no), as it does in Node.
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
