import type { HeaderList } from '../../../../tool-call/http-message.ts';
import { ResultError } from '../result-error.ts';

/** Header values cross the boundary as bytes; in TypeScript each byte is a character (latin1). */
function latin1Bytes(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'latin1'));
}

function latin1Text(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

// Header names that a component may not set, as wasmtime-wasi-http forbids them.
const FORBIDDEN = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'transfer-encoding',
  'upgrade',
  'host',
  'http2-settings',
]);

const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/** wasi:http/types@0.2.0, resource fields; names are compared without regard to case. */
export class Fields {
  #entries: Array<[name: string, value: Uint8Array]> = [];
  #immutable = false;

  static fromList(entries: Array<[string, Uint8Array]>): Fields {
    const fields = new Fields();
    for (const [name, value] of entries) fields.append(name, value);
    return fields;
  }

  /** Headers that came from outside; the component may only read them. */
  static received(headers: HeaderList): Fields {
    const fields = new Fields();
    fields.#entries = headers.map(([name, value]) => [name, latin1Bytes(value)]);
    fields.#immutable = true;
    return fields;
  }

  get(name: string): Uint8Array[] {
    return this.#entries.filter(([other]) => same(other, name)).map(([, value]) => value);
  }

  has(name: string): boolean {
    return this.#entries.some(([other]) => same(other, name));
  }

  set(name: string, values: Uint8Array[]): void {
    this.#check(name, values);
    this.#remove(name);
    for (const value of values) this.#entries.push([name, value]);
  }

  append(name: string, value: Uint8Array): void {
    this.#check(name, [value]);
    this.#entries.push([name, value]);
  }

  delete(name: string): void {
    this.#check(name, []);
    this.#remove(name);
  }

  entries(): Array<[string, Uint8Array]> {
    return this.#entries.map(([name, value]) => [name, value]);
  }

  clone(): Fields {
    const copy = new Fields();
    copy.#entries = this.entries();
    return copy;
  }

  /** The headers as plain data, names in lower case. */
  headerList(): HeaderList {
    return this.#entries.map(([name, value]) => [name.toLowerCase(), latin1Text(value)]);
  }

  #check(name: string, values: readonly Uint8Array[]): void {
    if (this.#immutable) throw new ResultError({ tag: 'immutable' });
    if (!NAME.test(name) || !values.every((value) => VALUE.test(latin1Text(value)))) {
      throw new ResultError({ tag: 'invalid-syntax' });
    }
    if (FORBIDDEN.has(name.toLowerCase())) throw new ResultError({ tag: 'forbidden' });
  }

  #remove(name: string): void {
    this.#entries = this.#entries.filter(([other]) => !same(other, name));
  }
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
