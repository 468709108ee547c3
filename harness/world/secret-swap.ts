import type { OutboundRequest } from '../tool-call/exchange.ts';
import { type HeaderList, type HttpResponse, headerValue } from '../tool-call/http-message.ts';
import { decodeContent } from './content-encoding.ts';
import { secretPattern } from './secret-forms.ts';
import { replaceStandIns, standIn } from './stand-in.ts';

/** How a secret is written where a stand-in stood. */
type SecretWriter = (secret: string) => string;

/**
 * Swaps stand-ins for secrets in what leaves the app, and secrets for stand-ins in what comes back,
 * so that no component and no file ever holds a secret.
 */
export class SecretSwap {
  readonly #secrets: ReadonlyMap<string, string>;
  readonly #names: readonly string[];
  readonly #pattern: RegExp | undefined;

  /** @param secrets values by the names of their variables; each is usable (`unusableSecret`) */
  constructor(secrets: ReadonlyMap<string, string>) {
    this.#secrets = secrets;
    // The longest first: a secret that is part of another must not break that one up.
    const sorted = [...secrets].sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1));
    this.#names = sorted.map(([name]) => name);
    const alternatives = sorted.map(([, secret]) => `(${secretPattern(secret)})`);
    this.#pattern = sorted.length === 0 ? undefined : new RegExp(alternatives.join('|'), 'g');
  }

  /**
   * The request as it leaves: secrets in place of their stand-ins, encoded as their place asks for
   * (percent-encoded in the URL and in forms, escaped in JSON), and inside Basic credentials.
   * A `content-length` that was right stays right.
   */
  outward(request: OutboundRequest): OutboundRequest {
    if (this.#pattern === undefined) return request;
    const write = bodyWriter(headerValue(request.headers, 'content-type') ?? '');
    const body = bytesOf(this.#outwardText(latin1(request.body), write));
    const headers = mapValues(request.headers, (text) => this.#outwardText(text, utf8AsLatin1));
    return {
      method: request.method,
      url: this.#outwardText(request.url, encodeURIComponent),
      headers: adjustLength(headers, { from: request.body.length, to: body.length }),
      body,
    };
  }

  /**
   * The response as the component gets it: stand-ins in place of secrets, raw, percent-encoded or
   * escaped in JSON, and inside Basic credentials. A compressed body that holds a secret is given
   * uncompressed, without its `content-encoding`.
   */
  inward(response: HttpResponse): HttpResponse {
    if (this.#pattern === undefined) return response;
    const encoding = headerValue(response.headers, 'content-encoding');
    const decoded =
      encoding === undefined ? undefined : decodeContent(response.body, encoding.toLowerCase());
    const isFound = decoded !== undefined && this.holdsSecret(decoded);
    const body = bytesOf(this.inwardText(latin1(isFound ? decoded : response.body)));
    const headers = mapValues(response.headers, (text) => this.inwardText(text));
    return {
      status: response.status,
      headers: isFound ? headers.filter(([name]) => name !== 'content-encoding') : headers,
      body,
    };
  }

  /** Whether a secret stands in these bytes in any of its forms. */
  holdsSecret(bytes: Uint8Array): boolean {
    const text = latin1(bytes);
    return this.inwardText(text) !== text;
  }

  /** A text whose characters are bytes, with stand-ins in place of secrets. */
  inwardText(text: string): string {
    if (this.#pattern === undefined) return text;
    const swap = (plain: string): string => this.#inwardPlain(plain);
    return swap(swapBasic(text, swap));
  }

  #inwardPlain(text: string): string {
    if (this.#pattern === undefined) return text;
    return text.replace(this.#pattern, (...groups: unknown[]) => {
      const index = groups.slice(1).findIndex((group) => group !== undefined);
      return standIn(this.#names[index] ?? '');
    });
  }

  #outwardText(text: string, write: SecretWriter): string {
    const swapInto = (plain: string, writer: SecretWriter): string =>
      replaceStandIns(plain, (name) => {
        const secret = this.#secrets.get(name);
        return secret === undefined ? standIn(name) : writer(secret);
      });
    return swapInto(
      swapBasic(text, (plain) => swapInto(plain, utf8AsLatin1)),
      write,
    );
  }
}

// Base64 hides what it holds from a search in the text, so Basic credentials (RFC 7617) are opened.
function swapBasic(text: string, swap: (plain: string) => string): string {
  return text.replace(
    /\b(Basic(?: +|%20|\+))([A-Za-z0-9+/]{8,}={0,2})/gi,
    (whole, scheme: string, credentials: string) => {
      const plain = Buffer.from(credentials, 'base64').toString('latin1');
      const swapped = swap(plain);
      if (swapped === plain) return whole;
      return scheme + Buffer.from(swapped, 'latin1').toString('base64');
    },
  );
}

function bodyWriter(contentType: string): SecretWriter {
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

function mapValues(headers: HeaderList, swap: (value: string) => string): HeaderList {
  return headers.map(([name, value]) => [name, swap(value)]);
}

function utf8AsLatin1(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

function bytesOf(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'latin1'));
}
