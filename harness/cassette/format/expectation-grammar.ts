import type { Expectation } from '../cassette-file.ts';
import { fault, lineOf } from '../yaml/yaml-fault.ts';
import type { YamlNode } from '../yaml/yaml-node.ts';
import { fieldsOf, type Printable } from '../yaml/yaml-printer.ts';
import { printAnswer, RESPONSE_KEYS, readAnswer } from './call-grammar.ts';
import { printExpectedState, readExpectedState } from './expected-state-grammar.ts';
import { readFields, readInteger } from './node-readers.ts';
import { printPattern, readPattern } from './pattern-grammar.ts';

/** Reads what a scenario expects of a call. */
export function readExpectation(node: YamlNode): Expectation {
  const keys = [...RESPONSE_KEYS, 'status', 'partial', 'state'] as const;
  const fields = readFields(node, 'expect', keys);
  const response = readAnswer(fields);
  const { status, partial, state } = fields;
  const part = status ?? partial;
  if (response !== undefined && part !== undefined) {
    const next = 'Keep result or response, which say all of it; or keep status and partial.';
    throw fault(part, 'expect has both the whole answer and a part of it', next);
  }
  if (response === undefined && part === undefined && state === undefined) {
    const next = 'Add result, response, partial, status or state.';
    throw fault(node, 'expect is empty', next);
  }
  return {
    line: lineOf(node),
    ...(response === undefined ? {} : { response }),
    ...(status === undefined ? {} : { status: readInteger(status, 'status', STATUS) }),
    ...(partial === undefined ? {} : { body: readPattern(partial) }),
    ...(state === undefined ? {} : { state: readExpectedState(state) }),
  };
}

/** The reverse of {@link readExpectation}; undefined for none. */
export function printExpectation(expectation: Expectation | undefined): Printable | undefined {
  if (expectation === undefined) return undefined;
  const { response, status, body, state } = expectation;
  return fieldsOf({
    ...printAnswer(response),
    status,
    partial: body && printPattern(body),
    state: state && printExpectedState(state),
  });
}

const STATUS = { least: 100, most: 999 };
