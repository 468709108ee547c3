import { expect, it } from 'vitest';
import { HarnessError } from '../../errors.ts';
import { yamlDocuments } from './yaml-documents.ts';

function messageOf(text: string): string {
  try {
    for (const _ of yamlDocuments(text, 'a.yaml'));
    return 'accepted';
  } catch (error) {
    if (error instanceof HarnessError) return error.message;
    throw error;
  }
}

const HEAD = 'spintape: 1\nname: a\n---\n';
const BREAKS_OFF = 'Close it, or restore the rest of the file.';
const NO_PAIR =
  'this line is not a key with a value. Write the key, a colon, a space and the value; put a text of several lines in quotes, or below a |.';
const COLON =
  'a value with ": " in it needs quotes. Put it in quotes, or begin a new line where another key is meant.';

it.each([
  ['call:\n  tool: "vfs\n  args: {}\n', 5, 'a " that begins here is never closed. Close it.'],
  ["call:\n  tool: 'vfs\n  it: b\n\n\n", 5, "a ' that begins here is never closed. Close it."],
  ['"call: {}\n', 4, 'a " that begins here is never closed. Close it.'],
  ['call: {a: 1,\n  b: "c,\n  d: e}\n', 5, 'a " that begins here is never closed. Close it.'],
  ['call: {file_path: a: b}\n', 4, COLON.replace('begin a new line', 'write a comma')],
  ['call:\n  file_path: a: b\n', 5, COLON],
  [
    'call:\n  tool: a\n    args: {}\n',
    6,
    'this line is indented more than the one before, which has a value already. Indent it as much, or put the value of several lines in quotes.',
  ],
  [
    'call:\n  tool: a\n args: {}\n',
    6,
    'this line is indented differently from the lines that it belongs to. Indent keys of one map, and items of one list, by the same number of spaces.',
  ],
  ['call:\n  tool: a\nresult\nat: b\n', 6, NO_PAIR],
  ['call:\n  tool: a\nresult\n', 6, NO_PAIR],
  ['call:\n  tool:a\n  args: {}\n', 5, NO_PAIR],
  [
    'call: {tool: a,\n',
    4,
    `the file ends in the middle of a document: the { that begins here is never closed. ${BREAKS_OFF}`,
  ],
  [
    'call:\n  args: [a, {b: 1}',
    5,
    `the file ends in the middle of a document: the [ that begins here is never closed. ${BREAKS_OFF}`,
  ],
  ['call:\n  args: {a: 1\n  tool: b\n', 5, 'the { that begins here is never closed. Close it.'],
  ['call: [a\n---\ncall: b\n', 4, 'the [ that begins here is never closed. Close it.'],
  ['call: {a: 1}}\n', 4, 'this } closes nothing. Remove it, or open it before.'],
  ['call: [1]]\n', 4, 'this ] closes nothing. Remove it, or open it before.'],
  ['call: {a: "1" b: "2"}\n', 4, 'there is no comma between two values. Divide them by commas.'],
  ['call: {a: - b}\n', 4, 'a list begins within { } or [ ]. Write it as [a, b].'],
  ['call: - b\n', 4, 'a list begins on the line of its key. Begin it on a line of its own.'],
  ['call:\n\ttool: a\n', 5, 'this line is indented with a tab. Indent with spaces.'],
  ['call:\n  tool: a\n\targs: {}\n', 6, 'this line is indented with a tab. Indent with spaces.'],
  [
    'call: "a\\qb"\n',
    4,
    '\\q is not an escape of YAML. Write \\\\ for a backslash, or use single quotes.',
  ],
  ['call: @a\n', 4, 'a text that begins with @ needs quotes. Put it in quotes.'],
  ['call: %a\n', 4, 'a text that begins with % needs quotes. Put it in quotes.'],
  ['call: "a"#b\n', 4, 'a # right behind a value. Put a space before a comment.'],
  ['<<<<<<< HEAD\na: b\n', 4, 'a merge conflict is here. Take one side of it.'],
  ['a: b\n=======\nc: d\n', 5, 'a merge conflict is here. Take one side of it.'],
  ['a: b\n>>>>>>> main\n', 5, 'a merge conflict is here. Take one side of it.'],
  ["call: 'a'b\n", 4, 'not YAML: Unexpected scalar at node end. Correct the syntax at this line.'],
])('explains the error in %j', (text, line, message) => {
  expect(messageOf(HEAD + text)).toBe(`a.yaml:${line}: Failed to read the cassette: ${message}`);
});
