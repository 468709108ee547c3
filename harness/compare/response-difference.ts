import { shallowJson } from '../json/json-depth.ts';
import { type JsonDifference, jsonDifference } from '../json/json-difference.ts';
import type { DifferencePlace } from '../tool-call/difference-place.ts';
import type { HeaderList, HttpResponse } from '../tool-call/http-message.ts';
import { decodeUtf8 } from '../tool-call/utf8.ts';
import { type FailureCause, failureCause } from './failure-cause.ts';
import { printedPair, printedValue } from './printed-value.ts';

/** The first difference between two responses. */
export interface ResponseDifference extends FailureCause {
  /** Whether the bodies are the same JSON value in different bytes. */
  readonly cosmetic: boolean;
  readonly where: DifferencePlace;
  readonly recorded: string;
  readonly actual: string;
}

/** Compares a response with the recorded one: status, headers by name, body. */
export function responseDifference(
  recorded: HttpResponse,
  actual: HttpResponse,
): ResponseDifference | undefined {
  const difference =
    statusDifference(recorded, actual) ??
    headersDifference(recorded.headers, actual.headers) ??
    bodyDifference(recorded.body, actual.body);
  return difference && { ...difference, ...failureCause(difference.where, actual) };
}

function statusDifference(a: HttpResponse, b: HttpResponse): ResponseDifference | undefined {
  return a.status === b.status
    ? undefined
    : differing({ in: 'response', path: 'status' }, String(a.status), String(b.status));
}

function headersDifference(a: HeaderList, b: HeaderList): ResponseDifference | undefined {
  const names = [...new Set([...a, ...b].map(([name]) => name))].sort();
  for (const name of names) {
    const [recorded, actual] = [valuesOf(a, name), valuesOf(b, name)];
    if (recorded === actual) continue;
    return differing({ in: 'response', path: `headers.${name}` }, recorded, actual);
  }
  return undefined;
}

function valuesOf(headers: HeaderList, name: string): string {
  const values = headers.filter(([other]) => other === name).map(([, value]) => value);
  return values.length === 0 ? 'absent' : JSON.stringify(values.length === 1 ? values[0] : values);
}

function bodyDifference(a: Uint8Array, b: Uint8Array): ResponseDifference | undefined {
  if (Buffer.compare(a, b) === 0) return undefined;
  const [recorded, actual] = [decodeUtf8(a), decodeUtf8(b)];
  if (recorded === undefined || actual === undefined) {
    return differing({ in: 'response', path: 'body' }, printedValue(a), printedValue(b));
  }
  return textDifference('', recorded, actual);
}

// A tool's structured result is JSON text inside JSON, so texts that are JSON are compared as JSON.
function textDifference(path: string, recorded: string, actual: string): ResponseDifference {
  const [a, b] = [shallowJson(recorded), shallowJson(actual)];
  if (a === undefined || b === undefined) {
    return differing(inResult(path), ...printedPair(recorded, actual));
  }
  const inner = jsonDifference(a.value, b.value);
  if (inner === undefined) {
    return { ...differing(inResult(path), ...printedPair(recorded, actual)), cosmetic: true };
  }
  return valueDifference(path, inner);
}

function valueDifference(outer: string, inner: JsonDifference): ResponseDifference {
  const { recorded, actual } = inner;
  const path = joined(outer, inner.path);
  if (typeof recorded === 'string' && typeof actual === 'string') {
    return isStructured(recorded) && isStructured(actual)
      ? textDifference(path, recorded, actual)
      : differing(inResult(path), ...printedPair(recorded, actual));
  }
  return differing(inResult(path), shown(recorded), shown(actual));
}

function isStructured(text: string): boolean {
  const value = shallowJson(text)?.value;
  return typeof value === 'object' && value !== null;
}

function shown(value: unknown): string {
  return value === undefined ? 'absent' : printedValue(value);
}

function inResult(path: string): DifferencePlace {
  return { in: 'result', path };
}

function joined(outer: string, inner: string): string {
  return outer === '' || inner === '' || inner.startsWith('[')
    ? `${outer}${inner}`
    : `${outer}.${inner}`;
}

function differing(where: DifferencePlace, recorded: string, actual: string): ResponseDifference {
  return { cosmetic: false, where, recorded, actual };
}
