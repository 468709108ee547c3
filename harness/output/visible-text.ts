/**
 * A text without special or invisible characters: control characters, line breaks, marks of
 * direction, zero-width characters, lone surrogates and characters that XML cannot hold are shown
 * like `\u001b`.
 */
export function visibleText(text: string): string {
  return text.replace(HIDDEN, (match) =>
    match.length === 2 && !TAG.test(match) ? match : escapedUnits(match),
  );
}

/** The escapes of a text, one for each UTF-16 code unit, as JSON and JavaScript write them. */
export function escapedUnits(text: string): string {
  return Array.from({ length: text.length }, (_, at) => {
    return `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`;
  }).join('');
}

/** Tag characters (Unicode, 23.9), which no font shows and a language model reads. */
const TAG = /\udb40[\udc00-\udc7f]/;

/**
 * Explicit ranges, because the members of Unicode's categories differ between versions of Node. The
 * joiners of emoji and of Persian (U+200C, U+200D) and the soft hyphen belong to ordinary texts.
 * Surrogate pairs are matched first, so the remaining surrogates are lone ones.
 */
const HIDDEN = new RegExp(
  [
    '[\\ud800-\\udbff][\\udc00-\\udfff]',
    '[\\0-\\x1f\\x7f-\\x9f]',
    '[\\u061c\\u180e\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f]',
    '[\\ud800-\\udfff\\ufeff\\ufff9-\\ufffb\\ufffe\\uffff]',
  ].join('|'),
  'g',
);
