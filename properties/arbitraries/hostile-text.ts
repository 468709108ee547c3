import fc, { type Arbitrary } from 'fast-check';

/** Pieces that separate, escape, end or name something in keys, paths, queries and JSON. */
const PIECES = [
  ...['a', 'b', 'c', '', ':', '/', '//', '.', '..', '~', '~0041', '%', '%2F', '%2f', '%00', '\\'],
  ...['__files__', '__proto__', 'constructor', 'toString', 'session', 'shared', 'vfs', 'mock'],
  ...['?', '&', '=', '#', '+', ' ', ',', ';', '*', '"', "'", '{', '}', '[', ']', '{{', '}}', '|'],
  ...[
    '\0',
    '\n',
    '\r\n',
    '\t',
    '\x7f',
    'é',
    'é',
    'É',
    '中',
    '\u{1F600}',
    '\u202E',
    '\uFEFF',
    '\uFFFF',
  ],
  ...['null', 'true', '0', '-0', '1', '1e3', 'A'],
];

/** Well-formed strings that are easily misinterpreted. */
export const hostileText: Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...PIECES) },
  {
    weight: 4,
    arbitrary: fc
      .array(fc.constantFrom(...PIECES), { maxLength: 5 })
      .map((pieces) => pieces.join('')),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
  { weight: 1, arbitrary: fc.string({ maxLength: 12 }) },
);

/** {@link hostileText} and lone surrogates, which JSON can represent but a URL cannot. */
export const anyText: Arbitrary<string> = fc.oneof(
  { weight: 8, arbitrary: hostileText },
  { weight: 1, arbitrary: fc.constantFrom('\ud800', '\udfff', 'a\ud83d', '\ude00\ud83d') },
);
