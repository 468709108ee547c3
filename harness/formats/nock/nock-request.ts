import { plainJson } from '../../json/json-text.ts';
import type { OutboundRequest } from '../../tool-call/exchange.ts';
import { type HeaderList, headerValue } from '../../tool-call/http-message.ts';
import { decodeUtf8 } from '../../tool-call/utf8.ts';
import type { ConversionNotes } from '../conversion-notes.ts';
import { holdsPlaceholder } from '../placeholder-text.ts';
import { type DefinitionPlace, invalidDefinition, type NockDefinition } from './nock-definition.ts';
import { fromHex, headerList, hexOf } from './nock-response.ts';

/**
 * The request that a definition answers.
 *
 * @throws HarnessError `foreign-invalid`.
 */
export function requestOf(
  definition: NockDefinition,
  place: DefinitionPlace,
  notes: ConversionNotes,
): OutboundRequest {
  const where = `definition ${place.number}`;
  const { badheaders, options } = definition;
  if (definition.body === undefined) notes.add(ANY_BODY, where);
  if (definition.reqheaders === undefined) notes.add(ANY_HEADERS, where);
  if (Array.isArray(badheaders) && badheaders.length > 0) notes.add(BAD_HEADERS, where);
  if (typeof options === 'object' && options !== null && 'allowUnmocked' in options) {
    notes.add(UNMOCKED, where);
  }
  const bytes = requestBytes(definition.body);
  if (bytes.isGuess) notes.add(HEXADECIMAL, where);
  return {
    method: definition.method.toUpperCase(),
    url: urlOf(definition, place),
    headers: headerList(definition.reqheaders, place),
    body: bytes.body,
  };
}

/**
 * The members of a definition that describe its request.
 *
 * @param note gets notes about everything that a definition cannot express
 */
export function definedRequest(
  request: OutboundRequest,
  note: (what: string) => void,
): Pick<NockDefinition, 'scope' | 'method' | 'path' | 'body' | 'reqheaders'> {
  const { origin, path, isRespelt } = addressOf(request.url);
  if (request.method !== request.method.toUpperCase()) note('nock takes its method in upper case');
  if (isRespelt) note('its URL is written as clients spell it');
  const reqheaders = definedHeaders(request.headers, note);
  return {
    scope: origin,
    method: request.method,
    path,
    body: definedBody(request, note),
    ...(Object.keys(reqheaders).length === 0 ? {} : { reqheaders }),
  };
}

/** A URL without the port that its scheme implies, which components do not write. */
export function plainUrl(url: string): string {
  return url.replace(
    /^(https:\/\/[^/?#]*):443(?=[/?#]|$)|^(http:\/\/[^/?#]*):80(?=[/?#]|$)/,
    '$1$2',
  );
}

const ANY_BODY = 'it answers a request with any body; here its body is empty';
const ANY_HEADERS = 'it has no request headers; a replay compares all that a component sets';
const BAD_HEADERS = 'its badheaders are left out: a replay compares all headers in any case';
const UNMOCKED = 'its allowUnmocked is left out: a replay never reaches the network';
const LIKE_HEXADECIMAL = 'its body looks like hexadecimal, and would be read as bytes';
const HEXADECIMAL = 'its body is read as hexadecimal bytes';

function urlOf({ scope, port, path }: NockDefinition, place: DefinitionPlace): string {
  const url = new URL(scope);
  if (port !== undefined && url.port === '') url.port = String(port);
  const base = url.pathname.replace(/\/$/, '');
  if (!base && !path.startsWith('/')) throw invalidDefinition(place, 'its path begins with no /');
  return plainUrl(`${url.protocol}//${url.host}${base}${path}`);
}

function requestBytes(body: unknown): { body: Uint8Array; isGuess: boolean } {
  const encode = (text: string) => ({ body: new TextEncoder().encode(text), isGuess: false });
  if (body === undefined) return encode('');
  if (typeof body !== 'string') return encode(JSON.stringify(body));
  // Nock writes a body in hexadecimal if it is not UTF-8, without marking it.
  const bytes = fromHex(body);
  const isBinary = bytes !== undefined && decodeUtf8(bytes) === undefined;
  return isBinary ? { body: bytes, isGuess: true } : encode(body);
}

function addressOf(url: string): { origin: string; path: string; isRespelt: boolean } {
  const { protocol, host, port, pathname, search, href } = new URL(url);
  const usual = protocol === 'https:' ? '443' : '80';
  return {
    // Nock's recorder always names the port.
    origin: `${protocol}//${host}${port === '' ? `:${usual}` : ''}`,
    path: pathname + search,
    isRespelt: plainUrl(url) !== href,
  };
}

function definedHeaders(headers: HeaderList, note: (what: string) => void): Record<string, string> {
  const values = new Map<string, string[]>();
  for (const [name, value] of headers) {
    if (holdsPlaceholder(value)) note(`its header ${name} holds a secret and is left out`);
    else values.set(name, [...(values.get(name) ?? []), value]);
  }
  const joined = [...values].map(([name, list]) => {
    if (list.length > 1) note(`its repeated header ${name} is joined`);
    return [name, list.join(', ')] as const;
  });
  return Object.fromEntries(joined);
}

function definedBody({ body, headers }: OutboundRequest, note: (what: string) => void): unknown {
  const text = decodeUtf8(body);
  if (text === undefined) return hexOf(body);
  if (requestBytes(text).isGuess) note(LIKE_HEXADECIMAL);
  // Nock compares the values of a form as texts.
  const isForm = /x-www-form-urlencoded/.test(headerValue(headers, 'content-type') ?? '');
  return isForm ? text : (exactCollection(text) ?? text);
}

function exactCollection(text: string): unknown {
  const value = plainJson(text);
  return typeof value === 'object' && value !== null ? value : undefined;
}
