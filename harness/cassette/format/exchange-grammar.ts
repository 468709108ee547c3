import { suggestion } from '../../suggestion.ts';
import type { Exchange, ExchangeOutcome, OutboundRequest } from '../../tool-call/exchange.ts';
import type { HttpResponse } from '../../tool-call/http-message.ts';
import { NETWORK_ERRORS } from '../../tool-call/network-error.ts';
import { type FilePlace, type Places, pointer } from '../../world/places.ts';
import { placeOf } from '../yaml/node-places.ts';
import { fault } from '../yaml/yaml-fault.ts';
import type { YamlNode } from '../yaml/yaml-node.ts';
import { Block, fieldsOf, type Printable } from '../yaml/yaml-printer.ts';
import { BODY_KEYS, printBody, readBody } from './body-grammar.ts';
import { CHUNKS_KEY, printChunks, readChunks } from './chunks-grammar.ts';
import { printHeaders, readHeaders } from './headers-grammar.ts';
import {
  type Fields,
  type Form,
  readFields,
  readFormed,
  readInteger,
  readList,
  readString,
  required,
} from './node-readers.ts';
import { printDuration, readDuration } from './time-grammar.ts';

/** Components may send methods in any case: a token of RFC 9110, 5.6.2. */
const SENT_METHOD: Form = {
  pattern: /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/,
  demand: 'is not an HTTP method',
  next: () => 'Write one such as GET.',
};
/** The form of an HTTP method that the app is called with. */
export const METHOD: Form = {
  pattern: /^[A-Z0-9!#$%&'*+.^_`|~-]+$/,
  demand: 'must be an HTTP method in upper case',
  next: (text) =>
    SENT_METHOD.pattern.test(text) ? `Write ${text.toUpperCase()}.` : SENT_METHOD.next(text),
};

/** Reads the outbound requests of a call. */
export function readExchanges(node: YamlNode | undefined): Exchange[] {
  if (node === undefined) return [];
  return readList(node, 'exchanges').map((item) => {
    const fields = readFields(item, 'an exchange', ['request', ...OUTCOME_KEYS]);
    const request = readOutbound(required(fields.request, 'request', item));
    return { request, outcome: readOutcome(fields, item) };
  });
}

/** Where exchanges end early, by the position of the exchange and the key. */
export function exchangePlaces(node: YamlNode | undefined): Places {
  const places = new Map<string, FilePlace>();
  for (const [index, item] of node?.kind === 'sequence' ? node.items.entries() : []) {
    for (const [key, value] of item.kind === 'mapping' ? item.pairs : []) {
      if (key.text === 'lost-to-timer' || key.text === 'cut') {
        places.set(pointer(index, key.text), placeOf(value));
      }
    }
  }
  return places;
}

/** The value of `exchanges`, or undefined when there are none. */
export function printExchanges(exchanges: readonly Exchange[]): Printable | undefined {
  if (exchanges.length === 0) return undefined;
  return new Block(exchanges.map(({ request, outcome }) => printExchange(request, outcome)));
}

/** Reads a response: status, headers and body. */
export function readResponse(node: YamlNode): HttpResponse {
  const fields = readFields(node, 'a response', ['status', 'headers', ...BODY_KEYS]);
  const headers = readHeaders(fields.headers);
  return { status: readStatus(fields.status, node), headers, body: readBody(fields, headers) };
}

function readStatus(status: YamlNode | undefined, parent: YamlNode): number {
  return readInteger(required(status, 'status', parent), 'status', { least: 100, most: 999 });
}

/** The reverse of {@link readResponse}. */
export function printResponse({ status, headers, body }: HttpResponse): Map<string, Printable> {
  return fieldsOf({ status, ...printHeaders(headers), ...printBody(body, headers) });
}

const OUTCOME_KEYS = ['response', 'cut', 'error', 'after', 'lost-to-timer'] as const;
const URL_FORM: Form = {
  pattern: /^[a-z][a-z0-9+.-]*:\/\//i,
  demand: 'is not an absolute URL',
  next: () => 'Write it with scheme and host, such as https://example.com/.',
};

function readOutbound(node: YamlNode): OutboundRequest {
  const keys = ['method', 'url', 'headers', ...BODY_KEYS] as const;
  const fields = readFields(node, 'an outbound request', keys);
  const headers = readHeaders(fields.headers);
  return {
    method: readFormed(required(fields.method, 'method', node), 'method', SENT_METHOD),
    url: readFormed(required(fields.url, 'url', node), 'url', URL_FORM),
    headers,
    body: readBody(fields, headers),
  };
}

function readOutcome(fields: Fields<(typeof OUTCOME_KEYS)[number]>, item: YamlNode) {
  const { response, cut, error, after, 'lost-to-timer': timer } = fields;
  const broken = cut === undefined ? error : undefined;
  const [, second] = [response, broken, timer].filter((node) => node !== undefined);
  if (second !== undefined) {
    const next = 'Keep one of response, error and lost-to-timer.';
    throw fault(second, 'an exchange ends in two ways', next);
  }
  if (cut !== undefined && response === undefined) {
    throw fault(cut, 'cut without a response', 'Add the response, with the bytes that arrived.');
  }
  if (after !== undefined && response === undefined && error === undefined) {
    throw fault(after, 'after without an answer', 'Add the response or the error that came.');
  }
  const outcome = outcomeOf(fields);
  if (outcome !== undefined) return outcome;
  const next = 'Add one of response, error and lost-to-timer.';
  throw fault(item, 'an exchange without an answer', next);
}

function outcomeOf(fields: Fields<(typeof OUTCOME_KEYS)[number]>): ExchangeOutcome | undefined {
  const { response, cut, error, 'lost-to-timer': timer } = fields;
  const after = readAfter(fields.after);
  const code = error === undefined ? undefined : readErrorCode(error);
  if (timer !== undefined) {
    return { kind: 'lost-to-timer', afterMs: readDuration(timer, 'lost-to-timer') };
  }
  if (response === undefined) {
    return code === undefined ? undefined : { kind: 'error', code, ...after };
  }
  const answered = { kind: 'response', ...readChunkedResponse(response), ...after } as const;
  if (cut === undefined) return answered;
  const broken = { cut: readInteger(cut, 'cut', { least: 0, most: Number.MAX_SAFE_INTEGER }) };
  // This error is implied by `cut`.
  const isUsual = code === undefined || code === 'connection-terminated';
  return { ...answered, ...broken, ...(isUsual ? {} : { brokenBy: code }) };
}

function readErrorCode(node: YamlNode): string {
  const code = readString(node, 'error');
  if (NETWORK_ERRORS.includes(code)) return code;
  const near = suggestion(code, NETWORK_ERRORS);
  const next =
    near === undefined
      ? 'Use a case of error-code in wasi:http/types@0.2.0, such as connection-refused.'
      : `Did you mean ${near}?`;
  throw fault(node, `there is no error ${JSON.stringify(code.slice(0, 40))}`, next);
}

// An answer that no timer preceded has no such time; 0 means the same.
function readAfter(node: YamlNode | undefined): { afterMs?: number } {
  const afterMs = node === undefined ? 0 : readDuration(node, 'after');
  return afterMs === 0 ? {} : { afterMs };
}

function printExchange(request: OutboundRequest, outcome: ExchangeOutcome): Printable {
  const { method, url, headers, body } = request;
  const sent = fieldsOf({ method, url, ...printHeaders(headers), ...printBody(body, headers) });
  return new Block(fieldsOf({ request: sent, ...printOutcome(outcome) }));
}

function printOutcome(outcome: ExchangeOutcome): Record<string, Printable | undefined> {
  if (outcome.kind === 'lost-to-timer') return { 'lost-to-timer': printDuration(outcome.afterMs) };
  const after = outcome.afterMs === undefined ? undefined : printDuration(outcome.afterMs);
  if (outcome.kind === 'error') return { error: outcome.code, after };
  const { response, chunks, cut, brokenBy: error } = outcome;
  return { response: printChunkedResponse(response, chunks), cut, error, after };
}

function readChunkedResponse(node: YamlNode): { response: HttpResponse; chunks?: number[] } {
  const keys = ['status', 'headers', ...BODY_KEYS, CHUNKS_KEY] as const;
  const { chunks, ...fields } = readFields(node, 'a response', keys);
  if (chunks === undefined) return { response: readResponse(node) };
  const second = BODY_KEYS.map((key) => fields[key]).find((field) => field !== undefined);
  if (second !== undefined) {
    throw fault(second, 'a body is given twice', 'Keep chunks, or write the body in one piece.');
  }
  const { body, lengths } = readChunks(chunks);
  const headers = readHeaders(fields.headers);
  const response = { status: readStatus(fields.status, node), headers, body };
  return { response, ...(lengths.length > 1 ? { chunks: lengths } : {}) };
}

function printChunkedResponse(
  response: HttpResponse,
  chunks: readonly number[] | undefined,
): Map<string, Printable> {
  if (chunks === undefined) return printResponse(response);
  const { status, headers, body } = response;
  return fieldsOf({ status, ...printHeaders(headers), [CHUNKS_KEY]: printChunks(body, chunks) });
}
