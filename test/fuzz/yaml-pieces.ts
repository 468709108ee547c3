import type { Pieces } from './fuzz-format.ts';

const SIGNS: readonly string[] = [
  ...['\n', '\n\n', ' ', '  ', '\t', '\r', '\r\n', '- ', '-', ':', ': ', '? ', '#', ' #', ','],
  ...["'", "''", '"', '\\', '\\u0041', '\\ud800', '\\x', '{', '}', '[', ']', '|', '|-', '>', '|9'],
  ...['&a ', '*a', '!!str ', '!!js/function ', '<<: *a', '%TAG ! a\n', '%YAML 1.1\n', '@', '`'],
  ...['---\n', '...\n', '\n---\n', '\n...\n', '\0', '\0\0\0\0', '\uFEFF', '\u2028', '\u0085', '~'],
  ...['<secret:', '<secret:a>', '<secret::', '0x1F', '1e400', '-0', '.inf', '1_000', 'null', 'yes'],
  ...['call:', 'json:', 'text: ', 'base64: ', 'at: ', 'expect:', 'exchanges:\n  - ', 'state: {}'],
];

const VALUES: readonly string[] = [
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
    '2026-13-40T99:99:99Z',
  ],
  ...['*a', '&a b', '!!binary aGk=', '{a: {a: {a: 1}}}', '[[[[]]]]', "'", '"\\', '|\n', '>-\n x'],
  ...['99999999999999999999ms', '<secret:>', '{$matches: (}', '{$exactly: {$type: x}}', '/w=='],
];

const LAUGHS = Array.from({ length: 12 }, (_, level) => {
  const item = level === 0 ? 'lol' : `*a${level - 1}`;
  return `a${level}: &a${level} [${Array(10).fill(item).join(', ')}]\n`;
}).join('');

const BOMBS: ReadonlyArray<(size: number) => string> = [
  () => LAUGHS,
  () => 'a: &a [*a]\n',
  () => `x: &x {a: 1}\ny: {${'<<: *x, '.repeat(50)}}\n`,
  (size) => '['.repeat(size),
  (size) => '{a: '.repeat(size / 4),
  (size) => '- '.repeat(size / 2),
  (size) => '? '.repeat(size / 2),
  (size) => `[${'1, '.repeat(size / 3)}1]\n`,
  (size) => `a: [${'*a,'.repeat(size / 3)}]\n`,
  (size) => `call: {component: a, tool: b, args: [${'1, '.repeat(size / 3)}1]}\n`,
  (size) => `origin: ${'x'.repeat(size)}\n`,
  (size) => `origin: "${'\\n'.repeat(size / 2)}"\n`,
  (size) => `origin: '${"''".repeat(size / 2)}'\n`,
  (size) => `origin: |\n${'  x\n'.repeat(size / 4)}`,
  (size) => `origin: "${'x\n  '.repeat(size / 4)}"\n`,
  (size) => `${'k'.repeat(size)}: v\n`,
  (size) => '#\n'.repeat(size / 2),
  (size) => '---\n'.repeat(size / 4),
  (size) => Array.from({ length: size / 12 }, (_, index) => `k${index}: 1\n`).join(''),
];

/** Of YAML, and of the grammar of cassettes and scenarios. */
export const YAML_PIECES: Pieces = {
  signs: SIGNS,
  values: VALUES,
  bombs: BOMBS,
  separator: '\n---\n',
  opening: 'spintape: 1\nname: a\n',
};
