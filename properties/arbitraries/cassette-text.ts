import fc, { type Arbitrary } from 'fast-check';

/** The placeholder that a component sees. */
const placeholder = (variable: string): string => `spintape-secret.${variable}.stand-in`;

/** Pieces that YAML readers stumble over, or that our own escapes could confuse. */
const PIECES = [
  ...['\0', '\x07', '\x1b', '\x7f', '\x85', '\x9f', '\xa0', '\u2028', '\u2029', '\uFEFF'],
  ...['\uFFFE', '\uFFFF', '\u{1F600}', '\u200B', '\u202E', 'é', 'ł', '中', '\r', '\r\n', '\n'],
  ...['\n\n', '\n---\n', '\n...\n', '---', '...', '\t', ' ', '  ', '\n ', '\n\t', ' \n', '# x'],
  ...[' #', ': ', ':', ' :', '- ', '-', '?', '? ', ',', '[', ']', '{', '}', '&a', '*a', '!', '|'],
  ...['>', '%', '@', '`', '"', "'", '\\', '\\n', '~', '<<', '=', '$', 'a', 'b c', 'A'],
  ...['<secret:', '<secret::', '<secret:a>', '<secret:Ab>', '<secret', ':a>', placeholder('token')],
  ...[
    placeholder('a_1'),
    'spintape-secret.',
    '.stand-in',
    'true',
    'yes',
    'Null',
    'NO',
    'on',
    '0x1F',
  ],
  ...['1', '1.0', '-1', '+1', '1e3', '.5', '.inf', '.NaN', '0o7', '1_000', '1:30', '2026-11-21'],
];

/** Strings that are likely to be misread; never half of a surrogate pair. */
export const hostileString: Arbitrary<string> = fc.oneof(
  fc.constantFrom(...PIECES),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 6 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({ maxLength: 12 }),
  fc.string({ minLength: 1, maxLength: 3 }).map((text) => text.repeat(500)),
);

const number = fc.oneof(
  fc.constantFrom('1.0', '12345678901234567890', '-0', '0', '1e400', '1E-7', '0.1', '-12'),
  fc.double({ noDefaultInfinity: true, noNaN: true }).map((value) => JSON.stringify(value)),
);

/** Compact JSON texts, with spellings that JavaScript would lose, and repeated keys. */
export const jsonText: Arbitrary<string> = jsonTexts({ repeatKeys: true });

/** Compact JSON texts without repeated keys. */
export const uniqueJsonText: Arbitrary<string> = jsonTexts({ repeatKeys: false });

function jsonTexts({ repeatKeys }: { repeatKeys: boolean }): Arbitrary<string> {
  return fc.letrec<{ value: string }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 5, depthSize: 'small' },
      hostileString.map((text) => JSON.stringify(text)),
      number,
      fc.constantFrom('null', 'true', 'false', '{}', '[]'),
      fc.array(tie('value'), { maxLength: 4 }).map((items) => `[${items.join(',')}]`),
      fc
        .uniqueArray(
          fc.tuple(fc.oneof(hostileString, fc.constantFrom('__proto__', '1')), tie('value')),
          {
            maxLength: 4,
            comparator: (one, other) => !repeatKeys && one[0] === other[0],
          },
        )
        .map((members) =>
          members.map(([key, value]) => `${JSON.stringify(key)}:${value}`).join(','),
        )
        .map((members) => `{${members}}`),
    ),
  })).value;
}
