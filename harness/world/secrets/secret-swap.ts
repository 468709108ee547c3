import type { HttpResponse } from '../../tool-call/http-message.ts';
import { mapBasicCredentials } from './basic-credentials.ts';
import { placeholder } from './fixed-placeholder.ts';
import { secretPattern } from './secret-forms.ts';
import { unpackedTo } from './unpacked-layers.ts';

/**
 * Replaces secrets in incoming data by the fixed forms of their placeholders, so that no component
 * and no file ever holds a secret.
 */
export class SecretSwap {
  readonly #names: readonly string[];
  readonly #pattern: RegExp | undefined;
  /** The same, whatever the case of letters. */
  readonly #anyCase: RegExp | undefined;

  /** How many bytes the shortest secret has; undefined: there is none. */
  readonly shortest: number | undefined;

  /** @param secrets values by the names of their variables; each is usable (`unusableSecret`) */
  constructor(secrets: ReadonlyMap<string, string>) {
    // The longest first: a secret that is part of another must not break that one up.
    const sorted = [...secrets].sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1));
    this.#names = sorted.map(([name]) => name);
    const alternatives = sorted.map(([, secret]) => `(${secretPattern(secret)})`);
    if (sorted.length === 0) return;
    this.shortest = Math.min(...sorted.map(([, secret]) => Buffer.byteLength(secret)));
    this.#pattern = new RegExp(alternatives.join('|'), 'g');
    this.#anyCase = new RegExp(alternatives.join('|'), 'gi');
  }

  /**
   * The response as the component gets it: fixed forms in place of secrets, raw, percent-encoded or
   * escaped in JSON, and inside Basic credentials; in names of headers too. A compressed body that
   * holds a secret is given uncompressed, without the codings of its `content-encoding` that were
   * undone. Undefined for a body that cannot be searched.
   */
  inward(response: HttpResponse): HttpResponse | undefined {
    if (this.#pattern === undefined) return response;
    const unpacked = unpackedTo(response, (content) => this.holdsSecret(content));
    return unpacked && this.inwardPacked(unpacked);
  }

  /** The same without a look into what is packed. */
  inwardPacked({ status, headers, body }: HttpResponse): HttpResponse {
    const swapped = headers.map(([name, value]): [string, string] => [
      this.inwardName(name),
      this.inwardText(value),
    ]);
    return { status, headers: swapped, body: this.inwardBytes(body) };
  }

  /** Bytes with fixed forms in place of secrets. */
  inwardBytes(bytes: Uint8Array): Uint8Array {
    return bytesOf(this.inwardText(latin1(bytes)));
  }

  /** Whether these bytes contain a secret in any of its forms. */
  holdsSecret(bytes: Uint8Array): boolean {
    const text = latin1(bytes);
    return this.inwardText(text) !== text;
  }

  /** A text whose characters are bytes, with fixed forms in place of secrets. */
  inwardText(text: string): string {
    if (this.#pattern === undefined) return text;
    const swap = (plain: string): string => this.#swapped(plain, this.#pattern);
    return swap(mapBasicCredentials(text, swap));
  }

  /**
   * A header name with fixed forms in place of secrets, regardless of case: header names are
   * case-insensitive in HTTP, so a secret there may have lost its capitals in transit.
   */
  inwardName(name: string): string {
    return this.#swapped(name, this.#anyCase);
  }

  #swapped(text: string, pattern: RegExp | undefined): string {
    if (pattern === undefined) return text;
    return text.replace(pattern, (...groups: unknown[]) => {
      const index = groups.slice(1).findIndex((group) => group !== undefined);
      return placeholder(this.#names[index] ?? '');
    });
  }
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

function bytesOf(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'latin1'));
}
