/** What a fault is about; the laws have the same words for what they say. */
export type MutantKind =
  | 'isolation'
  | 'files'
  | 'limit'
  | 'concurrency'
  | 'determinism'
  | 'validation'
  | 'totality'
  | 'failure'
  | 'cleanup'
  | 'fixture'
  | 'template'
  | 'allow-list';

/** A fault that the variable `mutant` gives the components of this app. */
export interface Mutant {
  readonly name: MutantName;
  /** The component that shows it; what lies in the protocol others may show as well. */
  readonly component: 'vfs' | 'mock' | 'github' | 'gateway';
  readonly kind: MutantKind;
  /** What is wrong, as a clause. */
  readonly defect: string;
}

type Entry = readonly [name: string, kind: MutantKind, defect: string];

const VFS = [
  [
    'ambiguous-session-keys',
    'isolation',
    'the keys of files join session and path by a mark that both may hold',
  ],
  ['case-folded-sessions', 'isolation', 'session ids that differ in case are one session'],
  ['trimmed-sessions', 'isolation', 'space around a session id is dropped'],
  [
    'half-pairs-as-one-session',
    'isolation',
    'halves of surrogate pairs in session ids are all taken for U+FFFD',
  ],
  [
    'sessions-by-first-characters',
    'isolation',
    'session ids that are alike in their first 64 characters are one session',
  ],
  [
    'list-of-longer-ids',
    'isolation',
    'a session lists the files of those whose ids begin with its own',
  ],
  ['list-in-a-file', 'files', 'the list of files is itself a file, `__files__`, of the session'],
  ['lost-update-of-the-list', 'concurrency', 'the list of files is read, changed and written back'],
  ['list-by-name', 'files', 'files are listed by name and not by their first writes'],
  ['list-by-chance', 'determinism', 'files are listed in a random order'],
  ['overwrite-moves-in-list', 'files', 'a file that is written again moves to the end of the list'],
  ['case-folded-paths', 'files', 'paths that differ in case are one file'],
  ['path-as-spelt', 'files', '`./a` and `a` are two files'],
  [
    'climb-above-the-root',
    'files',
    'a path that climbs above the root stays there instead of being refused',
  ],
  ['system-paths-writable', 'files', 'files of the system can be written'],
  ['file-below-a-file', 'files', 'a file can be written below another file'],
  ['deletion-forgotten', 'files', 'a deletion is confirmed and not done'],
  ['bytes-as-utf-16', 'files', 'the bytes written are counted in UTF-16 code units'],
  ['spaces-dropped', 'files', 'paths that differ in spaces are one file'],
  ['backslash-as-slash', 'files', '`a\\b` and `a/b` are one file'],
  ['content-trimmed', 'files', 'space at the end of a content is lost'],
  ['tabs-as-spaces', 'files', 'a tab is read back as spaces'],
  ['line-ends-changed', 'files', 'CR LF is read back as LF'],
  [
    'files-of-any-arguments',
    'validation',
    'arguments of a wrong type become texts, and unknown ones are ignored',
  ],
  ['list-of-the-first-files', 'limit', 'only the first 8 files of a session are listed'],
  ['sessions-of-a-few', 'limit', 'the files of 8 sessions are kept, and of more are not'],
  ['long-contents-cut', 'limit', 'what is beyond 65,536 characters of a file is lost'],
  ['clock-in-the-answer', 'determinism', 'the answer contains the time of the call'],
  ['array-as-a-call', 'totality', 'an array is taken for a call'],
  ['odd-body-breaks-down', 'totality', 'a body that is not JSON is answered with 500'],
  ['store-failure-swallowed', 'failure', 'a store that fails is answered with success'],
  ['cleanup-never-happens', 'cleanup', 'the end of a session deletes nothing'],
  ['cleanup-misses-a-file', 'cleanup', 'the end of a session leaves one of its files'],
  [
    'cleanup-misses-one-uncounted',
    'cleanup',
    'the end of a session leaves one of its files, and says nothing of what it deleted',
  ],
  ['cleanup-of-the-first-files', 'limit', 'the end of a session deletes 8 of its files at most'],
  ['cleanup-takes-all', 'cleanup', 'the end of a session deletes the files of all'],
  [
    'cleanup-of-longer-ids',
    'cleanup',
    'the end of a session deletes the files of those with one character more',
  ],
  [
    'cleanup-of-the-encoded-id',
    'cleanup',
    'the id in the path of a cleanup is not percent-decoded',
  ],
] as const satisfies readonly Entry[];

