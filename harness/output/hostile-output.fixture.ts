import fc, { type Arbitrary } from 'fast-check';

/** Texts with a special meaning in a language that we write, or on a terminal. */
const PIECES = [
  ...['\n', '\r', '\r\n', '\u2028', '\u2029', '\u0085', '\t', '\0', '\x07', '\x7f', '\b'],
  ...[
    '\u001b[2J',
    '\u001b[31m',
    '\u001b]0;title\u0007',
    '\u009b31m',
    '\u001b]8;;http://a.test\u001b\\',
  ],
  ...['\u202e', '\u2066', '\u200f', '\u061c', '\u200b', '\ufeff', '\u{e0041}', '\ufff9', '\uffff'],
  ...['\ud800', '\udc00', '\u{1F600}', 'é', '中', 'a\u200d', '\u00ad', '\ufffd'],
  ...[
    '*/',
    '/*',
    '//',
    '`',
    '$\x7bx}',
    '</script>',
    ']]>',
    '<!--',
    '-->',
    '<a b="',
    '&amp;',
    '&',
    '<',
  ],
  ...['"', "'", '\\', '\\u000a', '%', '%0A', '%25', '::error::x', '::', ':', ',', '##[add-mask]x'],
  ...['$(exit 3)', '`exit 3`', ';', '|', '>', '*', '?', '~', '=', '!', '-', '--', '#', '&&', ' '],
  ...[
    'globalThis.pwned = 1',
    '__proto__',
    'constructor',
    '- a',
    '? ',
    '!!str',
    '{{',
    '[',
    ']',
    '}',
  ],
];

/** Texts that are likely to be taken for more than text. */
export const hostileOutput: Arbitrary<string> = fc.oneof(
  { weight: 5, arbitrary: pieces(5) },
  { weight: 1, arbitrary: pieces(5).map((text) => `a\u2028globalThis.pwned = 1;//${text}`) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
);

function pieces(maxLength: number): Arbitrary<string> {
  return fc.array(fc.constantFrom(...PIECES), { maxLength }).map((list) => list.join(''));
}

/** Characters that no printed text may contain, except line breaks. */
export const ACTING =
  /[\0-\x09\x0b-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/;
