import {
  type Document,
  type ErrorCode,
  isCollection,
  isScalar,
  type Node,
  visit,
  type YAMLParseError,
} from 'yaml';
import { isMergeMark } from './merge-marks.ts';

/** The error in a text that is not YAML; worded as for `fault`. */
export interface SyntaxFault {
  /** The offset into the text that was composed. */
  readonly offset: number;
  readonly reason: string;
  readonly next: string;
}

/**
 * Explains a document's first error in plain words, at its cause: at the bracket that is never
 * closed, not where the library noticed.
 *
 * @param text the text of the document
 */
export function syntaxFault(text: string, document: Document, error: YAMLParseError): SyntaxFault {
  const [offset] = error.pos;
  const known = isMergeMark(text, offset)
    ? { reason: 'a merge conflict is here', next: 'Take one side of it.' }
    : READERS[error.code]?.({ text, document, error, offset });
  const unknown = {
    reason: `not YAML: ${error.message.replace(/\.$/, '')}`,
    next: 'Correct the syntax at this line.',
  };
  return { offset, ...(known ?? unknown) };
}

interface Found {
  readonly text: string;
  readonly document: Document;
  readonly error: YAMLParseError;
  readonly offset: number;
}

type Wording = Omit<SyntaxFault, 'offset'> & Partial<Pick<SyntaxFault, 'offset'>>;
type Reader = (found: Found) => Wording | undefined;

/** By the library's codes, which are stable while its messages change; some have several causes. */
const READERS: Readonly<Partial<Record<ErrorCode, Reader>>> = {
  MISSING_CHAR: (found) =>
    signAt(found, '#', HASH) ??
    unclosedQuote(found) ??
    unclosedBracket(found) ??
    (isWithinBrackets(found) ? COMMA : lineWithoutColon(found)),
  BAD_INDENT: (found) => unclosedBracket(found) ?? INDENT,
  BLOCK_IN_FLOW: (found) => signAt(found, '- ', FLOW_LIST) ?? FLOW_COLON,
  BLOCK_AS_IMPLICIT_KEY: (found) => indentedMore(found) ?? signAt(found, '- ', INDENT) ?? COLON,
  MULTILINE_IMPLICIT_KEY: lineWithoutColon,
  TAB_AS_INDENT: () => TAB,
  BAD_DQ_ESCAPE: ({ text, offset }) => ({
    reason: `${text.slice(offset, offset + 2).trimEnd()} is not an escape of YAML`,
    next: 'Write \\\\ for a backslash, or use single quotes.',
  }),
  BAD_SCALAR_START: ({ text, offset }) => ({
    reason: `a text that begins with ${text[offset]} needs quotes`,
    next: 'Put it in quotes.',
  }),
  UNEXPECTED_TOKEN: (found) =>
    signAt(found, '}', closesNothing('}')) ??
    signAt(found, ']', closesNothing(']')) ??
    signAt(found, '- ', BLOCK_LIST) ??
    (isWithinBrackets(found) ? COMMA : undefined),
};

const HASH = { reason: 'a # right behind a value', next: 'Put a space before a comment.' };
const COMMA = { reason: 'there is no comma between two values', next: 'Divide them by commas.' };
const TAB = { reason: 'this line is indented with a tab', next: 'Indent with spaces.' };
const INDENT = {
  reason: 'this line is indented differently from the lines that it belongs to',
  next: 'Indent keys of one map, and items of one list, by the same number of spaces.',
};
const COLON = {
  reason: 'a value with ": " in it needs quotes',
  next: 'Put it in quotes, or begin a new line where another key is meant.',
};
const FLOW_COLON = { ...COLON, next: COLON.next.replace('begin a new line', 'write a comma') };
const FLOW_LIST = { reason: 'a list begins within { } or [ ]', next: 'Write it as [a, b].' };
const BLOCK_LIST = {
  reason: 'a list begins on the line of its key',
  next: 'Begin it on a line of its own.',
};

function closesNothing(sign: string): Wording {
  return { reason: `this ${sign} closes nothing`, next: 'Remove it, or open it before.' };
}

function signAt({ text, offset }: Found, sign: string, wording: Wording): Wording | undefined {
  return text.startsWith(sign, offset) ? wording : undefined;
}

/** The library reports the missing quote where the scalar would have to end. */
function unclosedQuote({ text, document, offset }: Found): Wording | undefined {
  const start = startOf(document, (node) => isScalar(node) && node.range?.[1] === offset);
  const quote = start === undefined ? undefined : text[start];
  if (start === undefined || (quote !== '"' && quote !== "'")) return undefined;
  return {
    offset: start,
    reason: `a ${quote} that begins here is never closed`,
    next: 'Close it.',
  };
}

/** The innermost collection without a closing bracket at the error. */
function unclosedBracket({ text, document, offset }: Found): Wording | undefined {
  const start = startOf(
    document,
    (node) => isCollection(node) && node.flow === true && node.range?.[1] === offset,
  );
  if (start === undefined) return undefined;
  const reason = `the ${text[start]} that begins here is never closed`;
  if (text.slice(offset).trim() !== '') return { offset: start, reason, next: 'Close it.' };
  return {
    offset: start,
    reason: `the file ends in the middle of a document: ${reason}`,
    next: 'Close it, or restore the rest of the file.',
  };
}

function isWithinBrackets({ document, offset }: Found): boolean {
  const isAround = (node: Node) => {
    const [start, end] = node.range ?? [0, 0];
    return isCollection(node) && node.flow === true && start < offset && offset < end;
  };
  return startOf(document, isAround) !== undefined;
}

/**
 * A text that continues in a deeper line becomes a key there, because its first line already has
 * one.
 */
function indentedMore({ document, error, offset }: Found): Wording | undefined {
  const key = document.errors.find(
    ({ code, pos: [start] }) => code === 'MULTILINE_IMPLICIT_KEY' && start === offset,
  );
  if (key === undefined || key === error) return undefined;
  return {
    offset: key.pos[1],
    reason: 'this line is indented more than the one before, which has a value already',
    next: 'Indent it as much, or put the value of several lines in quotes.',
  };
}

function lineWithoutColon({ text, offset }: Found): Wording | undefined {
  const [line = ''] = text.slice(offset).split('\n', 1);
  if (line === '' || /: |:$/.test(line.trimEnd())) return undefined;
  return {
    reason: 'this line is not a key with a value',
    next:
      'Write the key, a colon, a space and the value; put a text of several lines in quotes, ' +
      'or below a |.',
  };
}

function startOf(document: Document, isIt: (node: Node) => boolean): number | undefined {
  let start: number | undefined;
  visit(document, {
    Node(_, node) {
      if (!isIt(node)) return undefined;
      start = node.range?.[0];
      return visit.BREAK;
    },
  });
  return start;
}