const MOCK = [
  [
    'ambiguous-owner-keys',
    'isolation',
    'the keys of mock definitions hold the session id as it is, slashes included',
  ],
  ['mocks-without-sessions', 'isolation', 'all mock definitions are shared by all sessions'],
  [
    'session-changes-shared-tool',
    'isolation',
    'what a session sets for a shared tool is set for all',
  ],
  [
    'clear-takes-shared-tools',
    'isolation',
    'clearing the mocks of a session clears the shared ones',
  ],
  ['owners-mixed', 'fixture', 'shared fixtures count for a tool that a session has made its own'],
  ['comma-keys', 'fixture', 'fixtures are keyed and matched as `name=value,name=value`'],
  ['types-conflated', 'fixture', 'the number 1 matches the text "1"'],
  ['numbers-by-spelling', 'fixture', 'the number 1 does not match 1.0'],
  ['absent-arguments-match', 'fixture', 'a fixture fits a call that lacks one of its arguments'],
  ['first-fixture-wins', 'fixture', 'the first fixture that fits answers, not the most specific'],
  ['hash-order-ties', 'fixture', 'chance chooses between fixtures that fit equally well'],
  [
    'defaults-before-matching',
    'fixture',
    'defaults of the schema are filled in before fixtures are matched',
  ],
  [
    'fixture-not-replaced',
    'fixture',
    'a fixture for the same arguments does not replace the earlier one',
  ],
  [
    'fixtures-of-longer-names',
    'fixture',
    'a tool has the fixtures of tools whose names begin with its own',
  ],
  ['fixtures-of-the-first', 'limit', 'only the first 8 fixtures of a tool are looked at'],
  [
    'lost-update-of-fixtures',
    'concurrency',
    'the fixtures of a tool are one value, read, changed and written back',
  ],
  ['reload-wipes-answers', 'fixture', 'loading a tool again wipes its response and fixtures'],
  ['null-response-lost', 'fixture', 'a response of null counts as none'],
  ['templates-filled-again', 'template', 'what was inserted into a template is filled as well'],
  ['literals-filled', 'template', 'placeholders in `$literal` are filled'],
  ['blank-for-what-is-absent', 'template', 'a placeholder without an argument becomes nothing'],
  ['numbers-as-doubles', 'template', 'numbers of an answer go through doubles and lose digits'],
  ['arguments-not-validated', 'validation', 'arguments are not validated'],
  [
    'surplus-arguments-pass',
    'validation',
    "`additionalProperties` of a tool's arguments is ignored",
  ],
  ['fractions-as-integers', 'validation', 'a fraction passes for an integer'],
  ['list-of-the-first-tools', 'limit', 'only the first 8 tools are listed'],
  ['tools-in-hash-order', 'determinism', 'tools are listed in a random order'],
  [
    'odd-definition-breaks-down',
    'totality',
    'a definition that cannot be read is answered with 500',
  ],
] as const satisfies readonly Entry[];

const GITHUB = [
  ['search-not-confined', 'allow-list', 'a search reaches repositories that are not allowed'],
  ['search-by-owner', 'allow-list', 'a search takes `owner:` and looks wherever that leads'],
  [
    'search-results-not-confined',
    'allow-list',
    'results of a search from other repositories are passed on',
  ],
  ['dot-segments-pass', 'allow-list', 'dot segments in a path lead out of the repository'],
  ['ref-not-encoded', 'allow-list', 'a ref goes into the URL as it is'],
  ['query-not-encoded', 'allow-list', 'arguments go into the query of a URL as they are'],
  ['empty-allow-list-opens', 'allow-list', 'a list that holds no repository allows all'],
  ['allow-list-by-prefix', 'allow-list', 'an allowed name allows all that begin with it'],
  ['redirect-followed-outside', 'allow-list', 'a redirect is followed wherever it leads'],
  [
    'link-followed-outside',
    'allow-list',
    'a `Link` to the next page is followed wherever it leads',
  ],
  ['writes-not-guarded', 'allow-list', 'tools that write work while `allow_writes` is off'],
  [
    'odd-arguments-break-down',
    'totality',
    'arguments that are not an object are answered with 500',
  ],
  [
    'odd-answer-breaks-down',
    'totality',
    "an answer of GitHub's without an author is answered with 500",
  ],
  [
    'clock-in-the-rate-limit',
    'determinism',
    'the wait that a rate limit asks for is counted by the clock',
  ],
] as const satisfies readonly Entry[];

const GATEWAY = [
  ['cleanup-forgets-mocks', 'cleanup', 'the end of a session leaves its mock definitions'],
  [
    'odd-session-breaks-down',
    'totality',
    'a session id with half a surrogate pair is answered with 500',
  ],
  [
    'digits-lost-on-the-way',
    'template',
    'the gateway reads and prints a call before passing it on',
  ],
] as const satisfies readonly Entry[];

/** The name of a fault. */
export type MutantName = (typeof VFS | typeof MOCK | typeof GITHUB | typeof GATEWAY)[number][0];

/** All faults, by component. Each stands for a class of defects that tool services have had. */
export const MUTANTS: readonly Mutant[] = [
  ...VFS.map(([name, kind, defect]) => ({ name, component: 'vfs' as const, kind, defect })),
  ...MOCK.map(([name, kind, defect]) => ({ name, component: 'mock' as const, kind, defect })),
  ...GITHUB.map(([name, kind, defect]) => ({ name, component: 'github' as const, kind, defect })),
  ...GATEWAY.map(([name, kind, defect]) => ({ name, component: 'gateway' as const, kind, defect })),
];
