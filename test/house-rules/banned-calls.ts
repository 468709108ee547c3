import ts from 'typescript';
import { isTestFile, lineOf, nodesOf, type SourceFile } from './source-tree.ts';
import type { Violation } from './violation.ts';

/** Something that code may not use, except in the named places. */
interface Ban {
  readonly name: string;
  readonly matches: (node: ts.Node) => boolean;
  /** Files, and folders with their closing slash. */
  readonly allowedIn: readonly string[];
  /** What to do instead: an imperative sentence. */
  readonly instead: string;
}

const TERMINAL = 'harness/cli/terminal.ts';
const SET_ASIDE = 'harness/set-aside.ts';
const SPIN_ENTRY = 'spin-app/protocol/spin-entry.ts';

/** The real world enters only at the places that are named here. */
const BANS: readonly Ban[] = [
  {
    name: 'the real time',
    matches: (node) => isMember(node, 'Date', 'now') || isDateOfNow(node),
    // Leftover files of killed processes are recognized by their age.
    allowedIn: [TERMINAL, SPIN_ENTRY, SET_ASIDE],
    instead: 'Take the time as an argument; commands get it from their Terminal.',
  },
  {
    name: 'performance.now',
    matches: (node) => isMember(node, 'performance', 'now'),
    // A command prints how long it took; timeouts of live calls are real ones.
    allowedIn: [
      'harness/cli/',
      'harness/host/embedded/guest/imports/poll.ts',
      'harness/host/embedded/guest/main-link.ts',
    ],
    instead: 'Measure in the command, whose times go to people and into no document.',
  },
  {
    name: 'Math.random',
    matches: (node) => isMember(node, 'Math', 'random'),
    allowedIn: [],
    instead: 'Take randomness from a RandomStream with a seed.',
  },
  {
    name: 'randomUUID or randomBytes',
    matches: (node) => isGlobalCall(node, 'randomUUID') || isGlobalCall(node, 'randomBytes'),
    // Names of temporary files, which are never visible in results, and the placeholders of secrets
    // in live calls, which must not be predictable.
    allowedIn: ['harness/world/secrets/call-placeholders.ts', SET_ASIDE],
    instead: 'Take randomness from a RandomStream with a seed.',
  },
  {
    name: 'fetch',
    matches: (node) => isGlobalCall(node, 'fetch') || isMember(node, 'globalThis', 'fetch'),
    allowedIn: [SPIN_ENTRY],
    instead: 'Send through OutboundHttp in the harness, through the Platform in a component.',
  },
  {
    name: 'process.env',
    matches: (node) => isMember(node, 'process', 'env'),
    allowedIn: [TERMINAL, 'harness/host/prepare/cache-directory.ts'],
    instead: 'Take the value as an argument; commands get the environment from their Terminal.',
  },
  {
    name: 'process.exit',
    matches: (node) => isMember(node, 'process', 'exit'),
    allowedIn: [],
    instead: 'Return, or throw; main.ts sets the exit code.',
  },
  {
    name: 'console',
    matches: (node) => ts.isPropertyAccessExpression(node) && isName(node.expression, 'console'),
    allowedIn: [SPIN_ENTRY],
    instead: 'Return the text; commands print through their Terminal.',
  },
  {
    name: 'the locale or time zone of the machine',
    matches: isLocal,
    allowedIn: [],
    instead: 'Compare by code units, and write times in UTC: the same input has the same output.',
  },
];

/** Uses of the real world in shipped code, outside the named places. */
export function bannedCallViolations(file: SourceFile, bans: readonly Ban[] = BANS): Violation[] {
  if (!/^(?:harness|properties|spin-app)\//.test(file.path) || isTestFile(file.path)) return [];
  const inForce = bans.filter(({ allowedIn }) => !allowedIn.some((place) => holds(place, file)));
  return [...nodesOf(file)].flatMap((node) =>
    inForce
      .filter(({ matches }) => matches(node))
      .map(({ name, instead }) => ({
        path: file.path,
        line: lineOf(file, node),
        message: `uses ${name}. ${instead}`,
      })),
  );
}

function holds(place: string, { path }: SourceFile): boolean {
  return place.endsWith('/') ? path.startsWith(place) : place === path;
}

function isName(node: ts.Node, name: string): boolean {
  return ts.isIdentifier(node) && node.text === name;
}

function isMember(node: ts.Node, object: string, member: string): boolean {
  if (ts.isPropertyAccessExpression(node)) {
    return isName(node.expression, object) && node.name.text === member;
  }
  return (
    ts.isElementAccessExpression(node) &&
    isName(node.expression, object) &&
    ts.isStringLiteralLike(node.argumentExpression) &&
    node.argumentExpression.text === member
  );
}

function isGlobalCall(node: ts.Node, name: string): boolean {
  return ts.isCallExpression(node) && isName(node.expression, name);
}

function isDateOfNow(node: ts.Node): boolean {
  const isNew = ts.isNewExpression(node) && (node.arguments?.length ?? 0) === 0;
  return (isNew && isName(node.expression, 'Date')) || isGlobalCall(node, 'Date');
}

const LOCAL_MEMBERS = [
  ...['localeCompare', 'getTimezoneOffset'],
  ...['toLocaleString', 'toLocaleDateString', 'toLocaleTimeString'],
  ...['toLocaleLowerCase', 'toLocaleUpperCase', 'toDateString', 'toTimeString'],
  ...['getDate', 'getDay', 'getFullYear', 'getHours', 'getMinutes', 'getMonth', 'getSeconds'],
];

function isLocal(node: ts.Node): boolean {
  if (!ts.isPropertyAccessExpression(node)) return false;
  return LOCAL_MEMBERS.includes(node.name.text) || isName(node.expression, 'Intl');
}
