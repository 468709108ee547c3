import type { ExchangeOutcome, OutboundRequest } from '../../tool-call/exchange.ts';
import { type HeaderList, headerValue } from '../../tool-call/http-message.ts';
import type { OutboundHttp } from '../outbound-http/port.ts';
import { mapBasicCredentials } from './basic-credentials.ts';
import type { CallPlaceholders, Placeholder } from './call-placeholders.ts';
import { encodedForm } from './encoded-placeholder.ts';
import type { RefusedPlaceholder, SecretSink, SecretSinks } from './refused-placeholder.ts';

/** The secrets of a live world, and their sinks other than header values. */
export interface LiveSecrets {
  /** Values by variable. */
  readonly values: ReadonlyMap<string, string>;
  readonly sinks: SecretSinks;
}

/**
 * Puts secrets in place of the placeholders of the component that sends a request: in the values of
 * headers, Basic credentials included, and in the parts of the request that are declared for a
 * variable (percent-encoded in path, query and forms, escaped in JSON). A correct `content-length`
 * is adjusted. A request with any other placeholder, or an encoded form of one, is denied, and
 * recorded in `placeholders.refused`.
 *
 * @param live gets the requests with the secrets
 */
export function secretOutbound(
  live: OutboundHttp,
  { placeholders, secrets }: { placeholders: CallPlaceholders | undefined; secrets: LiveSecrets },
): OutboundHttp {
  if (placeholders === undefined) return live;
  return {
    send: async (hidden, options): Promise<ExchangeOutcome> => {
      const sent = placeholders.sent(hidden);
      if (sent === undefined) return await live.send(hidden, options);
      const swapped = withSecrets(sent.request, placeholders.of(sent.sender), secrets);
      const refused = leftOver(swapped.without, sent.sender, placeholders);
      if (refused === undefined) return await live.send(swapped.request, options);
      placeholders.refused.push(refused);
      return { kind: 'error', code: 'HTTP-request-denied' };
    },
  };
}

/** A request with its secrets, and the same request without them, to be searched. */
interface Swapped {
  readonly request: OutboundRequest;
  readonly without: OutboundRequest;
}

type Writer = (secret: string) => string;

function withSecrets(
  request: OutboundRequest,
  own: readonly Placeholder[],
  { values, sinks }: LiveSecrets,
): Swapped {
  const writeBody = bodyWriter(headerValue(request.headers, 'content-type') ?? '');
  const swapped = (isReal: boolean): OutboundRequest => {
    const into = (text: string, sink: SecretSink | undefined, write: Writer): string => {
      const allowed = own.filter(
        ({ variable }) => sink === undefined || sinks.get(variable)?.has(sink) === true,
      );
      const put = (plain: string, writer: Writer): string =>
        allowed.reduce((now, { text: random, variable }) => {
          const secret = values.get(variable);
          if (secret === undefined) return now;
          return now.replaceAll(random, () => (isReal ? writer(secret) : ''));
        }, plain);
      return put(
        mapBasicCredentials(text, (plain) => put(plain, utf8AsLatin1)),
        write,
      );
    };
    const { origin, path, query } = partsOfUrl(request.url);
    const body = into(latin1(request.body), 'body', writeBody);
    const headers = request.headers.map(([name, value]): [string, string] => [
      name,
      into(value, undefined, utf8AsLatin1),
    ]);
    return {
      method: request.method,
      url:
        origin + into(path, 'path', encodeURIComponent) + into(query, 'query', encodeURIComponent),
      headers: adjustLength(headers, { from: request.body.length, to: body.length }),
      body: new Uint8Array(Buffer.from(body, 'latin1')),
    };
  };
  return { request: swapped(true), without: swapped(false) };
}

function leftOver(
  { method, url, headers, body }: OutboundRequest,
  sender: string,
  { all }: CallPlaceholders,
): RefusedPlaceholder | undefined {
  const { origin, path, query } = partsOfUrl(url);
  const parts: readonly (readonly [RefusedPlaceholder['part'], string])[] = [
    ['method', method],
    ['origin', origin],
    ['path', path],
    ['query', query],
    ...headers.map(([name, value]) => ['header', `${name}: ${value}`] as const),
    ['body', latin1(body)],
  ];
  for (const [part, text] of parts) {
    for (const { text: random, component, variable } of all) {
      const form = text.includes(random) ? 'plain' : encodedForm(random, text);
      if (form === undefined) continue;
      return { sender, component, variable, origin: shownOrigin(url), part, form };
    }
  }
  return undefined;
}

function shownOrigin(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : 'an invalid URL';
}

function partsOfUrl(url: string): { origin: string; path: string; query: string } {
  const [, origin = '', path = '', query = ''] =
    /^([a-z][a-z0-9+.-]*:\/\/[^/?#]*)([^?]*)(.*)$/is.exec(url) ?? [];
  return origin === '' ? { origin: url, path: '', query: '' } : { origin, path, query };
}

function bodyWriter(contentType: string): Writer {
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  if (type === 'application/x-www-form-urlencoded') return encodeURIComponent;
  const isJson = type.endsWith('/json') || type.endsWith('+json');
  return isJson ? (secret) => utf8AsLatin1(JSON.stringify(secret).slice(1, -1)) : utf8AsLatin1;
}

function adjustLength(headers: HeaderList, { from, to }: { from: number; to: number }): HeaderList {
  return headers.map(([name, value]) =>
    name === 'content-length' && value === String(from) ? [name, String(to)] : [name, value],
  );
}

function utf8AsLatin1(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
