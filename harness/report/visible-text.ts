/**
 * A text in which nothing acts on a terminal or a parser: control characters, those that
 * turn the direction of writing, lone surrogates and what no XML may hold are shown as `\u001b`.
 */
export function visibleText(text: string): string {
  return text.replace(HIDDEN, (match) =>
    match.length === 2 ? match : `\\u${match.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

// Whole pairs of surrogates are matched first, so that what is left of them are lone ones.
const HIDDEN = new RegExp(
  [
    '[\\ud800-\\udbff][\\udc00-\\udfff]',
    '[\\0-\\x1f\\x7f-\\x9f]',
    '[\\u2028-\\u202e\\u2066-\\u2069]',
    '[\\ud800-\\udfff\\ufffe\\uffff]',
  ].join('|'),
  'g',
);
