import { printAnswer, RESPONSE_KEYS, readAnswer } from './call-grammar.ts';
import type { Expectation } from './cassette-file.ts';
import { readFields } from './node-readers.ts';
import { fault, lineOf } from './yaml-fault.ts';
import type { YamlNode } from './yaml-node.ts';
import { fieldsOf, type Printable } from './yaml-printer.ts';

/** Reads what a scenario demands of an answer. */
export function readExpectation(node: YamlNode): Expectation {
  const response = readAnswer(readFields(node, 'expect', RESPONSE_KEYS));
  if (response !== undefined) return { line: lineOf(node), response };
  throw fault(node, 'expect demands nothing', 'Add result or response.');
}

/** The reverse of {@link readExpectation}; undefined for none. */
export function printExpectation(expectation: Expectation | undefined): Printable | undefined {
  return expectation === undefined ? undefined : fieldsOf(printAnswer(expectation.response));
}
