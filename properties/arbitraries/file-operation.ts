import fc, { type Arbitrary } from 'fast-check';

/** The operations on the files of a session. */
export type FileOperation =
  | { readonly kind: 'write'; readonly path: string; readonly content: string }
  | { readonly kind: 'read' | 'delete'; readonly path: string }
  | { readonly kind: 'list' }
  | MisfitOperation;

/** A call of a tool with arguments that it does not take. */
export interface MisfitOperation {
  readonly kind: 'misfit';
  readonly tool: FileTool;
  readonly args: unknown;
}

/** The arguments of the tools: all are required strings. */
const ARGUMENTS = {
  write_file: ['file_path', 'content'],
  read_file: ['file_path'],
  delete_file: ['file_path'],
  list_files: [],
} as const;

type FileTool = keyof typeof ARGUMENTS;

/** Few names, so that spellings collide; some of them are used internally by careless stores. */
const name = fc.constantFrom(
  'a',
  'b',
  '__files__',
  'é:',
  '~',
  '%2e',
  'lib',
  'etc',
  '...',
  'a b',
  'a\\b',
);

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
  {
    weight: 7,
    arbitrary: fc.constantFrom('a', 'A', 'b', './a', 'a/b', '/a', 'b/../a', 'etc', '/etc'),
  },
  { weight: 5, arbitrary: ordinaryPath },
  { weight: 1, arbitrary: oddPath },
);

/** Characters that careless code loses or changes. */
const PIECES = [
  ...['x', ' ', '\t', '\n', '\r', '\r\n', '\0', '\x7f', '\ufeff', '\u00a0', '\u200b', '\u2028'],
  ...['é', 'e\u0301', '😀', '\ud800', '\uffff', '"', "'", '\\', '/', '%41', '&amp;', '<', '$&'],
  ...['{{x}}', '{"a":1}', '\\n', '\\u0041'],
];

/** The content of a file: short, with characters of one to four bytes. */
export const fileContent: Arbitrary<string> = fc.oneof(
  fc.constantFrom(...PIECES, ''),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 4 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'grapheme', maxLength: 4 }),
);

const noString = fc.constantFrom<unknown[]>(null, 0, 1, true, [], ['a'], {}, { a: 'a' });

/** Arguments with one error: a missing one, another type, one too many; or not an object. */
const misfit: Arbitrary<MisfitOperation> = fc
  .constantFrom<FileTool[]>('write_file', 'read_file', 'delete_file', 'list_files')
  .chain((tool) => {
    const names = ARGUMENTS[tool];
    const fitting = Object.fromEntries(names.map((name) => [name, 'a']));
    const other = fc.constantFrom('path', 'content', 'file_path', 'File_path', 'session_id', '');
    const surplus = other.filter((name) => !Object.hasOwn(fitting, name));
    const spoilt = [
      fc.constantFrom<unknown[]>(null, 0, 'a', true, [], ['a']),
      fc.tuple(surplus, fc.oneof(noString, fc.constant('a'))).map(([name, value]) => ({
        ...fitting,
        [name]: value,
      })),
      ...names.flatMap((name) => [
        noString.map((value) => ({ ...fitting, [name]: value })),
        fc.constant(Object.fromEntries(Object.entries(fitting).filter(([key]) => key !== name))),
      ]),
    ];
    return fc
      .oneof({ withCrossShrink: true }, ...spoilt)
      .map((args) => ({ kind: 'misfit' as const, tool, args }));
  });

/** Any operation on the files of a session. */
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
  { weight: 1, arbitrary: misfit },
);
