import { Buffer } from 'node:buffer';
import { plainJson } from '../../json/json-text.ts';
import { canonicalHeaders } from '../../tool-call/canonical-headers.ts';
import { type HeaderList, type HttpResponse, headerValue } from '../../tool-call/http-message.ts';
import { decodeUtf8 } from '../../tool-call/utf8.ts';
import {
  type DefinitionPlace,
  invalidDefinition,
  type NockDefinition,
  scalarText,
} from './nock-definition.ts';

/**
 * The answer that nock serves for a definition, header names in lower case and sorted.
 *
 * @throws HarnessError `foreign-invalid` for a definition that nock could not serve.
 */
export function responseOf(definition: NockDefinition, place: DefinitionPlace): HttpResponse {
  const { reply, rawHeaders, headers: oldHeaders } = definition;
  const headers = headerList(rawHeaders ?? oldHeaders, place);
  const status = reply === undefined ? definition.status || 200 : Number.parseInt(reply, 10);
  const { body, isJson } = bodyOf(definition, headers, place);
  const isTyped = headers.some(([name, value]) => name === 'content-type' && value !== '');
  const typed: HeaderList = [...headers, ['content-type', 'application/json']];
  return { status, headers: canonicalHeaders(isJson && !isTyped ? typed : headers), body };
}

/** The members of a definition that hold a body, so that nock serves exactly its bytes. */
export function definedResponse(
  { headers, body }: HttpResponse,
  { isRequestBinary }: { isRequestBinary: boolean },
): { response: unknown; responseIsBinary: boolean } {
  if (body.length === 0) return { response: '', responseIsBinary: false };
  if (isEncoded(headers)) return { response: [hexOf(body)], responseIsBinary: false };
  const text = decodeUtf8(body);
  // Nock takes a text that answers a binary request for hexadecimal.
  const value = text === undefined || isRequestBinary ? undefined : servedText(text, headers);
  return value === undefined
    ? { response: hexOf(body), responseIsBinary: true }
    : { response: value, responseIsBinary: false };
}

/** Bytes in hexadecimal. */
export function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
}

/** The bytes of a hexadecimal text, or undefined for any other text. */
export function fromHex(text: string): Uint8Array | undefined {
  const isHex = /^(?:[0-9a-f]{2})*$/i.test(text);
  return isHex ? new Uint8Array(Buffer.from(text, 'hex')) : undefined;
}

/**
 * Header fields of a definition: values by name, or names and values in turn.
 *
 * @throws HarnessError `foreign-invalid`.
 */
export function headerList(headers: unknown, place: DefinitionPlace): HeaderList {
  if (headers === undefined || headers === null) return [];
  const pairs = Array.isArray(headers) ? inPairs(headers, place) : Object.entries(headers);
  return canonicalHeaders(
    pairs.flatMap(([name, value]) => {
      const lower = (scalarText(name) ?? '').toLowerCase();
      if (!FIELD_NAME.test(lower)) throw invalidDefinition(place, 'a header has no proper name');
      const values: readonly unknown[] = Array.isArray(value) ? value : [value];
      return values.map((item) => {
        const text = scalarText(item);
        if (text === undefined) throw invalidDefinition(place, `its header ${lower} is not a text`);
        return [lower, text] as const;
      });
    }),
  );
}

/** A token of RFC 9110, 5.6.2, in lower case. */
const FIELD_NAME = /^[a-z0-9!#$%&'*+.^_`|~-]+$/;

function inPairs(list: readonly unknown[], place: DefinitionPlace): [unknown, unknown][] {
  if (list.length % 2 === 1) throw invalidDefinition(place, 'a header has no value');
  return Array.from({ length: list.length / 2 }, (_, pair) => [list[2 * pair], list[2 * pair + 1]]);
}

function isEncoded(headers: HeaderList): boolean {
  return (headerValue(headers, 'content-encoding') ?? '') !== '';
}

function bodyOf(
  { response, responseIsBinary }: NockDefinition,
  headers: HeaderList,
  place: DefinitionPlace,
): { body: Uint8Array; isJson: boolean } {
  // As in nock: a falsy value is an empty body, and a text that is JSON counts as its value.
  if (!response) return { body: new Uint8Array(), isJson: false };
  if (responseIsBinary) return { body: hexBody([response], place), isJson: false };
  const value = typeof response === 'string' ? parsed(response) : response;
  if (isEncoded(headers)) {
    return { body: hexBody(Array.isArray(value) ? value : [value], place), isJson: false };
  }
  if (typeof value === 'string') return { body: utf8(value), isJson: false };
  return { body: utf8(JSON.stringify(value)), isJson: true };
}

function hexBody(chunks: readonly unknown[], place: DefinitionPlace): Uint8Array {
  const bytes = chunks.map((chunk) => (typeof chunk === 'string' ? fromHex(chunk) : undefined));
  const known = bytes.filter((chunk) => chunk !== undefined);
  if (known.length === bytes.length) return new Uint8Array(Buffer.concat(known));
  throw invalidDefinition(place, 'its response is binary or packed, and no hexadecimal');
}

/** The value of a text in a definition, or undefined if nock would serve other bytes. */
function servedText(text: string, headers: HeaderList): unknown {
  const value = parsed(text);
  if (value === text) return text;
  // Nock adds a missing content type to JSON.
  const isTyped = (headerValue(headers, 'content-type') ?? '') !== '';
  return isTyped && typeof value === 'object' && value !== null ? plainJson(text) : undefined;
}

/** The value of a text that is JSON, otherwise the text. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
