import type { CassetteEntry } from '../cassette-file.ts';
import { lineOf } from '../yaml/yaml-fault.ts';
import type { YamlNode } from '../yaml/yaml-node.ts';
import { fieldsOf, type Printable } from '../yaml/yaml-printer.ts';
import {
  printAnswer,
  printRequest,
  REQUEST_KEYS,
  RESPONSE_KEYS,
  readAnswer,
  readRequest,
} from './call-grammar.ts';
import { exchangePlaces, printExchanges, readExchanges } from './exchange-grammar.ts';
import { printExpectation, readExpectation } from './expectation-grammar.ts';
import { readFields } from './node-readers.ts';
import { printPrinted, readPrinted } from './printed-grammar.ts';
import { printRefused, readRefused } from './refused-grammar.ts';
import { printState, readState } from './state-grammar.ts';
import { printStores, readStores, STORE_KEYS } from './store-grammar.ts';
import { printTime, readTime } from './time-grammar.ts';
import { printUnreproducible, readUnreproducible } from './unreproducible-grammar.ts';

/** Reads one interaction. */
export function readEntry(node: YamlNode): CassetteEntry {
  const fields = readFields(node, 'an interaction', ENTRY_KEYS);
  const response = readAnswer(fields);
  const places = exchangePlaces(fields.exchanges);
  return {
    line: lineOf(node),
    ...(fields.at === undefined ? {} : { at: readTime(fields.at, 'at') }),
    request: readRequest(fields, node),
    ...(response === undefined ? {} : { response }),
    ...(fields.expect === undefined ? {} : { expect: readExpectation(fields.expect) }),
    exchanges: readExchanges(fields.exchanges),
    ...(places.size === 0 ? {} : { exchangePlaces: places }),
    given: fields.given === undefined ? new Map() : readGiven(fields.given),
    state: readState(fields.state),
    ...(fields.refused === undefined ? {} : { refused: readRefused(fields.refused) }),
    ...(fields.printed === undefined ? {} : { printed: readPrinted(fields.printed) }),
    ...(fields.unreproducible === undefined
      ? {}
      : { unreproducible: readUnreproducible(fields.unreproducible) }),
  };
}

/** The fields of one interaction. */
export function printEntryFields(
  entry: Omit<CassetteEntry, 'line' | 'exchangePlaces'>,
): Map<string, Printable> {
  const given = fieldsOf(printStores(entry.given));
  return fieldsOf({
    at: entry.at === undefined ? undefined : printTime(entry.at),
    ...printRequest(entry.request),
    expect: printExpectation(entry.expect),
    given: given.size === 0 ? undefined : given,
    exchanges: printExchanges(entry.exchanges),
    ...printAnswer(entry.response),
    state: printState(entry.state),
    refused: printRefused(entry.refused),
    printed: printPrinted(entry.printed),
    unreproducible: printUnreproducible(entry.unreproducible),
  });
}

const ENTRY_KEYS = [
  'at',
  ...REQUEST_KEYS,
  'expect',
  'given',
  'exchanges',
  ...RESPONSE_KEYS,
  'state',
  'refused',
  'printed',
  'unreproducible',
] as const;

function readGiven(node: YamlNode) {
  return readStores(readFields(node, 'given', STORE_KEYS));
}
