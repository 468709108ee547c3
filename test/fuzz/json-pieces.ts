import type { Pieces } from './fuzz-format.ts';

const SIGNS = [
  ...[
    '\n',
    '\r',
    ' ',
    '\t',
    ',',
    ',,',
    ':',
    '{',
    '}',
    '[',
    ']',
    '"',
    '""',
    '\\',
    '\\u0041',
    '\\ud800',
  ],
  ...[
    "'",
    '//',
    '/*',
    '*/',
    '#',
    '\0',
    '\0\0\0\0',
    '\uFEFF',
    '\u2028',
    '\u0085',
    '<<<<<<< a\n',
    '-',
  ],
  ...[
    'NaN',
    'Infinity',
    '1e400',
    '-0',
    '1.0',
    '01',
    '+1',
    '.5',
    '0x1F',
    'null',
    'undefined',
    'True',
  ],
  ...['"__proto__":{},', '"constructor":1,', '{"a":1,"a":2},', '[[[[', '}}}}'],
];

const VALUES = [
  ...[
    '{}',
    '[]',
    'null',
    '""',
    '1',
    '-1',
    '1e999',
    '9'.repeat(400),
    'true',
    '"\\ud800"',
    '"\\u0000"',
  ],
  ...[
    '{"__proto__":{"a":1}}',
    '[[[[]]]]',
    '"',
    '{"a":',
    '1.50',
    '"<secret:a>"',
    '"%zz"',
    '"\\u2028"',
  ],
];

const BOMBS: ReadonlyArray<(size: number) => string> = [
  (size) => '['.repeat(size),
  (size) => '{"a":'.repeat(size / 5),
  (size) => `${'['.repeat(size / 2)}${']'.repeat(size / 2)}`,
  (size) => `${'{"a":'.repeat(size / 6)}1${'}'.repeat(size / 6)}`,
  (size) => `[${'1,'.repeat(size / 2)}1]`,
  (size) => `"${'x'.repeat(size)}"`,
  (size) => `"${'\\u0041'.repeat(size / 6)}"`,
  (size) => `"${'\\"'.repeat(size / 2)}`,
  (size) => '9'.repeat(size),
  (size) => ' '.repeat(size),
  (size) => '\n'.repeat(size),
  (size) => `{${Array.from({ length: size / 12 }, (_, index) => `"k${index}":1`).join(',')}}`,
  (size) => `{${'"a":1,'.repeat(size / 6)}"a":1}`,
];

/** Of JSON: a file is one value, or a list of which a bomb becomes the last item. */
export const JSON_PIECES: Pieces = { signs: SIGNS, values: VALUES, bombs: BOMBS, opening: '[' };

/** Of files with one JSON a line. */
export const JSON_LINES_PIECES: Pieces = {
  ...JSON_PIECES,
  separator: '\n',
  opening: '{"messages":',
};
