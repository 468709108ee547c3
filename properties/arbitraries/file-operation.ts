import fc, { type Arbitrary } from 'fast-check';

/** What may be done with the files of a session. */
export type FileOperation =
  | { readonly kind: 'write'; readonly path: string; readonly content: string }
  | { readonly kind: 'read' | 'delete'; readonly path: string }
  | { readonly kind: 'list' };

/** Few names, so that spellings meet; some that careless stores keep to themselves. */
const name = fc.constantFrom('a', 'b', '__files__', 'é:', '~', '%2e', 'lib', 'etc', '...');

const ordinaryPath = fc
  .tuple(
    fc.constantFrom('', '', './', '/', 'a/../', '/x/.././', '//', '../', 'b/../../'),
    fc.array(name, { minLength: 1, maxLength: 2 }),
    fc.constantFrom('', '', '', '', '/', '/.', '/..'),
  )
  .map(([lead, names, end]) => `${lead}${names.join('/')}${end}`);

const oddPath = fc.constantFrom(
  '',
  'a\0b',
  '/',
  '..',
  '/etc/passwd',
  '/a/../etc/x',
  '/lib64/x',
  '/libfoo',
  '/usr',
  '/run/x',
  '/srv/a',
  '/etcetera',
);

/** A path: mostly one of a few files in some spelling, seldom one that is refused. */
const filePath: Arbitrary<string> = fc.oneof(
  { weight: 7, arbitrary: fc.constantFrom('a', 'A', 'b', './a', 'a/b', '/a', 'b/../a') },
  { weight: 5, arbitrary: ordinaryPath },
  { weight: 1, arbitrary: oddPath },
);

/** The content of a file: short, with characters of one to four bytes. */
const fileContent: Arbitrary<string> = fc.oneof(
  fc.constantFrom('', 'x', 'x\r\ny', 'é', '😀', '\u0000', '{"a":1}', '\ud800'),
  fc.string({ unit: 'grapheme', maxLength: 4 }),
);

/** Anything that may be done with the files of a session. */
export const fileOperation: Arbitrary<FileOperation> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('write'),
      path: filePath,
      content: fileContent,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constantFrom('read', 'delete'), path: filePath }),
  },
  { weight: 2, arbitrary: fc.constant({ kind: 'list' }) },
);
