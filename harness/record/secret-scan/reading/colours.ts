import type { Rewriting } from './rewriting.ts';

/** Control sequences of terminals (ECMA-48, 5.4), such as those that set colours. */
const SEQUENCE = /\x1b\[[0-9:;<=>?]{0,40}[ -/]{0,4}[@-~]/g;

/** The text that a terminal shows: a word may be partly coloured. */
export const COLOURS_REMOVED: Rewriting = { pattern: SEQUENCE, write: () => '' };

/** Each change of colour as the end of a word. */
export const COLOURS_BLANK: Rewriting = { pattern: SEQUENCE, write: () => ' ' };
