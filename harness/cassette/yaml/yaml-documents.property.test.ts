import fc, { type Arbitrary } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cassetteFile } from '../../../properties/arbitraries/cassette-file.ts';
import { HarnessError } from '../../errors.ts';
import { printCassette } from '../print-cassette.ts';
import { canonicalDocuments } from './canonical-documents.ts';
import { generalDocuments } from './general-documents.ts';
import { lineFinder } from './line-finder.ts';
import { yamlDocuments } from './yaml-documents.ts';
import type { YamlNode } from './yaml-node.ts';
import { printYaml } from './yaml-printer.ts';

const reading = (text: string) => ({
  source: { file: 'x', subject: 'it', lineAt: lineFinder(text), body: () => new Uint8Array() },
  depthLimit: 120,
  valueLimit: 1_000_000,
  pieceLimit: 2_000_000,
});

/** A complete node, in a form that can be compared. */
function comparable(node: YamlNode): unknown {
  const place = [node.offset, node.source.lineAt(node.offset)];
  if (node.kind === 'scalar') return [...place, node.text, node.isPlain];
  if (node.kind === 'sequence') return [...place, node.items.map(comparable)];
  const pairs = node.pairs.map(([key, value]) => [comparable(key), comparable(value)]);
  return [...place, 'map', pairs];
}

/** The whole result of a reader: its documents and its error. */
function readBy(documents: Iterable<YamlNode>): unknown[] {
  const read: unknown[] = [];
  try {
    for (const document of documents) read.push(comparable(document));
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    read.push(`${error.code} ${error.message}`);
  }
  return read;
}

const printed: Arbitrary<string> = cassetteFile.map((file) => printCassette(file, 'schema'));

/** Texts on which two YAML readers are likely to disagree. */
const SPLICES = [
  ...[
    '\n',
    ' ',
    '  ',
    '\t',
    '- ',
    '-',
    ':',
    ': ',
    '? ',
    '#',
    ' #',
    "'",
    "''",
    '"',
    '\\',
    '\\u0041',
  ],
  ...['{', '}', '[', ']', ', ', ',', '|', '|-', '|2', '>', '&a ', '*a', '!!str ', '---\n', '...\n'],
  ...['\n---\n', '\n---', '\r\n', '\uFEFF', '%YAML 1.2\n', 'a: b\n', '\n  a: b', '\n  - a', 'é'],
  ...['\\ud800', '\ud800', '@', '`', '%', '~', '<<: ', '<', '<secret:a>', '.', '1', '\n\n', ' \n'],
];

const damage = fc.array(
  fc.record({
    at: fc.nat(),
    drop: fc.oneof(fc.constant(0), fc.nat({ max: 5 })),
    insert: fc.oneof(fc.constantFrom(...SPLICES), fc.string({ maxLength: 2 })),
  }),
  { minLength: 1, maxLength: 3 },
);

const damaged: Arbitrary<string> = fc.tuple(printed, damage).map(([text, edits]) =>
  edits.reduce((current, { at, drop, insert }) => {
    const place = at % current.length;
    return current.slice(0, place) + insert + current.slice(place + drop);
  }, text),
);

/** Small texts, in which almost every character is YAML syntax. */
const soup = fc
  .array(fc.constantFrom(...SPLICES, 'a', 'b: c', 'a:\n  ', '- a\n', "'b c'"), { maxLength: 12 })
  .map((pieces) => pieces.join(''));

const TOKENS = [
  ...[
    'a',
    'b c',
    '1',
    '-1',
    'x:y',
    "it's",
    "'q'",
    "''",
    "'",
    '"d"',
    '"',
    '\\t',
    '[',
    ']',
    '{',
    '}',
  ],
  ...[', ', ',', ': ', ':', ' ', '#', ' #', '-', '- ', '&', '*', '!', '%', '|', '|-', '|2', '>'],
  ...[
    '?',
    '? ',
    '@',
    '`',
    '~',
    '.',
    '<',
    '<secret:a>',
    '<secret:',
    'null',
    '=',
    '/',
    '(',
    'é',
    '中',
  ],
];

const word = fc.constantFrom('a', 'b c', '1', "'q'", '"d"', '[a, 1]', '{a: b}');
const token = fc.constantFrom(...TOKENS);

/** Values that are mostly printed, or printed with one character changed. */
const nearlyValue = fc
  .oneof(
    word.map((one) => [one]),
    fc.tuple(word, token),
    fc.tuple(word, token, word),
    fc.tuple(fc.constantFrom('[', '{a: '), word, token, fc.constantFrom(']', '}')),
    fc.array(token, { maxLength: 4 }),
  )
  .map((parts) => parts.join(''));

/** Maps and lists that are almost laid out as ours, line by line. */
const nearlyPrinted = fc
  .array(
    fc.tuple(
      fc.constantFrom('', '', '', '  ', '  ', '    ', ' ', '---\n'),
      fc.constantFrom('k: ', 'k: ', 'k: ', 'k:', '- ', '- k: ', '- - ', "'k': ", ''),
      nearlyValue,
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map((lines) => lines.map((line) => `${line.join('')}\n`).join(''));

/** Texts on which they once disagreed. */
const FOUND = ['k: a\n---\n}*\n'];

const RUNS = Number(process.env['SPINTAPE_FUZZ_RUNS'] ?? 200);

describe('yamlDocuments', () => {
  it.each([
    ['printed', printed, 1],
    ['damaged', damaged, 1],
    ['made of signs', soup, 5],
    ['nearly printed', nearlyPrinted, 50],
  ])(
    'gives the same nodes, positions and errors as the library alone for texts that are %s',
    (_, texts, times) => {
      fc.assert(
        fc.property(texts, (text) => {
          const alone = readBy(generalDocuments(text, reading(text), 0));
          const both = readBy(yamlDocuments(text, 'x', { subject: 'it' }));
          // The library finds some errors of a document while it still holds back the one before.
          const documents = alone.filter((read) => typeof read !== 'string');
          expect(both.slice(0, documents.length)).toEqual(documents);
          expect(both.at(-1)).toEqual(alone.at(-1));
          expect(typeof alone.at(-1) === 'string' || both.length === alone.length).toBe(true);
        }),
        { numRuns: RUNS * times, examples: FOUND.map((text) => [text]) },
      );
    },
  );

  it.each([
    ['lines', 'a\n b\n\nc\n'],
    ['quotes', "''"],
    ['escapes', '\t\u2028"\\'],
    ['letters', 'a'],
  ])('reads a printed text of many %s', (_, part) => {
    const value = `x${part.repeat(50_000)}x`;
    const text = printYaml(new Map([['a', value]]));
    const alone = readBy(generalDocuments(text, reading(text), 0));
    const [read] = [...canonicalDocuments(text, reading(text))].map(comparable);
    expect(JSON.stringify([read]) === JSON.stringify(alone)).toBe(true);
  });

  it('reads everything that is printed without the library', () => {
    fc.assert(
      fc.property(printed, (text) => {
        const documents = canonicalDocuments(text, reading(text));
        let step = documents.next();
        while (step.done !== true) step = documents.next();
        const isLongKey = /^ *(?:- )*\? /m.test(text.slice(step.value));
        expect(isLongKey || step.value === text.length).toBe(true);
      }),
      { numRuns: RUNS },
    );
  });
});
