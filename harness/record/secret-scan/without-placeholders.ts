import { replacePlaceholders } from '../../world/secrets/fixed-placeholder.ts';

/** A text with blanks in place of placeholders, so that the rest keeps its place. */
export function withoutPlaceholders(text: string): string {
  return text.includes(START)
    ? replacePlaceholders(text, (name) => ' '.repeat(`${START}${name}${END}`.length))
    : text;
}

const START = 'spintape-secret.';
const END = '.stand-in';
